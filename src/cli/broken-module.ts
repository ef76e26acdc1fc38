/** A module of somebody's own that fails when it is loaded: the fault is in it, so its place is told, and nothing of ours. */
export class BrokenModule extends Error {
	override readonly name: string = "BrokenModule";

	/** `what` says what went wrong and where. */
	constructor(path: string, what: string, cause: unknown) {
		super(`${path} can't be loaded\n${what}`, { cause });
	}
}
