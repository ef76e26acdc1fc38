import { describe, expect, test } from "vitest";
import { programOf } from "../../../src/demos/program.ts";
import { registry } from "../../../src/demos/registry.ts";
import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import type { Program } from "../../../src/recording/program.ts";
import { record } from "../../../src/recording/record.ts";
import { coroutine, gather, print, sleep } from "../../../src/runtime/index.ts";
import { duration } from "../../../src/text/figures.ts";
import { StepBook } from "../../../src/views/steps/book.ts";
import { markdownOf } from "../../../src/views/steps/markdown.ts";
import { rendered } from "./rendered-markdown.ts";

function bookOf(program: Program): StepBook {
	const history = new History(record(program));
	return new StepBook(history, findingsOf(history));
}

/** What is to be read of each step, and how many are not told of. */
function wordsOf(book: StepBook): string[] {
	return Array.from(
		{ length: Math.min(book.length, 500) },
		(_, index) => `${duration(book.step(index).at)}: ${book.text(index)}`,
	);
}

/** Texts that mean something to Markdown or to HTML. */
const SIGNS = [
	"<b>bold</b> &amp; <!-- gone -->",
	"| a | b |",
	"*one* _two_ **three** ~~four~~",
	"`code` ``and`` more",
	"[link](https://example.org) ![image][1] https://example.org/?a=1&b=2 www.example.org/a_b",
	"# no heading #",
	"\\n \\* \\",
	"- no item",
	"+ no item",
	"1. no item",
	"2) no item",
	"> no quote",
	"===",
	"---",
	"    no code",
	"$x_1$ {{y}}",
];

describe("a run as Markdown, as a renderer shows it", () => {
	test.each(registry.map((demo) => [demo.name, demo] as const))("tells all steps of %s", (_name, demo) => {
		for (const { name, summary } of demo.variants) {
			const book = bookOf(programOf(demo, name));
			const text = markdownOf({ ...demo, why: "" }, [{ variant: name, summary, picture: "picture", book }]);
			expect(rendered(text).items).toEqual(wordsOf(book));
		}
	});

	test.each(SIGNS)("shows %j as it is", (sign) => {
		const worker = coroutine(
			"worker",
			function* () {
				yield* sleep(1);
				print(sign);
				throw new Error(sign);
			},
			{ label: () => sign },
		);
		const main = coroutine("main", function* () {
			yield* gather([worker(), worker()], { returnExceptions: true });
		});
		const book = bookOf({ name: sign, variant: sign, parameters: {}, main });
		const demo = { name: sign, title: "", why: sign };
		const picture = `${sign}\n\`\`\`\n${sign}`;
		const seen = rendered(markdownOf(demo, [{ variant: sign, summary: sign, picture, book }]));
		expect(seen).toEqual({
			headings: [sign.trim(), sign.trim()],
			paragraphs: [sign.trim(), sign.trim()],
			pictures: [picture],
			items: wordsOf(book),
			rest: [],
		});
		expect(seen.items.filter((item) => item.includes(sign.trim()))).not.toEqual([]);
	});

	test.each([
		[500, ""],
		[501, "\n… and 1 step more.\n"],
		[502, "\n… and 2 steps more.\n"],
	])("tells no more than five hundred steps one by one: of %i", (steps, more) => {
		const main = coroutine("main", function* () {
			for (let turn = 3; turn < steps; turn += 1) yield* sleep(0);
		});
		const book = bookOf({ name: "long", variant: "long", parameters: {}, main });
		expect(book.length).toBe(steps);
		const text = markdownOf({ name: "long", title: "", why: "" }, [
			{ variant: "long", summary: "", picture: "one\n\n", book },
		]);
		const [head, end] = [text.slice(0, text.indexOf("2. ")), text.slice(text.indexOf("500. "))];
		expect(head).toBe(
			"# long\n\n## long\n\n```text\none\n```\n\n1. 0.00 s: **The loop** begins: main is put into the ready queue.\n",
		);
		expect(end.slice(end.indexOf("\n") + 1)).toBe(more);
	});
});
