// The places in the course at which lessons stopped.

import type { Environment } from "../context.ts";
import { StateFile } from "../state-file.ts";

/** So many lessons that go on at once are remembered. */
const MOST = 8;

/** How far a lesson has come. Lessons that go on at once keep a place each: none takes that of another. */
export class Place {
	readonly #file: StateFile;
	/** The mark of this lesson's page, as it stands in the file; null: it has none there. */
	#own: string | null = null;

	constructor(env: Environment) {
		this.#file = new StateFile("lesson.json", env);
	}

	/** Why nothing is kept, in a sentence; null: all is well. */
	get problem(): string | null {
		return this.#file.problem;
	}

	/** Takes over the latest place, and answers its mark; null if there is none. */
	take(): string | null {
		this.#own = this.#places()[0] ?? null;
		return this.#own;
	}

	/** The mark of the latest place, which stays that of another lesson. */
	look(): string | null {
		return this.#places()[0] ?? null;
	}

	/** Keeps the page with this mark. */
	keep(mark: string): void {
		this.#change((others) => [mark, ...others.filter((other) => other !== mark)]);
		this.#own = mark;
	}

	/** The course is at its end: forgets the place of this lesson. */
	leave(): void {
		this.#change((others) => others);
		this.#own = null;
	}

	/** Forgets all places. @throws {SystemFault} if the system refuses */
	reset(): void {
		this.#file.remove();
	}

	/** The marks of pages, the latest first. */
	#places(): string[] {
		const { next, others } = this.#file.read();
		const all: readonly unknown[] = [next, ...(Array.isArray(others) ? others : [])];
		return all.filter((place) => typeof place === "string");
	}

	#change(places: (others: readonly string[]) => readonly string[]): void {
		const [next, ...others] = places(this.#places().filter((place) => place !== this.#own)).slice(0, MOST);
		if (next === undefined) this.#file.write(null);
		else this.#file.write({ next, ...(others.length === 0 ? {} : { others }) });
	}
}
