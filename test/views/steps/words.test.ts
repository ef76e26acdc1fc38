import { describe, expect, test } from "vitest";
import { gatherVsAsCompleted } from "../../../src/demos/gather-vs-as-completed.ts";
import { programOf } from "../../../src/demos/program.ts";
import { registry } from "../../../src/demos/registry.ts";
import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import { readRecordings } from "../../../src/recording/read.ts";
import { record } from "../../../src/recording/record.ts";
import { coroutine } from "../../../src/runtime/index.ts";
import { duration } from "../../../src/text/figures.ts";
import { StepBook } from "../../../src/views/steps/book.ts";
import { bookOf } from "./book.ts";
import { kitchen } from "./kitchen.ts";
import { OUTSIDE, RARE } from "./rare-programs.ts";

/** Where a demo's own number would make a hundred steps alike. */
const FEWER: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	unbounded: { requests: 4, limit: 2 },
};

/** What is said of each task after a step. */
function standingsOf(book: StepBook, index: number): string[] {
	const standings = book.standingsAfter(index);
	return Array.from(
		standings.moment.tasks(),
		({ id }) => `   ${book.history.label(id)}: ${standings.words(id)}`,
	);
}

/** All that is said of a run: what each step did, why it came about, and what `more` says of it. */
function wordsOf(book: StepBook, more: (book: StepBook, index: number) => string[] = () => []): string {
	const steps = Array.from({ length: book.length }, (_, index) => {
		const { kind, began } = book.step(index);
		const why = book.why(index);
		const lines = [`${index + 1}. ${duration(began)} ${kind}: ${book.text(index)}`];
		if (why !== null) lines.push(`   why: ${why.words}, in step ${why.step + 1}`);
		return [...lines, ...more(book, index)].join("\n");
	});
	return `${steps.join("\n")}\n`;
}

describe("the words of the steps", () => {
	test.each(registry.map((demo) => [demo.name, demo] as const))("of %s", async (name, demo) => {
		const variants = demo.variants.map((variant) => {
			const history = new History(
				record(programOf(demo, variant.name, FEWER[name] ?? {}, ""), { places: true }),
			);
			return `${variant.name}\n\n${wordsOf(new StepBook(history, findingsOf(history)))}`;
		});
		await expect(variants.join("\n")).toMatchFileSnapshot(`words/${name}.txt`);
	});

	test.each(Object.entries(RARE))("of what seldom happens: %s", async (name, main) => {
		const history = new History(record(coroutine(name, main), { places: true }));
		const words = wordsOf(new StepBook(history, findingsOf(history)), standingsOf);
		await expect(words).toMatchFileSnapshot(`words/rare-${name}.txt`);
	});

	test("of what comes from outside of the loop", async () => {
		const words = readRecordings(OUTSIDE).map((recording) => {
			const history = new History(recording);
			return wordsOf(new StepBook(history, findingsOf(history)), standingsOf);
		});
		await expect(words.join("\n")).toMatchFileSnapshot("words/rare-outside.txt");
	});

	test("of each part say after how many facts of the step it is so", () => {
		const book = bookOf(record(kitchen));
		const told = [10, 28].flatMap((index) => {
			const { from, to } = book.step(index);
			return book.parts(index).map(({ text, after }) => `${after - from} of ${to - from}: ${text.trim()}`);
		});
		expect(told).toMatchInlineSnapshot(`
			[
			  "1 of 12: main",
			  "1 of 12: goes on: its timer was due.",
			  "2 of 12: It blocks the loop for 0.25 s: nobody else can run",
			  "9 of 12: , asks waiter and 3 tasks named guest to stop",
			  "11 of 12: , makes washes all that was used, and dries it",
			  "12 of 12: , then awaits gather of 2.",
			  "12 of 12: main kept the loop for 0.250 s; nothing else could run.",
			  "12 of 12: Way out: await what takes time, or give up a turn now and then with sleep(0).",
			  "1 of 1: Deadlock",
			  "1 of 1: : 3 tasks wait for ever: nothing is ready, and no timer is set.",
			  "1 of 1: soup waits for salad waits for soup.",
			  "1 of 1: Way out: let all tasks take what they need in the same order, or put a timeout around the wait.",
			  "1 of 1: A fault was found in step 11.",
			]
		`);
	});

	test("of a program in Python have its names", () => {
		const recording = record(programOf(gatherVsAsCompleted, "streaming"));
		const history = new History({ ...recording, header: { ...recording.header, language: "python" } });
		const words = wordsOf(new StepBook(history, findingsOf(history)));
		expect(words.match(/(?:awaits|loop:) as_?completed\b.*/gi)).toEqual([
			"awaits as_completed of 3.",
			"loop: as_completed hears that file S2 has ended. That wakes main.",
			"awaits as_completed of 2.",
			"loop: as_completed hears that file S1 has ended. That wakes main.",
			"awaits as_completed of 1.",
			"loop: as_completed hears that file S3 has ended. That wakes main.",
		]);
	});
});
