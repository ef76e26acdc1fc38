import { findingsOf } from "../../findings/findings.ts";
import { placeOfTask } from "../../findings/place-of-task.ts";
import { duration } from "../../text/figures.ts";
import { listed } from "../../text/words.ts";
import { broken } from "../broken.ts";
import { awaited, clean, givenIsUsed, returns, total } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { atOnce, type Body, bodiesOf, isLater, printed, printedLines, sleptBefore } from "../reading.ts";

interface Shops {
	/** Seconds till a shop answers, and its price; null: it is closed. */
	readonly shops: Readonly<Record<string, readonly [seconds: number, price: number | null]>>;
	/** What the error says of a closed shop. */
	readonly error: string;
}

type Run = ExerciseRun<Shops>;

export default defineExercise<Shops>({
	name: "bad-shop",
	title: "One bad shop",
	after: "gather-errors",
	story:
		"A page asks four shops for their price. B is closed: asking it raises an error. The other three do answer, but not one price is shown, and nobody knows why.",
	task: 'Print a line for each shop, in any order: "price A: 30" where the shop answers, "no price: B is closed" where asking it raises an error. After "no price: " comes the message of that error. Ask all shops at the same time, and each of them once.',
	hints: [
		"What became of A, C and D? Look at the ends of their rows in the picture.",
		{
			python:
				"asyncio.gather can hand over errors in the places of results: return_exceptions=True. Then tell the errors from the prices.",
			javascript:
				"gather can hand over errors in the places of results: { returnExceptions: true }. Then tell the errors from the prices.",
		},
	],
	runs: {
		shown: { shops: { A: [1, 30], B: [0.5, null], C: [2, 25], D: [1.5, 28] }, error: "is closed" },
		// Here shops take longer than their number says, are cheaper, and another error comes.
		"two-closed": {
			shops: { E: [0.83, null], F: [1.53, 17], G: [0.43, 19], H: [1.23, null], I: [1.03, 11] },
			error: "is sold out",
		},
		"all-open": { shops: { A: [0.4, 31], B: [1.2, 22], C: [0.8, 27] }, error: "is closed" },
	},
	checks: [
		{
			name: "awaited-once",
			text: "each question to a shop is awaited once",
			test: (run) => {
				const found = findingsOf(run.history).find(({ kind }) => kind === "awaited-twice");
				if (found === undefined) return;
				const { at, place, text } = found;
				broken(
					run,
					`at ${duration(at)} ${text}: a coroutine that was awaited is used up, and has no answer a second time`,
					{ at, task: "main", ...(place === null ? {} : { place }) },
				);
			},
		},
		awaited(),
		{
			name: "error-does-not-end-all",
			text: "one error does not cost the other prices",
			test: (run) => {
				const { outcome, elapsed } = run.history;
				if (outcome.kind !== "raised") return;
				const bad = closedShops(run).find((shop) => closedText(run, shop) === outcome.error.message);
				if (bad === undefined) return;
				broken(
					run,
					`at ${duration(elapsed)} the error of ${bad} ends main, and the price of ${listed(unheard(run))} is never printed: one error costs all prices`,
					{ at: elapsed, task: "main" },
				);
			},
		},
		returns(),
		{
			name: "not-all-or-nothing",
			text: "one error stops no other shop",
			test: (run) => {
				const requests = run.history.indexed("cancel-requested").map(([, fact]) => fact);
				const first = requests.find(({ origin }) => origin.kind === "group");
				if (first === undefined) return;
				const labels = requests
					.filter(({ at }) => at === first.at)
					.map(({ task }) => run.history.label(task))
					.filter((label) => label !== "main");
				broken(
					run,
					`at ${duration(first.at)} one shop fails, and its group stops ${listed(labels)}: a group is for all or nothing, here each price counts`,
					{ at: first.at, task: labels[0] ?? "main" },
				);
			},
		},
		{
			name: "all-waited-for",
			text: "main waits for every shop",
			test: (run) => {
				const left = unheard(run);
				if (left.length === 0) return;
				const { elapsed } = run.history;
				const why = sleptBefore(run, null, ["ask"])
					? "a time that fits is a guess"
					: "the first error ended the wait for all";
				broken(run, `main is over at ${duration(elapsed)}, and has not waited for ${listed(left)}: ${why}`, {
					at: elapsed,
					task: "main",
					place: placeOfTask(run.history, run.history.main),
				});
			},
		},
		{
			name: "asked",
			text: "each shop is asked",
			test: (run) => {
				for (const shop of Object.keys(run.numbers.shops))
					if (questionsTo(run, shop).length === 0)
						broken(run, `nobody asks ${shop}: whether it is closed can change every day`, {
							at: run.history.elapsed,
							task: "main",
						});
			},
		},
		{
			name: "asked-once",
			text: "each shop is asked once",
			test: (run) => {
				for (const shop of Object.keys(run.numbers.shops)) {
					const [first, second] = questionsTo(run, shop);
					if (first === undefined || second === undefined) continue;
					const [from, again] = [first.start.at, second.start.at].map((at) => duration(at));
					broken(
						run,
						`${shop} is asked at ${from}, and again at ${again}: keep what came of the first time, be it a price or an error`,
						{ at: second.start.at, task: second.label },
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
				const { at } = late.start;
				broken(run, `${late.of} is asked only at ${duration(at)}: the shops are asked one after the other`, {
					at,
					task: late.label,
				});
			},
		},
		{
			name: "errors-are-no-prices",
			text: "errors are told from prices",
			test: (run) => {
				const open = Object.keys(run.numbers.shops).filter((shop) => priceLine(run, shop) !== null);
				// Another price is one, too.
				const isPrice = (text: string) => open.some((shop) => text.startsWith(`price ${shop}: `));
				const wrong = printedLines(run, /price /).find(({ text }) => !isPrice(text));
				if (wrong !== undefined) broken(run, `"${wrong.text}" is shown as a price, and is none`, wrong);
			},
		},
		{
			name: "closed-named",
			text: "who is closed is named",
			test: (run) => {
				for (const shop of closedShops(run)) {
					const error = closedText(run, shop);
					if (printed(run, `no price: ${error}`) !== undefined) continue;
					const [body] = questionsTo(run, shop);
					const at = body?.end?.at ?? 0;
					broken(
						run,
						`${shop} answers at ${duration(at)} with the error "${error}", and "no price: ${error}" is never printed${instead(run, shop)}`,
						{ at, task: body?.label ?? "main" },
					);
				}
			},
		},
		{
			name: "prices-shown",
			text: "each price is shown once",
			test: (run) => {
				for (const shop of Object.keys(run.numbers.shops)) {
					const wanted = priceLine(run, shop);
					if (wanted === null) continue;
					const [first, second] = printedLines(run, wanted);
					const other = printed(run, new RegExp(`price ${shop}: `));
					if (first === undefined && other !== undefined)
						broken(run, `"${other.text}" is printed, and not "${wanted}": print what ${shop} answers`, other);
					if (first === undefined)
						broken(run, `"${wanted}" is never printed`, { at: run.history.elapsed, task: "main" });
					if (second !== undefined) broken(run, `"${wanted}" is printed more than once`, second);
				}
			},
		},
		{
			name: "nothing-made-up",
			text: "nobody is called closed who is not",
			test: (run) => {
				const errors = closedShops(run).map((shop) => closedText(run, shop));
				const known = new Set<string>();
				for (const line of printedLines(run, /no price/)) {
					const error = line.text.slice("no price: ".length);
					if (!errors.includes(error))
						broken(run, `"${line.text}" is printed, but no shop has said so`, line);
					if (known.has(error)) broken(run, `"${line.text}" is printed twice`, line);
					known.add(error);
				}
			},
		},
		total(({ shops }) => Math.max(...Object.values(shops).map(([seconds]) => seconds))),
		givenIsUsed("ask", ({ shops }, shop) => shops[shop]?.[0]),
		clean(),
	],
	wrong: {
		"caught-around-all": "all-waited-for",
		"error-as-price": "errors-are-no-prices",
		"in-turn": "asked-at-once",
		"gathered-twice": "awaited-once",
		"asked-again": "asked-once",
		"task-group": "not-all-or-nothing",
		"nobody-named": "closed-named",
		"bad-shop-left-out": "asked",
		"from-the-table": "closed-named",
		"own-words": "closed-named",
		"sleeps-as-long": "all-waited-for",
		"prices-from-the-table": "prices-shown",
	},
});

function questionsTo(run: Run, shop: string): readonly Body[] {
	return bodiesOf(run, "ask").filter((body) => body.of === shop);
}

function closedShops({ numbers }: Run): readonly string[] {
	return Object.keys(numbers.shops).filter((shop) => numbers.shops[shop]?.[1] === null);
}

/** The words of its error. */
function closedText({ numbers }: Run, shop: string): string {
	return `${shop} ${numbers.error}`;
}

/** What is printed of a closed shop in its place. */
function instead(run: Run, shop: string): string {
	const line = run.lines.find(({ text }) => text.includes(closedText(run, shop)));
	return line === undefined ? ": who was it that is closed?" : `; you print "${line.text}"`;
}

/** The shops whose question had no end when main was over. */
function unheard(run: Run): readonly string[] {
	const { elapsed } = run.history;
	return bodiesOf(run, "ask")
		.filter(({ end, ending }) => end === null || isLater(end.at, elapsed) || ending?.how === "cancelled")
		.map((body) => body.of);
}

/** Null: it is closed. */
function priceLine({ numbers }: Run, shop: string): string | null {
	const price = numbers.shops[shop]?.[1] ?? null;
	return price === null ? null : `price ${shop}: ${price}`;
}
