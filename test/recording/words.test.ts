import { expect, test } from "vitest";
import { pythonNames } from "../../src/findings/in-python.ts";
import { calledIn, laneText, waitText } from "../../src/recording/index.ts";

const names = { task: (id: number) => `task ${id}`, resource: (id: number) => `lock ${id}` };
const inPython = { ...names, isPython: true };

test("what somebody waits by has the name in Python that every text gives it", () => {
	const all = ["gather", "wait", "asCompleted", "shield", "waitFor", "taskGroup"] as const;
	expect(all.map((by) => calledIn(names, by))).toEqual(all);
	expect(all.map((by) => calledIn(inPython, by))).toEqual(all.map(pythonNames));
});

test("in Python nobody waits for a promise", () => {
	const waits = ["", "thread sum"].map((label) => ({ kind: "outside", work: 1, label }) as const);
	const texts = (of: typeof names) => waits.map((wait) => [waitText(wait, of), laneText(wait, of)]);
	expect(texts(names)).toEqual([
		["a promise", "the outside world"],
		['promise "thread sum"', "thread sum"],
	]);
	expect(texts(inPython)).toEqual([
		["the outside world", "the outside world"],
		["thread sum", "thread sum"],
	]);
});
