/** The command was called wrongly: one line on stderr, exit code 2, nothing was run. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}
