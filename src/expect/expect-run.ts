import type { FindingKind } from "../findings/finding.ts";
import { History } from "../history/history.ts";
import type { Outcome } from "../history/outcome.ts";
import { type Place, placeText, type Recording, type Seconds } from "../recording/index.ts";
import { type Bounds, checkedBounds, checkedCount, checkedSeconds } from "./bounds.ts";
import { cancelled } from "./cancelled.ts";
import type { Failure } from "./failure.ts";
import { type Levels, levels } from "./levels.ts";
import { after, before, type Happening, type When, within } from "./order.ts";
import { pictureOf } from "./picture.ts";
import { atMostAtOnce, silence, startsInAnyWindow } from "./under-way.ts";
import type { Who } from "./who.ts";
import { blocked, ended, found, nothingLeft, printed, raised, returned, took } from "./whole-run.ts";

/** What was expected of a run did not happen. Its message says what, when, who, where, and draws that part of the run. */
export class ExpectationError extends Error implements Failure {
	override readonly name = "ExpectationError";
	readonly text: string;
	readonly at: Seconds | null;
	readonly who: readonly string[];
	readonly place: Place | null;

	constructor(history: History, broken: Failure) {
		const { text, at, who, place } = broken;
		const line = place === null ? "" : ` (${placeText(place)})`;
		const picture = pictureOf(history, broken);
		super(`expected: ${text}${line}${picture === "" ? "" : `\n\n${picture}`}`);
		this.text = text;
		this.at = at;
		this.who = who;
		this.place = place;
	}
}

/** Expects things of a run. Each method throws an {@link ExpectationError} if they did not happen, and answers itself otherwise. */
export function expectRun(run: Recording | History): RunExpectations {
	return new RunExpectations(run instanceof History ? run : new History(run));
}

/** What can be expected of a run. */
export class RunExpectations {
	readonly #history: History;

	constructor(history: History) {
		this.#history = history;
	}

	/** Main returns; with a value, one that is the same in JSON's terms. */
	toReturn(...value: readonly [] | readonly [unknown]): this {
		return this.#hold(
			value.length === 0 ? ended(this.#history, "returned") : returned(this.#history, value[0]),
		);
	}

	/** Main raises an error of that name, or one whose sentence (`ValueError: no more`) fits. */
	toRaise(error: string | RegExp): this {
		return this.#hold(raised(this.#history, error));
	}

	/** The run ends so: `returned`, `raised`, `deadlock`, `livelock`, `stopped`. */
	toEndAs(outcome: Outcome["kind"]): this {
		return this.#hold(ended(this.#history, outcome));
	}

	/** It takes so many seconds, till main ended. What never ends takes no time that fits. @throws {RangeError} of no bound */
	toTake(bounds: Bounds): this {
		return this.#hold(took(this.#history, checkedBounds(bounds)));
	}

	/**
	 * No more than `count` tasks are under way in `who` at any moment: from the first turn to the end. Waiting for a lock or a
	 * permit does not count, any other wait does. A coroutine that calls itself counts once.
	 */
	atMostAtOnce(count: number, who: Who): this {
		return this.#hold(atMostAtOnce(this.#history, checkedCount(count), who));
	}

	/** When each of `who` has its first turn, be it only to wait for a permit. */
	toStart(who: Who): HappeningExpectation {
		return new HappeningExpectation(this, this.#history, { start: who });
	}

	/** When each of `who` ends, however that is. */
	toEnd(who: Who): HappeningExpectation {
		return new HappeningExpectation(this, this.#history, { end: who });
	}

	/** When a line is printed; with `by`, by a task or in a body named so. */
	toPrint(text: string | RegExp, by?: Who): HappeningExpectation {
		return new HappeningExpectation(this, this.#history, {
			print: text,
			...(by === undefined ? {} : { by }),
		});
	}

	/** All of `who` are asked to stop and end cancelled; `within`: so many seconds after the first time that they were asked. */
	toBeCancelled(who: Who, { within = Number.POSITIVE_INFINITY }: { readonly within?: Seconds } = {}): this {
		return this.#hold(cancelled(this.#history, who, checkedSeconds(within)));
	}

	/** Nothing of these kinds is found to be wrong. */
	never(...kinds: readonly [FindingKind, ...FindingKind[]]): this {
		return this.#hold(found(this.#history, kinds));
	}

	/** Nothing is found to be wrong. */
	noFindings(): this {
		return this.#hold(found(this.#history, []));
	}

	/** When main ends, all tasks have ended. */
	nothingLeftRunning(): this {
		return this.#hold(nothingLeft(this.#history));
	}

	/** The permits in use, the items in a queue, 1 for a lock that is held: of every resource of that name. */
	levelOf(resource: Who): LevelExpectation {
		const hold = (wanted: Levels) => this.#hold(levels(this.#history, resource, wanted));
		return {
			atMost: (level) => hold({ atMost: checkedCount(level) }),
			atLeast: (level) => hold({ atLeast: checkedCount(level) }),
		};
	}

	/** In every stretch of so many seconds, its end not counted. */
	inAnyWindow(seconds: Seconds): WindowExpectation {
		checkedSeconds(seconds);
		return {
			atMost: (count) => {
				checkedCount(count);
				return { starts: (who) => this.#hold(startsInAnyWindow(this.#history, seconds, count, who)) };
			},
		};
	}

	/** Blocking calls keep the loop for so many seconds in all. @throws {RangeError} of no bound */
	blocked(bounds: Bounds): this {
		return this.#hold(blocked(this.#history, checkedBounds(bounds)));
	}

	/** Between two turns of `who`, from the first turn to the last end. */
	silence(who: Who): SilenceExpectation {
		return { atMost: (seconds) => this.#hold(silence(this.#history, who, checkedSeconds(seconds))) };
	}

	/** Just these lines are printed to stdout, in this order. */
	printed(lines: readonly (string | RegExp)[]): this {
		return this.#hold(printed(this.#history, lines));
	}

	#hold(broken: Failure | null): this {
		if (broken !== null) throw new ExpectationError(this.#history, broken);
		return this;
	}
}

export interface LevelExpectation {
	/** It is never more. */
	atMost(level: number): RunExpectations;
	/** It gets there at least once. */
	atLeast(level: number): RunExpectations;
}

export interface WindowExpectation {
	atMost(count: number): {
		/** So many of `who` have their first turn. */
		starts(who: Who): RunExpectations;
	};
}

export interface SilenceExpectation {
	atMost(seconds: Seconds): RunExpectations;
}

/** When something happens. What never does breaks it. */
export class HappeningExpectation {
	readonly #run: RunExpectations;
	readonly #history: History;
	readonly #what: Happening;

	constructor(run: RunExpectations, history: History, what: Happening) {
		this.#run = run;
		this.#history = history;
		this.#what = what;
	}

	/** Every one before the first of `when`. At one moment the order counts; of a time, the moment itself is let through. */
	before(when: When): RunExpectations {
		return this.#hold(before(this.#history, this.#what, when));
	}

	/** Every one after the last of `when`, which has to have happened. */
	after(when: When): RunExpectations {
		return this.#hold(after(this.#history, this.#what, when));
	}

	/** Each no further than `seconds` from the nearest of `when`, before or after it. */
	within(seconds: Seconds): { of(when: When): RunExpectations } {
		checkedSeconds(seconds);
		return { of: (when) => this.#hold(within(this.#history, this.#what, seconds, when)) };
	}

	#hold(broken: Failure | null): RunExpectations {
		if (broken !== null) throw new ExpectationError(this.#history, broken);
		return this.#run;
	}
}
