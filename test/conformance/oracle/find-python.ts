import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const NEEDED = "import sys; sys.exit(sys.implementation.name != 'cpython' or sys.version_info < (3, 13))";

/**
 * The path or command of a CPython 3.13 or newer: $PYTHON, one on the PATH, or one of pyenv's.
 * @throws {Error} if there is none
 */
export function findPython(): string {
	const candidates = [process.env.PYTHON ?? [], "python3.13", "python3", "python", pyenvPythons()].flat();
	const found = candidates.find(isNewEnough);
	if (found === undefined) {
		throw new Error(
			`no CPython 3.13 or newer among ${candidates.join(", ")}; name one: PYTHON=/path/to/python3.13`,
		);
	}
	return found;
}

function isNewEnough(command: string): boolean {
	try {
		execFileSync(command, ["-c", NEEDED], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}

function pyenvPythons(): string[] {
	const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
	try {
		return readdirSync(versions).map((version) => join(versions, version, "bin", "python"));
	} catch {
		return [];
	}
}
