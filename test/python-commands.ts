import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Paths and commands that may be a CPython: $PYTHON, those on the PATH, and pyenv's. */
export function pythonCommands(): string[] {
	return [process.env.PYTHON ?? [], "python3.13", "python3", "python", "python3.12", pyenvPythons()].flat();
}

function pyenvPythons(): string[] {
	const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
	try {
		return readdirSync(versions).map((version) => join(versions, version, "bin", "python"));
	} catch {
		return [];
	}
}

/** A Python of this machine. */
export interface LocalPython {
	readonly path: string;
	readonly version: string;
}

/** Those of the versions that the tracer knows. */
export function localPythons(): LocalPython[] {
	const code = "import sys; print(sys.executable, sys.version.split()[0], sep='\\n')";
	const found = ["3.11", "3.12", "3.13", "3.14"].flatMap((wanted): LocalPython[] => {
		try {
			const env = { ...process.env, PYENV_VERSION: `${wanted}` };
			const said = execFileSync(`python${wanted}`, ["-c", code], { env, encoding: "utf8", stdio: "pipe" });
			const [path = "", version = ""] = said.trim().split("\n");
			return [{ path, version }];
		} catch {
			return [];
		}
	});
	return found.filter(({ path }, index) => found.findIndex((one) => one.path === path) === index);
}
