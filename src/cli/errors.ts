// How a command can fail, and the exit codes.

/** The command was called wrongly: one line on stderr, exit code 2, nothing was run. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** Ctrl-C, a prompt that was left, or a signal: what runs is stopped, and the terminal is as it was before. */
export class Interrupted extends Error {
	override readonly name = "Interrupted";
	/** 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP. */
	readonly exitCode: ExitCode;

	constructor(exitCode: number = EXIT.interrupted) {
		super();
		this.exitCode = exitCode;
	}
}

/** A module of the user that fails while it is loaded: one line on stderr, exit code 1. The stack of its cause is the user's own. */
export class BrokenModule extends Error {
	override readonly name: string = "BrokenModule";
}

/** A script of the user that fails before it runs an event loop: its traceback keeps its lines. */
export class BrokenScript extends BrokenModule {
	override readonly name = "BrokenScript";
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
	/** SIGHUP: the terminal was closed. */
	hungUp: 129,
	/** SIGTERM. */
	terminated: 143,
} as const;

/** One of these, or that of a script that was run. */
export type ExitCode = number;
