// Whole outputs of programs that are stuck, late or lost: what is said of each.

import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { Demo } from "../../src/demos/define-demo.ts";
import { programOf } from "../../src/demos/program.ts";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import { record } from "../../src/recording/record.ts";
import { describeRun } from "../../src/views/prose/describe-run.ts";
import { renderRun } from "../../src/views/render.ts";
import type { RunView } from "../../src/views/view.ts";

/** What goes on for ever is stopped at this time of its clock. */
const UNTIL = 20;

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

function runOf(demo: Demo): RunView {
	const variants = demo.variants.map(({ name, summary, fix }) => {
		const history = new History(record(programOf(demo, name, {}, folder), { places: true, until: UNTIL }));
		const { lines } = history;
		return { name, summary, fix, timeline: buildTimeline(history), lines, findings: findingsOf(history) };
	});
	return { demo, sections: 7, variants };
}

test.each(names)("what is said of %s", async (name) => {
	const view = runOf(await demoOf(name));
	await expect(renderRun(view, { columns: 100, lines: true })).toMatchFileSnapshot(`outputs/${name}.txt`);
	await expect(describeRun(view, { columns: 100 })).toMatchFileSnapshot(`outputs/${name}.prose.txt`);
});
