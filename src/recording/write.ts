import { FactLines } from "./fact-lines.ts";
import type { Fact } from "./facts.ts";
import { jsonText } from "./json.ts";
import type { Recording } from "./recording.ts";

/** The lines of a recording, each with its line feed: a header, a fact a line, and how it ended. */
export function* recordingLines({ header, facts, end }: Recording): Generator<string, void> {
	yield `${jsonText({ ...header, sources: sourcesOf(facts) })}\n`;
	const lines = new FactLines();
	for (const fact of facts) yield lines.of(fact);
	if (end !== null) yield `${jsonText(end)}\n`;
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
