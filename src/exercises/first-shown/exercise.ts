import { duration } from "../../text/figures.ts";
import { broken } from "../broken.ts";
import { awaited, clean, givenIsUsed, returns, total } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { atOnce, type Body, bodiesOf, isLater, type Printed, printedLines, sleptBefore } from "../reading.ts";

interface Shops {
	/** Seconds till a shop answers, and its price. */
	readonly shops: Readonly<Record<string, readonly [seconds: number, price: number]>>;
}

type Run = ExerciseRun<Shops>;

export default defineExercise<Shops>({
	name: "first-shown",
	title: "First come, first shown",
	after: "gather-vs-as-completed",
	story:
		"A page compares the prices of three shops. A answers after half a second, C after a bit more than one, B after two. A visitor who sees nothing for one second goes away, and today there is nothing to see for two.",
	task: 'Print each price as soon as its shop has answered, with the best price so far, as the program does now: "price A: 30, best 30". Ask all shops at the same time, and each of them once.',
	hints: [
		{
			python:
				"asyncio.gather answers once, when all have answered. Which other function of asyncio hands over one result after the other?",
			javascript:
				"gather answers once, when all have answered. Which other function like it hands over one result after the other?",
		},
		{
			python: "for answer in asyncio.as_completed([…]): shop, price = await answer",
			javascript: "for (const answer of asCompleted([…])) { const [shop, price] = yield* answer; … }",
		},
	],
	runs: {
		shown: { shops: { A: [0.5, 30], B: [2, 25], C: [1.2, 33] } },
		"other-times": { shops: { A: [1.7, 20], B: [0.93, 44], C: [0.41, 41] } },
		// Here shops take another time than their number says, and are cheaper.
		"more-shops": {
			shops: { E: [2.5, 12], F: [0.3, 17], G: [1.1, 19], H: [0.8, 15], I: [3.1, 11] },
		},
	},
	checks: [
		awaited(),
		returns(),
		{
			name: "asked-once",
			text: "each shop is asked once",
			test: (run) => {
				for (const shop of shopsOf(run)) {
					const [first, second] = questionsTo(run, shop);
					if (first === undefined)
						broken(run, `nobody asks ${shop}`, { at: run.history.elapsed, task: "main" });
					if (second === undefined) continue;
					const [from, again] = [first.start.at, second.start.at].map((at) => duration(at));
					broken(
						run,
						`${shop} is asked at ${from}, and again at ${again}: its first answer would have done`,
						{
							at: second.start.at,
							task: second.label,
						},
					);
				}
			},
		},
		{
			name: "asked-at-once",
			text: "all shops are asked at the same time",
			test: (run) => {
				const questions = bodiesOf(run, "ask");
				const late = questions.find(({ start }) =>
					isLater(start.at, questions[0]?.start.at ?? 0, atOnce(run)),
				);
				if (late === undefined) return;
				const before = questions.filter(({ end }) => end !== null && !isLater(end.at, late.start.at)).at(-1);
				const why =
					before === undefined ? "" : `, when ${before.of} has answered: none of them needs the other`;
				const { at } = late.start;
				broken(run, `${late.of} is asked only at ${duration(at)}${why}`, { at, task: late.label });
			},
		},
		{
			name: "all-shown",
			text: "the price of each shop is shown once",
			test: (run) => {
				for (const shop of shopsOf(run)) {
					const [first, second] = linesOf(run, shop);
					if (first === undefined)
						broken(run, `the price of ${shop} is never shown${whyNever(run, shop)}`, {
							at: run.history.elapsed,
							task: "main",
						});
					if (second === undefined) continue;
					const { at, task } = second;
					broken(
						run,
						`the price of ${shop} is shown twice, at ${duration(first.at)} and at ${duration(at)}`,
						{
							at,
							task,
						},
					);
				}
			},
		},
		{
			name: "not-all-at-the-end",
			text: "a price is shown when its shop has answered",
			test: (run) => {
				const shown = answers(run);
				const last = Math.max(...shown.map(({ answered }) => answered));
				if (shown.some(({ line }) => isLater(last, line.at))) return;
				const [first] = shown.filter((one) => isLate(run, one));
				if (first === undefined) return;
				const { shop, answered, line } = first;
				broken(
					run,
					`${shop} has answered at ${duration(answered)}, but all prices are shown at the very end, at ${duration(line.at)}: whoever waits for all gets the first with the last`,
					line,
				);
			},
		},
		{
			name: "not-behind-another",
			text: "a price is shown when its shop has answered",
			test: (run) => {
				const shown = answers(run);
				for (const { shop, answered, line } of shown.filter((one) => isLate(run, one))) {
					const before = shown.find((one) => one.shop !== shop && Math.abs(one.answered - line.at) < 1e-3);
					if (before === undefined) continue;
					broken(
						run,
						`${shop} has answered at ${duration(answered)}, but its price is shown at ${duration(line.at)}, after that of ${before.shop}: your loop waits for ${before.shop} before it looks at ${shop}`,
						line,
					);
				}
			},
		},
		{
			name: "not-now-and-then",
			text: "a price is shown when its shop has answered",
			test: (run) => {
				const late = answers(run).find((one) => isLate(run, one));
				if (late === undefined) return;
				const { shop, answered, line } = late;
				broken(
					run,
					`${shop} has answered at ${duration(answered)}, but its price is shown at ${duration(line.at)}: whoever looks only now and then comes late; wait for the answer itself`,
					line,
				);
			},
		},
		{
			name: "waits-for-answers",
			text: "a price is shown when its shop has answered",
			test: (run) => {
				const line = printedLines(run, /price /).find((one) => sleptBefore(run, one, ["ask"]));
				if (line === undefined) return;
				broken(
					run,
					`before "${line.text}" at ${duration(line.at)}, ${line.task} sleeps: whoever looks only now and then comes late; wait for the answer itself`,
					line,
				);
			},
		},
		{
			name: "best-so-far",
			text: "each line has the best price so far",
			test: (run) => {
				let best = Number.POSITIVE_INFINITY;
				for (const line of printedLines(run, /price \S+: /)) {
					const [, shop = ""] = /^price (\S+):/.exec(line.text) ?? [];
					const price = run.numbers.shops[shop]?.[1] ?? Number.NaN;
					best = Math.min(best, price);
					const wanted = `price ${shop}: ${price}, best ${best}`;
					if (line.text === wanted) continue;
					broken(run, `"${line.text}" should be "${wanted}"${whyOther(line, shop, price)}`, line);
				}
			},
		},
		total(({ shops }) => Math.max(...Object.values(shops).map(([seconds]) => seconds))),
		givenIsUsed("ask", ({ shops }, shop) => shops[shop]?.[0]),
		clean(),
	],
	wrong: {
		"in-order-of-making": "not-behind-another",
		"quick-ones-first": "asked-at-once",
		"printed-by-each": "best-so-far",
		"looking-now-and-then": "not-now-and-then",
		"only-the-first": "all-shown",
		"asked-again": "asked-once",
		"not-awaited": "awaited",
		"other-shops": "given",
		"in-order-of-numbers": "not-behind-another",
		"looking-all-the-time": "waits-for-answers",
		"best-of-one-shop": "best-so-far",
		"prices-from-the-table": "best-so-far",
	},
});

