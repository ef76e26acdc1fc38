import { execFileSync } from "node:child_process";
import { pythonCommands } from "../../python-commands.ts";

/** A CPython that runs the counterparts. */
export interface Python {
	/** `3.13` */
	readonly version: string;
	/** Its path or command. */
	readonly command: string;
}

const VERSION =
	"import sys; v = sys.version_info; print(sys.implementation.name, v[0], v[1]); sys.exit(v < (3, 12))";

/** One CPython of each version from 3.12 on, the newest first. Perhaps none. */
export function findPythons(): Python[] {
	const found = new Map<string, Python>();
	for (const command of pythonCommands()) {
		const version = versionOf(command);
		if (version !== null && !found.has(version)) found.set(version, { version, command });
	}
	return [...found.values()].sort((a, b) => Number(b.version.slice(2)) - Number(a.version.slice(2)));
}

function versionOf(command: string): string | null {
	try {
		const said = execFileSync(command, ["-c", VERSION], {
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
		});
		const [name, major, minor] = said.trim().split(" ");
		return name === "cpython" ? `${major}.${minor}` : null;
	} catch {
		return null;
	}
}
