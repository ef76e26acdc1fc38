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
	"import sys; v = sys.version_info; print(sys.implementation.name, v[0], v[1]); sys.exit(v < (3, 11))";

/** One CPython of each version from 3.12 on, or from 3.`least` on, the newest first. Perhaps none. */
export function findPythons(least = 12): Python[] {
	const found = new Map<string, Python>();
	for (const command of pythonCommands()) {
		const version = versionOf(command);
		if (version !== null && minorOf(version) >= least && !found.has(version))
			found.set(version, { version, command });
	}
	return [...found.values()].sort((a, b) => minorOf(b.version) - minorOf(a.version));
}

function minorOf(version: string): number {
	return Number(version.slice("3.".length));
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
