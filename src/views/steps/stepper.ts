// What keys do while somebody goes through a run: where they lead, and what is shown. Nothing here knows a terminal.

import { duration } from "../../text/figures.ts";
import type { StepBook } from "./book.ts";
import { stepLanes } from "./lanes.ts";
import type { StepPosition, StepScreen } from "./screen.ts";
import { distanceText } from "./sentence.ts";

export class Stepper {
	readonly #screens: readonly StepScreen[];
	#variant = 0;
	#index = 0;
	#facts = 0;
	#selected = 0;
	#pane: StepPosition["pane"] = "source";
	#hidesFuture = false;
	#note = "";
	/** What is searched for; null: nothing is being typed. */
	#typed: string | null = null;
	#found = "";
	#back: { readonly index: number; readonly facts: number }[] = [];
	/** Whether the keys are shown instead. */
	showsHelp = false;
	isPlaying = false;

	/** @param at the seconds at which to begin; of these the last step that has begun by then */
	constructor(screens: readonly StepScreen[], at: number | undefined, hidesFuture = false) {
		this.#screens = screens;
		this.#hidesFuture = hidesFuture;
		this.#go(at === undefined ? 0 : this.#book.steps.atTime(at));
	}

	get screen(): StepScreen {
		const screen = this.#screens[this.#variant];
		if (screen === undefined) throw new RangeError("there is no run to go through");
		return screen;
	}

	get position(): StepPosition {
		return {
			index: this.#index,
			facts: this.#facts,
			selected: this.#selected,
			pane: this.#pane,
			hidesFuture: this.#hidesFuture,
			note: this.#note,
			prompt: this.#typed === null ? "" : `/${this.#typed}_   Enter: find   Escape: leave`,
		};
	}

	/** Whether it is at the end of the run. */
	get isAtEnd(): boolean {
		return this.#index >= this.#book.length - 1;
	}

	/** The number of the run among them. */
	get variant(): number {
		return this.#variant;
	}

	/** Goes there at once: to a step, or, with `facts`, into one. A jump can be returned from. */
	show(there: {
		readonly variant?: number;
		readonly index: number;
		readonly facts?: number | undefined;
		readonly selected?: number;
		readonly jump?: boolean;
	}): void {
		if (there.jump) this.#back.push({ index: this.#index, facts: this.#facts });
		if (there.variant !== undefined && there.variant !== this.#variant) {
			this.#variant = Math.max(0, Math.min(this.#screens.length - 1, there.variant));
			this.#back = [];
		}
		this.#go(there.index);
		const { from, to } = this.#book.step(this.#index);
		if (there.facts !== undefined && there.facts > from && there.facts <= to) this.#facts = there.facts;
		if (there.selected !== undefined) this.#selected = there.selected;
		this.#note = "";
	}

	/** Goes on to the first step, from this one on, in which that happened. Gives how many there are, and which of them it is. */
	search(text: string, isNext: boolean): { readonly place: number; readonly count: number } {
		const all = this.#book.find(text);
		const next = all.find((step) => (isNext ? step > this.#index : step >= this.#index)) ?? all[0];
		if (next !== undefined) this.#go(next);
		return { place: next === undefined ? -1 : all.indexOf(next), count: all.length };
	}

	/** Gives false when the run is left. */
	press(key: string): boolean {
		this.#note = "";
		if (this.#typed !== null) {
			this.#type(key);
			return true;
		}
		if (this.showsHelp) {
			this.showsHelp = false;
			return true;
		}
		if (key !== " ") this.isPlaying = false;
		if (key === "q") return false;
		const action = this.#actionOf(key);
		if (action === undefined) this.#note = `${key} does nothing here; ? shows the keys.`;
		else action();
		return true;
	}

	/** Whether it does something with that key. */
	knows(key: string): boolean {
		return key === "q" || this.#actionOf(key) !== undefined;
	}

	/** The next step, while it plays. */
	playOn(): void {
		if (this.isAtEnd) this.isPlaying = false;
		else this.#go(this.#index + 1);
	}

	readonly #actions: Readonly<Record<string, () => void>> = {
		right: () => this.#turn(1),
		l: () => this.#turn(1),
		pagedown: () => this.#turn(1),
		left: () => this.#turn(-1),
		pageup: () => this.#turn(-1),
		".": () => this.#thing(1),
		",": () => this.#thing(-1),
		"ctrl-right": () => this.#go(this.#book.nextClock(this.#index, 1)),
		"ctrl-left": () => this.#go(this.#book.nextClock(this.#index, -1)),
		home: () => this.#go(0),
		end: () => this.#go(this.#book.length - 1),
		down: () => this.#select(1),
		up: () => this.#select(-1),
		n: () => this.#ofTask(1),
		p: () => this.#ofTask(-1),
		c: () => this.#toCause(),
		backspace: () => this.#return(),
		" ": () => this.#play(),
		"/": () => {
			this.#typed = "";
		},
		v: () => this.#nextVariant(),
		tab: () => {
			this.#pane = this.#pane === "source" ? "printed" : "source";
		},
		h: () => {
			this.#hidesFuture = !this.#hidesFuture;
		},
		"?": () => {
			this.showsHelp = true;
		},
		escape: () => {
			this.#selected = 0;
		},
	};

	#actionOf(key: string): (() => void) | undefined {
		return this.#actions[key.length === 1 ? key.toLowerCase() : key];
	}

