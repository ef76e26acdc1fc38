// Somebody goes through a run whose future is hidden, and says what comes next.

import { type Guess, guessAt } from "./guess.ts";
import type { Stepper } from "./stepper.ts";

/** What is asked, and how it went. */
export interface Guessing {
	/** Null: here is nothing to say. */
	readonly guess: Guess | null;
	/** Of the last key: whether it was the right answer; null: it was none. */
	readonly isRight: boolean | null;
	/** Why that was right or not, or which keys there are; empty: nothing is to be said. */
	readonly told: string;
	readonly right: number;
	readonly answered: number;
}

/** Takes answers, and hands all other keys to the stepper. */
export class Guesser {
	readonly #stepper: Stepper;
	/** By variant and step, whether the first answer was right: only that counts. */
	readonly #answers = new Map<string, boolean>();
	#told: Pick<Guessing, "isRight" | "told"> = NOTHING;

	constructor(stepper: Stepper) {
		this.#stepper = stepper;
	}

	/** Null: nothing is hidden. */
	get state(): Guessing | null {
		if (!this.#stepper.position.hidesFuture) return null;
		const own = [...this.#answers].filter(([key]) => key.startsWith(`${this.#stepper.variant} `));
		const right = own.filter(([, isRight]) => isRight).length;
		return { guess: this.#guess, ...this.#told, right, answered: own.length };
	}

	/** Gives false when the run is left. */
	press(key: string): boolean {
		this.#told = NOTHING;
		const { hidesFuture, prompt } = this.#stepper.position;
		if (!hidesFuture || prompt !== "" || this.#stepper.showsHelp) return this.#stepper.press(key);
		const guess = this.#guess;
		if (guess === null) {
			if (!/^[1-9]$/.test(key)) return this.#stepper.press(key);
			this.#say("Only one thing can come next here: the arrow to the right goes on.");
		} else if (/^[1-9]$/.test(key) && Number(key) <= guess.choices.length)
			this.#answer(guess, Number(key) - 1);
		else if (key === " " || !this.#stepper.knows(key))
			this.#say(`Type 1 to ${guess.choices.length}; the arrow to the right goes on without an answer.`);
		else return this.#stepper.press(key);
		return true;
	}

	/** The next step, while it plays: up to where something is to be said. */
	playOn(): void {
		this.#told = NOTHING;
		this.#stepper.playOn();
		if (this.state?.guess) this.#stepper.isPlaying = false;
	}

	get #guess(): Guess | null {
		const { screen, position } = this.#stepper;
		// In the middle of a step that one itself comes next.
		const isWhole = position.facts >= screen.book.step(position.index).to;
		return isWhole ? guessAt(screen.book, position.index) : null;
	}

	#answer(guess: Guess, place: number): void {
		const { index } = this.#stepper.position;
		const key = `${this.#stepper.variant} ${index}`;
		const isRight = place === guess.right;
		if (!this.#answers.has(key)) this.#answers.set(key, isRight);
		this.#stepper.show({ index: index + 1 });
		this.#told = { isRight, told: guess.choices[place]?.told ?? "" };
	}

	#say(told: string): void {
		this.#told = { isRight: null, told };
	}
}

const NOTHING = { isRight: null, told: "" } as const;
