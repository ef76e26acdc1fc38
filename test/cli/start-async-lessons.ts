import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Ended, NO_STATE, type Surroundings } from "./async-lessons.ts";

/** The program as it is built. */
export const BINARY = fileURLToPath(new URL("../../bin/async-lessons.js", import.meta.url));

/** Runs the built program as a process of its own, with no terminal, and nothing in its environment but what is given. */
export function startAsyncLessons(
	args: readonly string[],
	{ env = {}, cwd, input = "" }: Surroundings & { readonly input?: string } = {},
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
