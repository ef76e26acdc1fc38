// Whole outputs of programs that are stuck, late or lost: what is said of each.

import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { runOf, viewOf } from "../../src/cli/runs.ts";
import type { Demo } from "../../src/demos/define-demo.ts";
import { programOf } from "../../src/demos/program.ts";
import { record } from "../../src/recording/record.ts";
import { DEFAULT_SEED } from "../../src/runtime/index.ts";
import { describeRun } from "../../src/views/prose/describe-run.ts";
import { renderRun } from "../../src/views/render.ts";
import type { RunView } from "../../src/views/view.ts";

/** What goes on for ever is stopped at this time of its clock. */
const UNTIL = 20;
/** What turns without end is stopped after so many turns: a hundredth of those that it has by itself. */
const MOST_TURNS = 10_000;

const folder = import.meta.dirname;
const names = readdirSync(folder)
	.filter((file) => file.endsWith(".mjs"))
	.map((file) => file.slice(0, -".mjs".length));

async function demoOf(name: string): Promise<Demo> {
	const module: { readonly demo: Demo } = await import(
		/* @vite-ignore */ pathToFileURL(`${folder}/${name}.mjs`).href
	);
	return module.demo;
}

function runsOf(demo: Demo): RunView {
	const runs = demo.variants.map(({ name }) =>
		runOf(record(programOf(demo, name, {}, folder), { places: true, until: UNTIL, maxTurns: MOST_TURNS })),
	);
	return viewOf({ demo, variants: demo.variants, parameters: {}, seed: DEFAULT_SEED }, runs, {});
}

test.each(names)("what is said of %s", async (name) => {
	const view = runsOf(await demoOf(name));
	await expect(renderRun(view, { columns: 100, lines: true })).toMatchFileSnapshot(`outputs/${name}.txt`);
	await expect(describeRun(view, { columns: 100 })).toMatchFileSnapshot(`outputs/${name}.prose.txt`);
});
