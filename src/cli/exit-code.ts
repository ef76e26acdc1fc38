/** What the process ends with. */
export const EXIT = {
	/** Everything came out as the demos promise. */
	asPromised: 0,
	/** A run came out otherwise, or the program failed. */
	failed: 1,
	/** The command was called wrongly, and nothing was run. */
	usage: 2,
	/** Ctrl-C. */
	interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
