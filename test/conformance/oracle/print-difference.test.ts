import { expect, it } from "vitest";
import type { Answer, LogLine } from "../program.ts";
import { isSame, printDifference } from "./print-difference.ts";

const START: LogLine = [0, "main#1", "start"];
const END: LogLine = [2, "main#1", "end"];
const ANSWER: Answer = { log: [START, [1, "main#1", "awake"], END], outcome: "returned None", elapsed: 2 };

it("finds two answers the same that say the same at the same times", () => {
	expect(isSame(ANSWER, structuredClone(ANSWER))).toBe(true);
});

it.each([
	[
		"a line's time",
		{ ...ANSWER, log: [START, [1.5, "main#1", "awake"], END] },
		"  0 main#1 start\n- 1 main#1 awake\n- 2 main#1 end\n- ended at 2: returned None\n+ 1.5 main#1 awake\n+ 2 main#1 end\n+ ended at 2: returned None",
	],
	[
		"a missing line",
		{ ...ANSWER, log: [START, [1, "main#1", "awake"]] },
		"  0 main#1 start\n  1 main#1 awake\n- 2 main#1 end\n- ended at 2: returned None\n+ ended at 2: returned None",
	],
	[
		"the outcome",
		{ ...ANSWER, outcome: "deadlock" },
		"  0 main#1 start\n  1 main#1 awake\n  2 main#1 end\n- ended at 2: returned None\n+ ended at 2: deadlock",
	],
	[
		"the time of the end",
		{ ...ANSWER, elapsed: 3 },
		"  0 main#1 start\n  1 main#1 awake\n  2 main#1 end\n- ended at 2: returned None\n+ ended at 3: returned None",
	],
] as [string, Answer, string][])(
	"shows %s that differs, after what was the same",
	(_what, ours, expected) => {
		expect([isSame(ANSWER, ours), printDifference(ANSWER, ours)]).toEqual([false, expected]);
	},
);

it("leaves out most of a long log", () => {
	const lines = Array.from({ length: 40 }, (_, index): LogLine => [index, "c", "awake"]);
	const ours = { ...ANSWER, log: [...lines.slice(0, 30), [30, "c", "fail"] as LogLine] };
	const theirs = { ...ANSWER, log: lines };
	expect(printDifference(theirs, ours)).toBe(
		[
			"  (10 lines)",
			...lines.slice(10, 30).map(([at]) => `  ${at} c awake`),
			...lines.slice(30, 36).map(([at]) => `- ${at} c awake`),
			"- (5 more)",
			"+ 30 c fail",
			"+ ended at 2: returned None",
		].join("\n"),
	);
});
