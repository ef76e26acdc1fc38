/** A text is not a recording that this program can read. */
export class RecordingError extends Error {
	override readonly name = "RecordingError";
}
