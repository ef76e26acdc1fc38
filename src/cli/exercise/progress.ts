// How far somebody has come with the exercises.

import type { Language } from "../../exercises/exercise.ts";
import type { Environment, Output } from "../context.ts";
import { type State, StateFile, tellNotKept } from "../state-file.ts";
import type { ExerciseFolder } from "./exercise-folder.ts";

/** What is kept of one exercise. */
interface Kept {
	/** The languages that it was solved in. */
	readonly passed: readonly Language[];
	/** How many of its hints were shown. */
	readonly hints: number;
}

const NOTHING: Kept = { passed: [], hints: 0 };

/** What was solved, and which hints were shown. */
export class ExerciseProgress {
	readonly #file: StateFile;

	constructor(env: Environment) {
		this.#file = new StateFile("exercises.json", env);
	}

	/** Says on stderr why nothing is kept, if that is so. */
	tellProblem(error: Output): void {
		tellNotKept("How far you have come", this.#file.problem, error);
	}

	of(folder: ExerciseFolder): Kept {
		const kept = this.#file.read()[keyOf(folder)];
		if (typeof kept !== "object" || kept === null) return NOTHING;
		const { passed, hints } = kept as State;
		return {
			passed: Array.isArray(passed) ? passed.filter((one) => one === "python" || one === "javascript") : [],
			hints: typeof hints === "number" ? hints : 0,
		};
	}

	/** It was solved in this language. */
	pass(folder: ExerciseFolder, language: Language): void {
		const { passed, hints } = this.of(folder);
		if (!passed.includes(language)) this.#keep(folder, { passed: [...passed, language], hints });
	}

	/** One more hint is to be shown. Answers how many that makes. */
	hint(folder: ExerciseFolder): number {
		const kept = this.of(folder);
		const hints = Math.min(kept.hints + 1, folder.exercise.hints.length);
		if (hints !== kept.hints) this.#keep(folder, { ...kept, hints });
		return hints;
	}

	#keep(folder: ExerciseFolder, kept: Kept): void {
		this.#file.write({ ...this.#file.read(), [keyOf(folder)]: kept });
	}
}

/** Teachers' own may have the same names. */
function keyOf({ exercise, path, isOwn }: ExerciseFolder): string {
	return isOwn ? path : exercise.name;
}
