import { execFileSync } from "node:child_process";
import { pythonCommands } from "../../python-commands.ts";

const NEEDED = "import sys; sys.exit(sys.implementation.name != 'cpython' or sys.version_info < (3, 13))";

/** The path or command of a CPython 3.13 or newer. @throws {Error} if there is none */
export function findPython(): string {
	const candidates = pythonCommands();
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
