import { readFileSync } from "node:fs";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import type { Recording } from "../../src/recording/index.ts";
import type { Case } from "./cases.ts";
import type { Answer } from "./python/ask-python.ts";

/** What one case printed, and how it ended, by CPython or by us. */
export interface Transcript {
	readonly demo: string;
	readonly variant: string;
	readonly seed: number;
	readonly parameters: Readonly<Record<string, number>>;
	readonly elapsed: number;
	readonly outcome: string;
	/** Tasks that wait for ever. */
	readonly stuck: number;
	readonly lines: readonly (readonly [at: number, text: string])[];
}

/** What CPython answered, as a transcript. */
export function transcriptOf(one: Case, { elapsed, outcome, stuck, lines }: Answer): Transcript {
	const { demo, variant, seed, parameters } = one;
	return { demo: demo.name, variant: variant.name, seed, parameters, elapsed, outcome, stuck, lines };
}

/** What we recorded, as a transcript. */
export function ourTranscript(recording: Recording): Transcript {
	const { program: demo, variant, seed, parameters } = recording.header;
	const history = new History(recording);
	const { elapsed, outcome } = history;
	const lines = history.lines.map(({ at, text }) => [at, text] as const);
	const stuck = findingsOf(history).find(({ kind }) => kind === "deadlock")?.waiting?.length ?? 0;
	return { demo, variant, seed, parameters, elapsed, outcome: outcome.kind, stuck, lines };
}

/** The transcripts that CPython 3.13 wrote, one a line. */
export function readTranscripts(file: URL): Transcript[] {
	return JSON.parse(readFileSync(file, "utf8"));
}

export function transcriptsText(transcripts: readonly Transcript[]): string {
	return `[\n${transcripts.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`;
}
