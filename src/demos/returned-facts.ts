// What a run says of itself: the numbers and booleans in what main returned.

import type { Outcome } from "../history/outcome.ts";
import { count, duration } from "../text/figures.ts";
import { snakeCase } from "../text/words.ts";

/** Numbers and booleans by name. */
export type Facts = Readonly<Record<string, number | boolean>>;

/** The facts of a run; none where main returned no object. */
export function returnedFacts(outcome: Outcome): Facts {
	const value = outcome.kind === "returned" ? outcome.value : null;
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		return {};
	}
	return Object.fromEntries(Object.entries(value).filter(isFact));
}

function isFact(entry: [string, unknown]): entry is [string, number | boolean] {
	return typeof entry[1] === "number" || typeof entry[1] === "boolean";
}

/** The facts in words: `10 succeeded, 90 failed`. */
export function factsText(facts: Facts): string {
	return Object.entries(facts)
		.map(([name, value]) => factText(name, value))
		.join(", ");
}

/** A fact in words: `first result 1.27 s`, `90 failed`, `not cancelled`. */
function factText(name: string, value: number | boolean): string {
	const words = factWords(name);
	if (typeof value === "boolean") {
		return value ? words : `not ${words}`;
	}
	return isTime(name) ? `${words} ${duration(value)}` : `${count(value)} ${words}`;
}

/** `first result` for `firstResult`. */
export function factWords(name: string): string {
	return snakeCase(name, " ");
}

/** Whether a fact is a number of seconds, by its name. */
export function isTime(name: string): boolean {
	return /(result|silence|wait|time|delay|seconds)$/i.test(name);
}
