import { expect, test } from "vitest";
import { Rows } from "../../src/history/rows.ts";
import type { Fact } from "../../src/recording/index.ts";
import { randomFacts } from "./random-facts.ts";

const USES = ["acquired", "released", "handed", "put-back"];

function rowsOf(facts: readonly Fact[]): Rows {
	const rows = new Rows();
	for (const [index, fact] of facts.entries()) rows.add(fact, index);
	return rows;
}

/** The same without an index: all facts are looked at. */
function lookedUp(facts: readonly Fact[], tasks: readonly number[]): number[] {
	return facts.flatMap((fact, index) => {
		const tellsHolder =
			fact.kind === "resource-created" || (fact.kind === "resource-used" && USES.includes(fact.use));
		return tellsHolder || tasks.includes(fact.task) ? [index] : [];
	});
}

function printed(task: number): Fact {
	return { kind: "printed", at: 0, task, text: "" };
}

test("the rows of some tasks are theirs and those that say who holds what, each once, in order", () => {
	const facts = randomFacts(11, 5_000);
	const rows = rowsOf(facts);
	for (const tasks of [[], [0], [3], [9, 2, 5], [100_000]])
		expect([...rows.of(tasks)]).toEqual(lookedUp(facts, tasks));
});

test("tasks with great numbers have their rows, too, before there are so many facts and after", () => {
	const numbers = [1_023, 1_024, 1_025, 2_047, 2_048, 3_000, Number.MAX_SAFE_INTEGER];
	const facts = Array.from({ length: 4_000 }, (_, index) => printed(numbers[index % 9] ?? index + 1));
	const rows = rowsOf(facts);
	for (const task of [...numbers, 8, 1_033, 2_050, 4_000])
		expect([...rows.of([task])]).toEqual(lookedUp(facts, [task]));
});

test("so many facts as there is room for at first have their rows, and one more", () => {
	const uses = USES.map(
		(use): Fact => ({ kind: "resource-used", at: 0, task: 1, resource: 1, use: use as "acquired", level: 0 }),
	);
	const facts = Array.from({ length: 1_025 }, (_, index) =>
		index < 65 ? (uses[index % 4] ?? printed(1)) : printed(2),
	);
	expect([...rowsOf(facts).of([2])]).toEqual(lookedUp(facts, [2]));
	expect([...rowsOf(facts).of([])]).toEqual(Array.from({ length: 65 }, (_, index) => index));
});
