import { describe, expect, test } from "vitest";
import {
	otherFindings,
	type StuckFinding,
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
