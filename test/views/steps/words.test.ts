import { describe, expect, test } from "vitest";
import { gatherVsAsCompleted } from "../../../src/demos/gather-vs-as-completed.ts";
import { programOf } from "../../../src/demos/program.ts";
import { registry } from "../../../src/demos/registry.ts";
import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import { record } from "../../../src/recording/record.ts";
import { duration } from "../../../src/text/figures.ts";
import { StepBook } from "../../../src/views/steps/book.ts";

/** Where a demo's own number would make a hundred steps alike. */
const FEWER: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	unbounded: { requests: 4, limit: 2 },
};

/** All that is said of a run: what each step did, and why it came about. */
function wordsOf(book: StepBook): string {
	const steps = Array.from({ length: book.length }, (_, index) => {
		const { kind, began } = book.step(index);
		const why = book.why(index);
		const lines = [`${index + 1}. ${duration(began)} ${kind}: ${book.text(index)}`];
		if (why !== null) lines.push(`   why: ${why.words}, in step ${why.step + 1}`);
		return lines.join("\n");
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
