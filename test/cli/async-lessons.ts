import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommandLine } from "../../src/cli/command-line.ts";
import type { Environment } from "../../src/cli/context.ts";
import { fakeContext } from "./fake-context.ts";

/** Nothing is ever kept there: what somebody has chosen on this machine changes no test. */
export const NO_STATE = { XDG_STATE_HOME: join(tmpdir(), "async-lessons-no-state") };

/** How a command ended. */
export interface Ended {
	readonly code: number;
	readonly out: string;
	readonly error: string;
}

/** The surroundings of a command that a test may choose. */
export interface Surroundings {
	readonly env?: Environment;
	readonly cwd?: string;
}

/**
 * Runs a command line in this process, with no terminal, and nothing in its environment but what is given. What a process of the
 * user's own writes is not among what it answers: `startAsyncLessons` hears that, too.
 */
export async function asyncLessons(
	args: readonly string[],
	{ env = {}, cwd = process.cwd() }: Surroundings = {},
): Promise<Ended> {
	const { written, ...context } = fakeContext({ ...NO_STATE, ...env });
	const code = await runCommandLine(args, { ...context, cwd });
	return { code, ...written };
}
