// How a command can fail, and the exit codes.

/** The command was called wrongly: one line on stderr, exit code 2, nothing was run. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** Ctrl-C, or a prompt that was left: what runs is stopped, the terminal is restored, exit code 130. */
export class Interrupted extends Error {
	override readonly name = "Interrupted";
}

/** A module of the user that fails while it is loaded. The fault is in it, so its own place is shown, and none of ours. */
export class BrokenModule extends Error {
	override readonly name: string = "BrokenModule";

	/** `what` says what went wrong and where. */
	constructor(path: string, what: string, cause: unknown) {
		super(`${path} can't be loaded\n${what}`, { cause });
	}
}

/** The exit codes of the process. */
export const EXIT = {
	/** Every run ended as its demo promises. */
	asExpected: 0,
	/** A run ended otherwise, or the program failed. */
	failed: 1,
	/** The command was called wrongly, and nothing was run. */
	usage: 2,
	/** Ctrl-C. */
	interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
