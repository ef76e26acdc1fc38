import { RecordingError } from "../recording/recording-error.ts";
import { SavedSize } from "../recording/saved-size.ts";
import { recordingLines } from "../recording/write.ts";
import type { Run } from "./runs.ts";
import { SystemFault } from "./system-fault.ts";
import { writeWhole } from "./write-whole.ts";

/** Writes the runs into one file. @throws {SystemFault} if the system refuses, or the file could not be read again */
export function saveRuns(path: string, runs: readonly Run[]): void {
	try {
		writeWhole(path, linesOf(runs));
	} catch (error) {
		if (error instanceof RecordingError) throw new SystemFault(`can't write ${path}: ${error.message}`);
		throw error;
	}
}

function* linesOf(runs: readonly Run[]): Generator<string, void> {
	const size = new SavedSize();
	for (const { recording } of runs) yield* recordingLines(recording, size);
}
