import type { Recording } from "./recording.ts";

/**
 * The recordings in a text that `writeRecording` made, one after the other. One that breaks off has no end.
 * What checks them is loaded only when it is needed.
 * @throws {RecordingError} of a text that is no recording, of another version, and of a damaged line
 */
export async function loadRecordings(text: string): Promise<Recording[]> {
	const { readRecordings } = await import("./read.ts");
	return readRecordings(text);
}
