// How many facts are read again to answer what is asked of a history: who steps to and fro through millions of them does not wait.

import { expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import type { Facts } from "../../src/recording/index.ts";
import { Story } from "../facts.ts";
import { recordingOf } from "./told.ts";

/** A history of so many tasks and lines, which has been read; and how many facts each moment that is asked for reads again. */
function history(tasks: number, lines: number) {
	const story = new Story();
	for (let task = 1; task <= tasks; task += 1) story.make(`t${task}`);
	for (let line = 1; line <= lines; line += 1) story.print(1, "");
	let reads = 0;
	const facts: Facts = {
		length: story.facts.length,
		at: (index: number) => {
			reads += 1;
			return story.facts[index];
		},
		[Symbol.iterator]: () => story.facts[Symbol.iterator](),
	};
	const all = new History({ ...recordingOf([], null), facts });
	expect(all.end.index).toBe(tasks + lines - 1);
	return (counts: readonly number[]) =>
		counts.map((count) => {
			reads = 0;
			all.at(count - 1);
			return reads;
		});
}

test("a moment is read from the copy that was made last before it, a thousand facts apart", () => {
	const reads = history(0, 10_000);
	expect(reads([9_000, 1_023, 1_024, 1_025, 3_000, 5_119, 5_120, 5_121])).toEqual([
		9_000, 1_023, 0, 1, 952, 1_023, 0, 1,
	]);
});

test("copies of a large world are further apart: four facts for each thing in it", () => {
	const reads = history(500, 11_500);
	// The first is made as for a small one; five hundred tasks that are ready are a thousand things.
	expect(reads([12_000, 1_023, 1_024, 5_023, 5_024, 9_023, 9_024, 11_900])).toEqual([
		12_000, 1_023, 0, 3_999, 0, 3_999, 0, 2_876,
	]);
});

test("of the last four moments that were far from any copy there is another just before them", () => {
	const reads = history(0, 1_000);
	expect(reads([128, 128, 129, 129, 64, 66])).toEqual([128, 128, 129, 64, 64, 1]);
	expect(reads([300, 500, 700])).toEqual([235, 264, 264]);
	expect(reads([129, 300, 500, 700])).toEqual([64, 64, 64, 64]);
	expect(reads([900, 129, 300, 500, 700])).toEqual([264, 129, 235, 264, 264]);
});
