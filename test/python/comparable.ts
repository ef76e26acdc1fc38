import type { Fact, FactOf } from "../../src/recording/index.ts";
import { plainFact } from "../../src/recording/plain-fact.ts";

// What is left of facts when the languages are taken out of them: no places, no values, no texts of errors, not how things are called.

type Plain = Readonly<Record<string, unknown>>;

const LEFT_OUT = new Set(["place", "value", "error", "label", "name"]);

/** Functions of the Python counterparts that the TypeScript has not: their bodies are left out. */
export type Helpers = ReadonlySet<string>;

/** One fact a line, so that a difference shows as lines that differ. */
export function comparable(facts: Iterable<Fact>, helpers: Helpers = new Set()): string[] {
	const spans = new Spans(helpers);
	const lines: string[] = [];
	for (const fact of facts) {
		const plain: Plain = plainFact(fact);
		if (fact.kind === "printed") {
			// What is printed to stderr is Python's own warnings.
			const texts = fact.stream === undefined ? fact.text.split("\n") : [];
			for (const text of texts) lines.push(JSON.stringify(stripped({ ...plain, text })));
		} else if (fact.kind !== "span-started" && fact.kind !== "span-ended")
			lines.push(JSON.stringify(stripped(plain)));
		else {
			const span = spans.numberOf(fact);
			if (span !== null) lines.push(JSON.stringify(stripped({ ...plain, span })));
		}
	}
	return lines;
}

/** Numbers the bodies again, without the helpers'. */
class Spans {
	readonly #helpers: Helpers;
	readonly #numbers = new Map<number, number>();

	constructor(helpers: Helpers) {
		this.#helpers = helpers;
	}

	/** Null: it is a helper's. */
	numberOf(fact: FactOf<"span-started"> | FactOf<"span-ended">): number | null {
		if (fact.kind === "span-started" && !this.#helpers.has(fact.name))
			this.#numbers.set(fact.span, this.#numbers.size + 1);
		return this.#numbers.get(fact.span) ?? null;
	}
}

function stripped(plain: Plain): Plain {
	const entries = Object.entries(plain).filter(([key]) => !LEFT_OUT.has(key));
	return Object.fromEntries(entries.map(([key, value]) => [key, inside(value)]));
}

function inside(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inside);
	return typeof value === "object" && value !== null ? stripped(value as Plain) : value;
}
