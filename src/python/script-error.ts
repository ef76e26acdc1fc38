/** A script can't be run. */
export class ScriptError extends Error {
	override readonly name = "ScriptError";
	/** Whose fault it is, as an exit code: 2, it was called wrongly; 1, the script's own. */
	readonly exitCode: 1 | 2;

	constructor(message: string, exitCode: 1 | 2 = 2) {
		super(message);
		this.exitCode = exitCode;
	}
}
