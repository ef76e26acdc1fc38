// Every demo's whole output, from real runs. Without places, which move with every edit of a demo.

import { describe, expect, test } from "vitest";
import type { Demo } from "../../src/demos/define-demo.ts";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import { record } from "../../src/recording/record.ts";
import { textWidth } from "../../src/text/width.ts";
import { describeRun } from "../../src/views/prose/describe-run.ts";
import { renderRun } from "../../src/views/render.ts";
import type { RunView } from "../../src/views/view.ts";

function runOf(demo: Demo): RunView {
	const variants = demo.variants.map(({ name, summary, fix }) => {
		const history = new History(record(programOf(demo, name, {})));
		const { lines } = history;
		return { name, summary, fix, timeline: buildTimeline(history), lines, findings: findingsOf(history) };
	});
	return { demo, sections: 7, variants };
}

describe.each(registry.map((demo) => [demo.name, demo] as const))("the run of %s", (name, demo) => {
	test("is drawn at 80 columns", async () => {
		await expect(renderRun(runOf(demo), { columns: 80, lines: true })).toMatchFileSnapshot(
			`pictures/demos/${name}.txt`,
		);
	});

	test("is drawn in ASCII", async () => {
		const text = renderRun(runOf(demo), { columns: 80, ascii: true });
		expect([...text].filter((character) => character > "~")).toEqual([]);
		await expect(text).toMatchFileSnapshot(`pictures/demos/${name}.ascii.txt`);
	});

	test("is told in sentences", async () => {
		await expect(describeRun(runOf(demo), { columns: 80 })).toMatchFileSnapshot(
			`pictures/demos/${name}.prose.txt`,
		);
	});

	test("fits every width", () => {
		const view = runOf(demo);
		for (const columns of [40, 46, 59, 60, 72, 80, 100, 132, 200, 300]) {
			const wide = renderRun(view, { columns, lines: true })
				.split("\n")
				.filter((line) => textWidth(line) >= columns);
			expect(wide, `${columns} columns`).toEqual([]);
		}
	});
});
