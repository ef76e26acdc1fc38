/** A text is not a recording that this program can read, or a run was asked for that cannot be. */
export class RecordingError extends Error {
	override readonly name = "RecordingError";
}
