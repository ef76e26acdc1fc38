import { describe, expect, it } from "vitest";
import { runOf, viewOf } from "../../src/cli/runs.ts";
import { readRecordings } from "../../src/recording/read.ts";
import { textWidth } from "../../src/text/width.ts";
import { describeRun } from "../../src/views/prose/describe-run.ts";
import { renderFrame, renderRun } from "../../src/views/render.ts";
import { soundRecordings, spoilt, TEXT_FIELDS } from "./recordings.ts";
import { jobOf } from "./saved-job.ts";

const WORDS: Readonly<Record<string, string>> = {
	Chinese: "逐次実行する同時に実行する漢字",
	Korean: "한국어 이름이 아주 길다",
	emoji: "👩‍👩‍👧‍👦🏳️‍🌈🧑🏽‍🚀👍🏿",
	flags: "🇩🇪🇫🇷🇯🇵🇺🇸",
	"zero-width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f",
	marks: `Z${"\u0301\u0323\u0302".repeat(8)}algo`,
	fullwidth: "Ｆｕｌｌ　ｗｉｄｔｈ",
	mixed: "名前 name 👍 имя",
	"a long word": "x".repeat(300),
	"nothing at all": "",
	spaces: "   ",
};

/** Close to each other where the layout changes. */
const WIDTHS = [20, 21, 27, 39, 40, 41, 59, 60, 80, 133, 200];

/** Another recording for each kind: each has all kinds of rows for some. */
describe.each(Object.keys(WORDS))("names and texts of %s", (kind) => {
	const text = soundRecordings()
		.map((recording) =>
			spoilt(recording, (field, value) =>
				typeof value === "string" && TEXT_FIELDS.includes(field) ? WORDS[kind] : value,
			),
		)
		.join("");
	const recordings = readRecordings(text);
	const view = viewOf(jobOf(recordings), recordings.map(runOf), {});

	it.each(WIDTHS)("overflow no page of %i columns", (columns) => {
		const display = { columns, lines: true };
		const frames = view.variants.flatMap((_variant, index) =>
			renderFrame(view, index, 1, { ...display, rows: 24 }),
		);
		const pages = [renderRun(view, display), describeRun(view, display)].flatMap((page) => page.split("\n"));
		expect([...pages, ...frames].filter((line) => textWidth(line) >= columns)).toEqual([]);
	});
});
