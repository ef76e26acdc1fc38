/** The command was called wrongly: one line on stderr, exit code 2, nothing was run. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** Ctrl-C, or a prompt that was left: what runs is stopped, the terminal is put back, exit code 130. */
export class Interrupted extends Error {
	override readonly name = "Interrupted";
}

/** A module of somebody's own that fails when it is loaded: the fault is in it, so its place is told, and nothing of ours. */
export class BrokenModule extends Error {
	override readonly name: string = "BrokenModule";

	/** `what` says what went wrong and where. */
	constructor(path: string, what: string, cause: unknown) {
		super(`${path} can't be loaded\n${what}`, { cause });
	}
}
