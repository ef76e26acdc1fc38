// Facts as lines of JSON. The frequent kinds are written by hand, at a fraction of what JSON.stringify takes.

import type { Ending, Wait } from "../runtime/observer.ts";
import type { Fact, FactOf } from "./facts.ts";
import { jsonText } from "./json.ts";
import { plainFact } from "./plain-fact.ts";
import { plainValue } from "./plain-value.ts";
import { toMicroseconds } from "./round.ts";

/** Writes facts as lines, each with its line feed. */
export class FactLines {
	/** Most facts share their instant with the one before. */
	#at = Number.NaN;
	#atText = "";

	of(fact: Fact): string {
		return this.brief(fact) ?? `${jsonText(plainFact(fact))}\n`;
	}

	/** The line of a fact that has one of the forms of line-scanner.ts; null: it has none of them. */
	brief(fact: Fact): string | null {
		switch (fact.kind) {
			case "resumed":
				return `${this.#head(fact)}}\n`;
			case "callback-started":
				return fact.task === 0 ? `${this.#head(fact)}}\n` : null;
			case "suspended":
				return fact.place === undefined ? this.#suspended(fact, fact.wait) : null;
			case "woken":
				return this.#woken(fact);
			case "task-created":
				return fact.place === undefined ? this.#created(fact) : null;
			case "span-started":
				return fact.place === undefined ? this.#started(fact) : null;
			case "span-ended":
				return this.#ended(fact, fact.ending, `,"span":${fact.span}`);
			case "task-ended":
				return this.#ended(fact, fact.ending, "");
			case "printed":
				return fact.place === undefined && fact.stream === undefined ? this.#printed(fact) : null;
			default:
				return null;
		}
	}

	#created(fact: FactOf<"task-created">): string | null {
		const [name, label] = [plainText(fact.name), plainText(fact.label)];
		if (name === null || label === null) return null;
		return `${this.#head(fact)},"name":${name},"label":${label},"by":${fact.by},"group":${fact.group}}\n`;
	}

	#started(fact: FactOf<"span-started">): string | null {
		const [name, label] = [plainText(fact.name), plainText(fact.label)];
		if (name === null || label === null) return null;
		return `${this.#head(fact)},"span":${fact.span},"label":${label},"name":${name}}\n`;
	}

	#ended(fact: Fact, ending: Ending, span: string): string | null {
		if (ending.how !== "returned") return null;
		const value = jsonText(plainValue(ending.value));
		return `${this.#head(fact)}${span},"ending":{"how":"returned","value":${value}}}\n`;
	}

	#printed(fact: FactOf<"printed">): string | null {
		const text = plainText(fact.text);
		return text === null ? null : `${this.#head(fact)},"text":${text}}\n`;
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

/** The text in quotes; null: some of it has to be escaped. */
function plainText(text: string): string | null {
	const json = jsonText(text);
	return json.length === text.length + 2 ? json : null;
}
