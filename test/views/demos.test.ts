// Every demo's whole output, from real runs. Without places, which move with every edit of a demo.

import { describe, expect, test } from "vitest";
import { runOf, viewOf } from "../../src/cli/runs.ts";
import type { Demo } from "../../src/demos/define-demo.ts";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import { record } from "../../src/recording/record.ts";
import { DEFAULT_SEED } from "../../src/runtime/index.ts";
import { textWidth } from "../../src/text/width.ts";
import { describeRun } from "../../src/views/prose/describe-run.ts";
import { renderRun } from "../../src/views/render.ts";
import type { RunView } from "../../src/views/view.ts";

function shown(demo: Demo): RunView {
	const runs = demo.variants.map(({ name }) => runOf(record(programOf(demo, name, {}))));
	return viewOf({ demo, variants: demo.variants, parameters: {}, seed: DEFAULT_SEED }, runs, {});
}

describe.each(registry.map((demo) => [demo.name, demo] as const))("the run of %s", (name, demo) => {
	test("is drawn at 80 columns", async () => {
		await expect(renderRun(shown(demo), { columns: 80, lines: true })).toMatchFileSnapshot(
			`pictures/demos/${name}.txt`,
		);
	});

	test("is drawn in ASCII", async () => {
		const text = renderRun(shown(demo), { columns: 80, ascii: true });
		expect([...text].filter((character) => character > "~")).toEqual([]);
		await expect(text).toMatchFileSnapshot(`pictures/demos/${name}.ascii.txt`);
	});

	test("is told in sentences", async () => {
		await expect(describeRun(shown(demo), { columns: 80 })).toMatchFileSnapshot(
			`pictures/demos/${name}.prose.txt`,
		);
	});

	test("fits every width", () => {
		const view = shown(demo);
		for (const columns of [40, 46, 59, 60, 72, 80, 100, 132, 200, 300]) {
			const wide = renderRun(view, { columns, lines: true })
				.split("\n")
				.filter((line) => textWidth(line) >= columns);
			expect(wide, `${columns} columns`).toEqual([]);
		}
	});
});
