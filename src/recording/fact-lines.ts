// Facts as lines of JSON. The frequent kinds are written by hand, at a fraction of what JSON.stringify takes.

import type { Ending, Wait } from "../runtime/observer.ts";
import type { Fact } from "./facts.ts";
import { jsonText } from "./json.ts";
import { plainFact } from "./plain-fact.ts";
import { toMicroseconds } from "./round.ts";

/** Writes facts as lines, each with its line feed. */
export class FactLines {
	/** Most facts share their instant with the one before. */
	#at = Number.NaN;
	#atText = "";

	of(fact: Fact): string {
		return this.#brief(fact) ?? `${jsonText(plainFact(fact))}\n`;
	}

	/** Null: that is for JSON.stringify to say. */
	#brief(fact: Fact): string | null {
		switch (fact.kind) {
			case "resumed":
			case "callback-started":
				return `${this.#head(fact)}}\n`;
			case "suspended":
				return fact.place === undefined ? this.#suspended(fact, fact.wait) : null;
			case "woken":
				return this.#woken(fact);
			case "span-ended":
				return isNothing(fact.ending)
					? `${this.#head(fact)},"span":${fact.span},"ending":${NOTHING}}\n`
					: null;
			case "task-ended":
				return isNothing(fact.ending) ? `${this.#head(fact)},"ending":${NOTHING}}\n` : null;
			case "printed":
				return fact.place === undefined && fact.stream === undefined
					? `${this.#head(fact)},"text":${jsonText(fact.text)}}\n`
					: null;
			default:
				return null;
		}
	}

	#suspended(fact: Fact, wait: Wait): string | null {
		switch (wait.kind) {
			case "turn":
				return `${this.#head(fact)},"wait":{"kind":"turn"}}\n`;
			case "sleep":
				return this.#sleeping(fact, toMicroseconds(wait.until));
			case "task":
				return `${this.#head(fact)},"wait":{"kind":"task","of":${wait.of}}}\n`;
			default:
				return null;
		}
	}

	/** JSON has no infinity. */
	#sleeping(fact: Fact, until: number): string | null {
		if (!Number.isFinite(until)) return null;
		return `${this.#head(fact)},"wait":{"kind":"sleep","until":${until}}}\n`;
	}

	#woken(fact: Extract<Fact, { readonly kind: "woken" }>): string | null {
		const { cause } = fact;
		if (cause.kind === "timer") return `${this.#head(fact)},"cause":{"kind":"timer"}}\n`;
		return cause.kind === "cancelled"
			? null
			: `${this.#head(fact)},"cause":{"kind":"${cause.kind}","by":${cause.by}}}\n`;
	}

	#head({ kind, at, task }: Fact): string {
		if (at !== this.#at) {
			this.#at = at;
			this.#atText = String(toMicroseconds(at));
		}
		return `{"kind":"${kind}","at":${this.#atText},"task":${task}`;
	}
}

const NOTHING = '{"how":"returned","value":null}';

function isNothing(ending: Ending): boolean {
	return ending.how === "returned" && (ending.value === undefined || ending.value === null);
}
