import { expect, test } from "vitest";
import { readRecordings } from "../../../src/recording/read.ts";
import { record } from "../../../src/recording/record.ts";
import { coroutine } from "../../../src/runtime/index.ts";
import type { StepBook } from "../../../src/views/steps/book.ts";
import { bookOf } from "./book.ts";
import { kitchen } from "./kitchen.ts";
import { OUTSIDE, RARE } from "./rare-programs.ts";

/** The numbers of the steps, as they are shown, in which each text is found. */
function found(book: StepBook, ...texts: string[]): string[] {
	return texts.map((text) => `${text}: ${book.find(text).map((step) => step + 1)}`);
}

test("steps are found by who has its turn, what it does, and what is found there", () => {
	expect(
		found(
			bookOf(record(kitchen)),
			"main",
			"the clock jumps",
			"the loop",
			"makes soup",
			"makes GUEST",
			"waits for bell",
			"waits for gather",
			"waits for stove",
			"sleeps",
			"the timer of soup is due",
			"wakes waiter",
			"wakes waiter cancellederror",
			"cancellederror",
			"asks waiter to stop cancel",
			"fails error burnt",
			"cancelled",
			"done",
			"calls toast",
			"acquired stove",
			" chops ",
			"acquired stove chops sleeps",
			"tables for",
			"blocks the loop",
			"slow-callback",
			"kept the loop for 0.250 s",
			"deadlock 3 tasks wait",
			"",
			"  ",
			"nonsense",
		),
	).toMatchInlineSnapshot(`
		[
		  "main: 1,2,10,11,23,24",
		  "the clock jumps: 10,21,25",
		  "the loop: 1,11,12,17,20,23,29",
		  "makes soup: 2",
		  "makes GUEST: 5",
		  "waits for bell: 7,8,9",
		  "waits for gather: 5,11,24",
		  "waits for stove: 27",
		  "sleeps: 2,3,4,6,16,19",
		  "the timer of soup is due: 25",
		  "wakes waiter: 17",
		  "wakes waiter cancellederror: 17",
		  "cancellederror: 11,17",
		  "asks waiter to stop cancel: 11",
		  "fails error burnt: 18",
		  "cancelled: 11,13,14,15,17,28",
		  "done: 22",
		  "calls toast: 6",
		  "acquired stove: 3",
		  " chops : 3,4",
		  "acquired stove chops sleeps: 3",
		  "tables for: 19",
		  "blocks the loop: 11",
		  "slow-callback: 11",
		  "kept the loop for 0.250 s: 11",
		  "deadlock 3 tasks wait: 29",
		  ": ",
		  "  : ",
		  "nonsense: ",
		]
	`);
});

test("steps are found by what seldom happens", () => {
	const { limits, hands } = RARE;
	const limited = bookOf(record(coroutine("limits", limits)));
	expect(found(limited, "time limit expired timeout", "waits for slow")).toMatchInlineSnapshot(`
		[
		  "time limit expired timeout: 7,12",
		  "waits for slow: 10",
		]
	`);
	const handed = bookOf(record(coroutine("hands", hands)));
	expect(
		found(handed, "handed plate", "waits for future", "waits for turn", "put belt"),
	).toMatchInlineSnapshot(`
		[
		  "handed plate: 21,23",
		  "waits for future: 10",
		  "waits for turn: 30,35",
		  "put belt: 7,18",
		]
	`);
	const [outside] = readRecordings(OUTSIDE);
	if (outside === undefined) throw new RangeError("no recording");
	expect(found(bookOf(outside), "waits for outside", "careful")).toMatchInlineSnapshot(`
		[
		  "waits for outside: 2",
		  "careful: 2",
		]
	`);
});
