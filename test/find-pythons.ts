import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A CPython of this machine. */
export interface Python {
	/** Of the interpreter itself: the command that led to it may be a script that looks for it each time. */
	readonly path: string;
	/** `3.13.0` */
	readonly version: string;
	/** `13` */
	readonly minor: number;
}

const WHICH =
	"import sys; v = sys.version_info; print(sys.implementation.name, sys.version.split()[0], v[1], sys.executable)";

/** The oldest that the tracer knows. */
const OLDEST = 11;

/** One CPython of each version from 3.11 on, the newest first. Perhaps none. */
export async function findPythons(): Promise<Python[]> {
	const found = (await Promise.all(commands().map(pythonOf))).filter((one) => one !== null);
	return found
		.filter((one, index) => found.findIndex(({ minor }) => minor === one.minor) === index)
		.sort((a, b) => b.minor - a.minor);
}

/** What may be one: $PYTHON, then what the PATH and pyenv have. */
function commands(): string[] {
	const named = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];
	return [process.env.PYTHON ?? [], named, pyenvPythons()].flat();
}

function pyenvPythons(): string[] {
	const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
	try {
		return readdirSync(versions).map((version) => join(versions, version, "bin", "python"));
	} catch {
		return [];
	}
}

/** The Python that a command starts; null if that is none that the tracer knows. */
export function pythonOf(command: string): Promise<Python | null> {
	return new Promise((resolve) => {
		execFile(command, ["-c", WHICH], (error, said) => {
			const [, name, version = "", minor, path = ""] = /^(\S+) (\S+) (\d+) (.+)/.exec(said) ?? [];
			const isKnown = error === null && name === "cpython" && Number(minor) >= OLDEST;
			resolve(isKnown ? { path, version, minor: Number(minor) } : null);
		});
	});
}