	get #book(): StepBook {
		return this.screen.book;
	}

	#go(index: number): void {
		const step = this.#book.step(index);
		this.#index = step.index;
		this.#facts = step.to;
	}

	#turn(by: 1 | -1): void {
		// In the middle of a turn, it is first gone to its end.
		if (by > 0 && this.#facts < this.#book.step(this.#index).to) this.#go(this.#index);
		else this.#go(this.#index + by);
	}

	/** Where the sentence of a step may be stopped, in facts. */
	#stops(index: number): number[] {
		const { to } = this.#book.step(index);
		const ends = this.#book.parts(index).map(({ after }) => after);
		return [...new Set([...ends, to])].filter((one) => one <= to).sort((a, b) => a - b);
	}

	#thing(by: 1 | -1): void {
		const stops = this.#stops(this.#index);
		const here = by > 0 ? stops.find((one) => one > this.#facts) : stops.findLast((one) => one < this.#facts);
		const next = this.#index + by;
		if (here !== undefined) this.#facts = here;
		else if (next >= 0 && next < this.#book.length) {
			this.#index = next;
			this.#facts = this.#stops(next).at(by > 0 ? 0 : -1) ?? 0;
		}
	}

	#select(by: 1 | -1): void {
		const tasks = stepLanes(this.#book.history, [this.#selected]).map(({ task }) => task);
		const place = tasks.indexOf(this.#selected) + by;
		this.#selected = tasks[Math.max(0, Math.min(tasks.length - 1, place))] ?? 0;
	}

	#ofTask(by: 1 | -1): void {
		const { history, steps } = this.#book;
		const task = this.#selected || steps.taskOf(this.#index) || history.main;
		const step = this.#book.nextOf(task, this.#index, by);
		if (step !== null) this.#go(step);
		else
			this.#note =
				by > 0
					? `Nothing more happens to ${history.label(task)}.`
					: `Nothing happened to ${history.label(task)} before.`;
	}

	#toCause(): void {
		const why = this.#book.why(this.#index);
		if (why === null) {
			this.#note = "Nothing in the run brought this about.";
			return;
		}
		this.#jump(why.step, why.words);
	}

	#jump(index: number, words: string): void {
		const before = this.#index;
		this.#back.push({ index: before, facts: this.#facts });
		this.#go(index);
		this.#note = `${words}: ${distanceText(this.#book.steps, before, this.#index)}. Backspace returns.`;
	}

	#return(): void {
		const before = this.#back.pop();
		if (before === undefined) this.#note = "There is nothing to return to.";
		else {
			this.#index = before.index;
			this.#facts = before.facts;
		}
	}

	#play(): void {
		if (!this.isPlaying && this.isAtEnd) this.#go(0);
		this.isPlaying = !this.isPlaying;
	}

	/** The same time in the next variant. */
	#nextVariant(): void {
		if (this.#screens.length < 2) {
			this.#note = "There is no other variant.";
			return;
		}
		const at = this.#book.step(this.#index).at;
		const wasAtEnd = this.isAtEnd;
		const wasAtStart = this.#index === 0;
		this.#variant = (this.#variant + 1) % this.#screens.length;
		this.#selected = 0;
		this.#back = [];
		this.#go(wasAtStart ? 0 : wasAtEnd ? this.#book.length - 1 : this.#book.steps.atTime(at));
		this.#note = `${this.screen.variant}, at ${duration(this.#book.step(this.#index).at)}`;
	}

	#type(key: string): void {
		const typed = this.#typed ?? "";
		if (key === "escape") this.#typed = null;
		else if (key === "enter") {
			this.#typed = null;
			this.#found = typed === "" ? this.#found : typed;
			this.#find(this.#found);
		} else if (key === "backspace")
			this.#typed = typed === "" ? null : Array.from(typed).slice(0, -1).join("");
		else if (Array.from(key).length === 1) this.#typed = typed + key;
	}

	#find(text: string): void {
		const all = this.#book.find(text);
		const next = all.find((step) => step > this.#index) ?? all[0];
		if (next === undefined) this.#note = text === "" ? "" : `Nothing is found for ${text}.`;
		else this.#jump(next, `${text}: ${all.indexOf(next) + 1} of ${all.length}`);
	}
}
