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

/** The versions that the tracer knows: 3.11 to 3.14. */
const VERSIONS = [11, 12, 13, 14];

/** One CPython of each version that the tracer knows, the newest first. Perhaps none. */
export async function findPythons(): Promise<Python[]> {
	const found = await pythonsOf([process.env.PYTHON ?? [], "python3", pyenvPythons()].flat());
	// Where a version manager has a script of such a name, it is slow to say that it knows no such Python.
	const missing = VERSIONS.filter((minor) => found.every((one) => one.minor !== minor));
	const more = await pythonsOf(
		[found.length === 0 ? "python" : [], missing.map((minor) => `python3.${minor}`)].flat(),
	);
	return [...found, ...more]
		.filter((one, index, all) => all.findIndex(({ minor }) => minor === one.minor) === index)
		.sort((a, b) => b.minor - a.minor);
}

async function pythonsOf(commands: readonly string[]): Promise<Python[]> {
	return (await Promise.all(commands.map(pythonOf))).filter((one) => one !== null);
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
			const isKnown = error === null && name === "cpython" && VERSIONS.includes(Number(minor));
			resolve(isKnown ? { path, version, minor: Number(minor) } : null);
		});
	});
}
