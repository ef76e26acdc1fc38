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
