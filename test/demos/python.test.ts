import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import { record } from "../../src/recording/record.ts";
import { localPythons } from "../local-pythons.ts";
import { SEED } from "../seed.ts";
import { type Case, drawnCases } from "./cases.ts";
import { askPython } from "./python/ask-python.ts";
import { ourTranscript, type Transcript, transcriptOf } from "./transcript.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const demos = registry;
const pythons = localPythons();

/** Where no CPython is found, nobody contradicts us: transcripts.test.ts holds us to its record all the same. */
const versions = pythons.map(({ version, path }) => [version, path] as const);

test("looks for CPython 3.12 and newer, each version once, the newest first", () => {
	const minors = pythons.map(({ minor }) => minor);
	expect(minors).toEqual([...new Set(minors.filter((minor) => minor >= 12))].sort((a, b) => b - a));
});

test(`CPython prints what the demos print, with drawn parameters and seeds: SEED=${SEED}`, {
	timeout: 60_000,
}, () => {
	const cases = drawnCases(demos, SEED, 3, { count: 40, amount: 60 });
	const ours = cases.map(ourCase);
	const theirs = versions.map(([version, command]) => [version, casesBy(command, cases)] as const);
	expect(theirs).toEqual(versions.map(([version]) => [version, ours]));
});

function ourCase({ demo, variant, seed, parameters }: Case): Transcript {
	return ourTranscript(record(programOf(demo, variant.name, parameters), { seed }));
}

function casesBy(command: string, cases: readonly Case[]): Transcript[] {
	const answers = askPython(command, root, cases);
	return cases.flatMap((one, index) =>
		answers.slice(index, index + 1).map((answer) => transcriptOf(one, answer)),
	);
}
