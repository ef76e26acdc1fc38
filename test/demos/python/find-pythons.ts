import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A CPython that runs the counterparts. */
export interface Python {
	/** `3.13` */
	readonly version: string;
	/** Its path or command. */
	readonly command: string;
}

const VERSION =
	"import sys; v = sys.version_info; print(sys.implementation.name, v[0], v[1]); sys.exit(v < (3, 12))";

/** One CPython of each version from 3.12 on, the newest first: $PYTHON, those on the PATH and pyenv's. Perhaps none. */
export function findPythons(): Python[] {
	const commands = [
		process.env.PYTHON ?? [],
		"python3",
		"python",
		"python3.13",
		"python3.12",
		pyenvPythons(),
	].flat();
	const found = new Map<string, Python>();
	for (const command of commands) {
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

function pyenvPythons(): string[] {
	const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
	try {
		return readdirSync(versions)
			.filter((version) => version.startsWith("3."))
			.map((version) => join(versions, version, "bin", "python"));
	} catch {
		return [];
	}
}
