import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const BINARY = fileURLToPath(new URL("../../bin/async-lessons.js", import.meta.url));

/** Nothing is ever kept there: what somebody has chosen on this machine changes no test. */
const NO_STATE = { XDG_STATE_HOME: join(tmpdir(), "async-lessons-no-state") };

export interface Ended {
	readonly code: number;
	readonly out: string;
	readonly error: string;
}

export interface Surroundings {
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
	readonly input?: string;
}

/** Runs the built program as a process of its own, with no terminal, and nothing in its environment but what is given. */
export function asyncLessons(
	args: readonly string[],
	{ env = {}, cwd, input = "" }: Surroundings = {},
): Promise<Ended> {
	return new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			[BINARY, ...args],
			{ env: { ...NO_STATE, ...env }, cwd, maxBuffer: 64 * 1024 * 1024 },
			(failure, out, error) =>
				resolve({ code: typeof failure?.code === "number" ? failure.code : 0, out, error }),
		);
		child.stdin?.end(input);
	});
}
