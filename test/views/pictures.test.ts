// Whole outputs. `npx vitest run test/views -u` writes the pictures anew: look at them before you keep them.

import { Chalk } from "chalk";
import { describe, expect, test } from "vitest";
import { chalkPaint } from "../../src/text/themes.ts";
import { renderFrame, renderRun } from "../../src/views/render.ts";
import { renderSvg } from "../../src/views/svg/render-svg.ts";
import type { RunView, ViewOptions } from "../../src/views/view.ts";
import { blocking, cancelled, fetchView, groupFails, limited, rateLimitStuck, viewOf } from "../stories.ts";

const RUNS: Readonly<Record<string, () => RunView>> = {
	fetch: () => fetchView(),
	cancel: () => viewOf({ name: "cancel", title: "ask a task to stop", section: 3 }, [cancelled()]),
	"task-group": () => viewOf({ name: "task-group", title: "one fails, all end", section: 4 }, [groupFails()]),
	deadlock: () =>
		viewOf({ name: "rate-limit", title: "at most so many in a window", section: 5 }, [rateLimitStuck()]),
	blocking: () =>
		viewOf({ name: "blocking-call", title: "everything stands still", section: 7 }, [blocking()]),
	"unbounded-100": () => viewOf({ name: "unbounded", title: "too many at once", section: 7 }, [limited(100)]),
	"unbounded-1000": () =>
		viewOf({ name: "unbounded", title: "too many at once", section: 7 }, [limited(1000)]),
};

const FORMS: Readonly<Record<string, ViewOptions>> = {
	"80": { columns: 80 },
	"80.ascii": { columns: 80, ascii: true },
	"80.colour": { columns: 80, paint: chalkPaint(new Chalk({ level: 1 }), "ansi") },
};

describe.each(Object.entries(RUNS))("the picture of %s", (name, view) => {
	test.each(Object.entries(FORMS))("is as drawn at %s", async (form, options) => {
		await expect(renderRun(view(), options)).toMatchFileSnapshot(`pictures/${name}.${form}.txt`);
	});
});

test.each([40, 60, 100, 132, 200])("the pictures of two runs are as drawn at %i columns", async (columns) => {
	const pictures = ["fetch", "deadlock"].map((name) => renderRun(RUNS[name]?.() ?? fetchView(), { columns }));
	await expect(pictures.join("\n")).toMatchFileSnapshot(`pictures/widths.${columns}.txt`);
});

test("true colour has the tones of Okabe and Ito", async () => {
	const paint = chalkPaint(new Chalk({ level: 3 }), "okabe-ito");
	const view = viewOf({ name: "task-group" }, [groupFails()]);
	await expect(renderRun(view, { columns: 80, paint })).toMatchFileSnapshot(
		"pictures/task-group.okabe-ito.txt",
	);
});

test("the same picture is drawn as SVG on the same cells", async () => {
	await expect(renderSvg(fetchView(), { columns: 80 })).toMatchFileSnapshot("pictures/fetch.svg");
});

test("a chart grows with time, and shows nothing of what is yet to come", async () => {
	const view = viewOf({ name: "cancel" }, [cancelled()]);
	const frames = [0, 0.5, 1.99, 2, 3].map((at) =>
		renderFrame(view, 0, at, { columns: 80, rows: 10 }).join("\n"),
	);
	await expect(`${frames.join("\n\n")}\n`).toMatchFileSnapshot("pictures/cancel.frames.txt");
});

test("a window shows a part of a run on its own scale", async () => {
	const view = fetchView({ from: 1.5, to: 3.2 });
	await expect(renderRun(view, { columns: 80 })).toMatchFileSnapshot("pictures/fetch.window.txt");
});

test("a window shows how many tasks were in which state within it", async () => {
	const view = viewOf({ name: "unbounded", title: "too many at once" }, [limited(95)], {
		from: 3.5,
		to: 7.25,
	});
	await expect(renderRun(view, { columns: 80 })).toMatchFileSnapshot("pictures/unbounded.window.txt");
});

test("a chart grows from 40 columns on; below, what goes on is told", () => {
	const frames = [40, 39].map((columns) => renderFrame(fetchView(), 1, 1.25, { columns, rows: 10 }));
	expect(`\n${frames.map((lines) => lines.join("\n")).join("\n\n")}\n`).toMatchInlineSnapshot(`
		"
		  CONCURRENT                     1.25 s
		           0          2          4 s
		           ├──────────┼──────────┼──
		  main     ▏┄┄┄┄┄┄
		  ├ API-1  ▏━━━━━━
		  ├ API-2  ▏━━━━✓
		  └ API-3  ▏━━━━━━

		At 1.25 seconds: API-1 and API-3 wait
		for a timer or I/O
		"
	`);
});

test("printed lines stand before the chart when they are asked for", async () => {
	await expect(renderRun(fetchView(), { columns: 80, lines: true })).toMatchFileSnapshot(
		"pictures/fetch.lines.txt",
	);
});

test("ten thousand tasks fit on a screen", () => {
	const text = renderRun(viewOf({ name: "unbounded" }, [limited(10_000)]), { columns: 80 });
	expect(text.split("\n").length).toBeLessThan(30);
});
