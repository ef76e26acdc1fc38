import { expect, test } from "vitest";
import { Rows } from "../../src/history/rows.ts";
import type { Fact } from "../../src/recording/index.ts";
import { randomFacts } from "./random-facts.ts";

/** The same without an index: all facts are looked at. */
function lookedUp(
	facts: readonly Fact[],
	tasks: readonly number[],
	others: readonly number[] = [],
): number[] {
	return facts.flatMap(({ task }, index) => (tasks.includes(task) || others.includes(index) ? [index] : []));
}

function printed(task: number): Fact {
	return { kind: "printed", at: 0, task, text: "" };
}

test("the rows of some tasks are theirs and the others, each once, in order", () => {
	const facts = randomFacts(11, 5_000);
	const rows = new Rows(facts);
	for (const tasks of [[], [0], [3], [9, 2, 5], [100_000]])
		for (const others of [[], [0, 1, 7, 4_999], [2_000]])
			expect([...rows.of(tasks, 5_000, others)]).toEqual(lookedUp(facts, tasks, others));
});

test("rows are found as far as they are asked for, and later those that have come since", () => {
	const facts: Fact[] = [printed(1), printed(2), printed(1)];
	const rows = new Rows(facts);
	expect([rows.previous(2), rows.previous(1)]).toEqual([0, -1]);
	expect([...rows.about(1, 3)]).toEqual([0, 2]);
	facts.push(printed(2), printed(1));
	expect([rows.previous(3), rows.previous(4)]).toEqual([1, 2]);
	expect([...rows.about(1, 5)]).toEqual([0, 2, 4]);
});

test("tasks with great numbers have their rows, too, before there are so many facts and after", () => {
	const numbers = [1_023, 1_024, 1_025, 2_047, 2_048, 3_000, Number.MAX_SAFE_INTEGER];
	const facts = Array.from({ length: 4_000 }, (_, index) => printed(numbers[index % 9] ?? index + 1));
	const rows = new Rows(facts);
	for (const task of [...numbers, 8, 1_033, 2_050, 4_000])
		expect([...rows.of([task], facts.length, [])]).toEqual(lookedUp(facts, [task]));
});

test("so many facts as there is room for at first have their rows, and one more", () => {
	const facts = Array.from({ length: 1_025 }, (_, index) => printed(index < 65 ? 1 : 2));
	expect([...new Rows(facts).of([2], facts.length, [])]).toEqual(lookedUp(facts, [2]));
	expect([...new Rows(facts).of([1], facts.length, [])]).toEqual(
		Array.from({ length: 65 }, (_, index) => index),
	);
});
