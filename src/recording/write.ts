import { FactLines } from "./fact-lines.ts";
import type { Fact } from "./facts.ts";
import { jsonText } from "./json.ts";
import { plainFact } from "./plain-fact.ts";
import type { Recording } from "./recording.ts";
import { SavedSize } from "./saved-size.ts";

/**
 * The lines of a recording, each with its line feed: a header, a fact a line, and how it ended. `size`: of the file into which it is written.
 * @throws {RecordingError} if it becomes larger than can be read again
 */
export function* recordingLines(
	{ header, facts, end }: Recording,
	size: SavedSize = new SavedSize(),
): Generator<string, void> {
	const long = (line: string) => {
		size.add(line.length, true);
		return `${line}\n`;
	};
	yield long(jsonText({ ...header, sources: sourcesOf(facts) }));
	const lines = new FactLines();
	for (const fact of facts) {
		const brief = lines.brief(fact);
		if (brief !== null) size.add(brief.length - 1, false);
		yield brief ?? long(jsonText(plainFact(fact)));
	}
	if (end !== null) yield long(jsonText(end));
}

/** A recording as JSON Lines, to be read back by `readRecordings` here or on another machine. */
export function writeRecording(recording: Recording): string {
	return [...recordingLines(recording)].join("");
}

/** The files that places point into, in the order in which they come up. */
function sourcesOf(facts: Iterable<Fact>): string[] {
	const files = new Set<string>();
	for (const fact of facts) if ("place" in fact && fact.place !== undefined) files.add(fact.place.file);
	return [...files];
}
