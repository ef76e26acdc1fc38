import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { registry } from "../../../src/demos/registry.ts";
import { findPythons } from "../../find-pythons.ts";
import { casesWith, defaultsOf, drawnCases } from "../cases.ts";
import { transcriptOf, transcriptsText } from "../transcript.ts";
import { askPython } from "./ask-python.ts";

const RECORDED_BY = 13;

/**
 * Writes test/demos/transcripts.json: what CPython 3.13 prints for every variant of every demo, with the defaults and
 * seeds 42 and 7, and with two other choices of parameters and seed.
 * @throws {Error} if there is no CPython 3.13
 */
export async function main(root: string): Promise<void> {
	const python = (await findPythons()).find(({ minor }) => minor === RECORDED_BY);
	if (python === undefined)
		throw new Error(`no CPython 3.${RECORDED_BY} found; name one: PYTHON=/path/to/python3.13`);
	const demos = registry;
	const usual = [42, 7].flatMap((seed) => demos.flatMap((demo) => casesWith(demo, defaultsOf(demo), seed)));
	const cases = [...usual, ...drawnCases(demos, 1, 2, { count: 6, amount: 6 })];
	const answers = askPython(python.path, root, cases);
	const transcripts = answers.flatMap((answer, index) =>
		cases.slice(index, index + 1).map((one) => transcriptOf(one, answer)),
	);
	const file = join(root, "test/demos/transcripts.json");
	writeFileSync(file, transcriptsText(transcripts));
	process.stdout.write(`${transcripts.length} transcripts by CPython 3.${RECORDED_BY} written to ${file}\n`);
}