/** Why a line is another one than it should be; empty: nobody knows. */
function whyOther({ text, task }: Printed, shop: string, price: number): string {
	if (!text.startsWith(`price ${shop}: ${price},`))
		return `: ${shop} has answered ${price}, print its answer`;
	if (task === "main") return "";
	return `: ${task} knows its own price only, the best so far needs one who sees all`;
}

function shopsOf({ numbers }: Run): readonly string[] {
	return Object.keys(numbers.shops);
}

function questionsTo(run: Run, shop: string): readonly Body[] {
	return bodiesOf(run, "ask").filter((body) => body.of === shop);
}

/** Main may have been over before the shop answered. */
function whyNever(run: Run, shop: string): string {
	const { elapsed } = run.history;
	const [question] = questionsTo(run, shop);
	const { end = null, ending = null } = question ?? {};
	const isLost = end === null || isLater(end.at, elapsed) || ending?.how === "cancelled";
	return isLost
		? `: main ended at ${duration(elapsed)}, before ${shop} had answered, and awaits no task of it`
		: "";
}

function linesOf(run: Run, shop: string): readonly Printed[] {
	return printedLines(run, new RegExp(`price ${shop}: `));
}

/** When a shop answered, and when that was shown. */
interface Answer {
	readonly shop: string;
	readonly answered: number;
	readonly line: Printed;
}

function answers(run: Run): readonly Answer[] {
	return bodiesOf(run, "ask").flatMap(({ of: shop, end }) => {
		const [line] = linesOf(run, shop);
		return end === null || line === undefined ? [] : [{ shop, answered: end.at, line }];
	});
}

function isLate(run: Run, { answered, line }: Answer): boolean {
	return isLater(line.at, answered, atOnce(run));
}
