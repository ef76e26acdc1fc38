// How many questions of the quiz somebody has answered right, the last time.

import type { Environment } from "./context.ts";
import { type State, StateFile } from "./state-file.ts";

export interface Score {
	readonly right: number;
	readonly answered: number;
}

/** The last score of a section, or of the whole quiz. */
export class Scores {
	readonly #file: StateFile;
	readonly #name: string;

	constructor(section: number | undefined, env: Environment) {
		this.#file = new StateFile("quiz.json", env);
		this.#name = section === undefined ? "all" : `section ${section}`;
	}

	/** Why nothing is kept, in a sentence; null: all is well. */
	get problem(): string | null {
		return this.#file.problem;
	}

	/** Null: there is none. */
	get last(): Score | null {
		const kept = this.#file.read()[this.#name];
		if (typeof kept !== "object" || kept === null) return null;
		const { right, answered } = kept as State;
		return typeof right === "number" && typeof answered === "number" ? { right, answered } : null;
	}

	keep(score: Score): void {
		this.#file.write({ ...this.#file.read(), [this.#name]: score });
	}
}
