import { describe, expect, test } from "vitest";
import type { Waiting } from "../../src/findings/finding.ts";
import {
	otherFindings,
	placeBeside,
	type StuckFinding,
	sinceText,
	stuckFinding,
	stuckText,
	waitingText,
} from "../../src/views/stuck-tasks.ts";
import { at, finding, waitsFor } from "../facts.ts";

const waiting = waitsFor("bob", "lock pen", "alice", at("pen.ts", 4));
const deadlock = (...tasks: string[]) =>
	finding("deadlock", "unused", "", { waiting: tasks.map((task) => ({ ...waiting, task })) }) as StuckFinding;

describe("a task that is stuck", () => {
	test.each([
		[["alice"], "waits for lock pen, held by alice"],
		[["bob"], "waits for lock pen, held by bob itself"],
		[["a", "bob", "c"], "waits for lock pen, held by a, bob itself, c"],
		[["a", "b", "c", "bob"], "waits for lock pen, held by a, b, c and 1 more"],
		[["a", "b", "c", "d", "e"], "waits for lock pen, held by a, b, c and 2 more"],
		[[], "waits for lock pen"],
	])("waits for what %j hold", (heldBy, text) => {
		expect(waitingText({ ...waiting, heldBy }, "")).toBe(text);
	});

	test("waits for what nobody holds", () => {
		expect(waitingText({ ...waiting, relation: null, heldBy: ["a"] }, "")).toBe("waits for lock pen");
	});

	test("waits in a coroutine, which is told with those that called it, of many the first ones", () => {
		const step = (line: number) => ({ label: `f${line}`, place: line % 2 === 0 ? at("pen.ts", line) : null });
		const chains = [0, 1, 2, 3, 5, 6, 8].map((count) => {
			const chain = Array.from({ length: count }, (_, i) => step(i + 1));
			return waitingText({ ...waiting, heldBy: [], chain }, ", since 1.00 s");
		});
		expect(`\n${chains.map((text) => `${text}\n`).join("")}`).toMatchInlineSnapshot(`
			"
			waits for lock pen, since 1.00 s
			waits for lock pen, since 1.00 s
			waits for lock pen, since 1.00 s, in f1, called by f2 (pen.ts:2)
			waits for lock pen, since 1.00 s, in f1, called by f2 (pen.ts:2), f3
			waits for lock pen, since 1.00 s, in f1, called by f2 (pen.ts:2), f3, f4 (pen.ts:4), f5
			waits for lock pen, since 1.00 s, in f1, called by f2 (pen.ts:2), f3, f4 (pen.ts:4), f5, 1 more up to f6
			waits for lock pen, since 1.00 s, in f1, called by f2 (pen.ts:2), f3, f4 (pen.ts:4), f5, 3 more up to f8
			"
		`);
		const chain = [step(1), step(2)];
		expect([placeBeside(waiting), placeBeside({ ...waiting, chain })]).toEqual([at("pen.ts", 4), null]);
	});

	test("waits since a time, which is told unless it is the finding's own, or others are awaited", () => {
		const since = (seconds: number, relation: Waiting["relation"] = "holders") =>
			sinceText({ ...waiting, relation, since: seconds }, 2, (time) => `${time} s`);
		expect([1, 2, 2.0000005, 1.9999995, 2.000002, 1.999998].map((seconds) => since(seconds))).toEqual([
			", since 1 s",
			"",
			"",
			"",
			", since 2.000002 s",
			", since 1.999998 s",
		]);
		expect([since(1, null), since(1, "members")]).toEqual([", since 1 s", ""]);
	});

	test("waits for tasks, which are named, and tells since when", () => {
		const members = { ...waiting, relation: "members" as const, for: "gather", heldBy: ["a", "b"] };
		expect(waitingText(members, ", since 1.00 s")).toBe("waits for gather: a, b, since 1.00 s");
	});
});

describe("why a run never ends", () => {
	test("is told with the number of those that wait", () => {
		expect([deadlock("bob"), deadlock("bob", "alice"), deadlock()].map(stuckText)).toEqual([
			"one task waits, none can run, and no timer is set",
			"two tasks wait, none can run, and no timer is set",
			"no tasks wait, none can run, and no timer is set",
		]);
	});

	test("is what was found of a livelock", () => {
		expect(stuckText(finding("livelock", "bob keeps the loop busy", "") as StuckFinding)).toBe(
			"bob keeps the loop busy",
		);
	});

	test("is told apart from what else is wrong", () => {
		const others = [finding("never-awaited", "", ""), finding("pending-at-end", "", "")];
		for (const stuck of [deadlock("bob"), finding("livelock", "", "")]) {
			expect(stuckFinding([...others, stuck])).toBe(stuck);
			expect(otherFindings([stuck, ...others])).toEqual(others);
		}
		expect(stuckFinding(others)).toBe(undefined);
	});
});
