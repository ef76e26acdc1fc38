import { expect, test } from "vitest";
import { castOf } from "../../../src/views/steps/cast.ts";

test("an asciicast has a header, and each screen that differs from the one before, as many lines as fit", () => {
	const frames = [
		{ at: 0, lines: ["one", "two", "three"] },
		{ at: 0.5, lines: ["one", "two", "four"] },
		{ at: 1.00000049, lines: ["one"] },
		{ at: 2.0000016, lines: ["one", "two", "three"] },
	];
	expect(castOf(frames, { columns: 40, rows: 2, title: "a run" }).split("\n")).toEqual([
		'{"version":2,"width":40,"height":2,"title":"a run","env":{"TERM":"xterm-256color"}}',
		'[0,"o","\\u001b[Hone\\u001b[K\\r\\ntwo\\u001b[K\\u001b[J"]',
		'[1,"o","\\u001b[Hone\\u001b[K\\u001b[J"]',
		'[2.000002,"o","\\u001b[Hone\\u001b[K\\r\\ntwo\\u001b[K\\u001b[J"]',
		"",
	]);
});
