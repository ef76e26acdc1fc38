// What keys do while somebody reads the course, and what stands on the screen. Nothing here knows a terminal.

import type { Demo } from "../../demos/define-demo.ts";
import type { Question } from "../../demos/questions/evidence.ts";
import { unpainted } from "../../text/paint.ts";
import { cutEnd, textWidth } from "../../text/width.ts";
import type { FrameOptions, ViewOptions } from "../../views/view.ts";
import type { Language } from "../source/program.ts";
import { wordsFor } from "./in-python.ts";
import { guessText, headingLines, type Page, type PageOptions } from "./pages.ts";

/** What a key asks of whoever holds the terminal; null: nothing more than to show the screen. */
export type KeyRequest =
	| { readonly kind: "stop" | "end" }
	/** Go through the run of the page step by step; `guess`: with the future hidden, to say what comes next. */
	| { readonly kind: "step"; readonly page: Page; readonly guess: boolean }
	/** Run this, `fetch --set api2=4`, and show it by {@link Reader.showTried}. */
	| { readonly kind: "try"; readonly words: readonly string[]; readonly question: string };

/** A run with other numbers, which lies above a page. */
interface Tried {
	readonly title: string;
	/** What is to be found out by it; empty: whatever somebody wanted to know. */
	readonly question: string;
	readonly text: (display: ViewOptions) => string;
}

/** Lines between the heading and the keys that are no text: one above, one below. */
const GAPS = 2;

export class Reader {
	readonly #pages: readonly Page[];
	#at: number;
	#language: Language;
	/** The first line of the text that is shown. */
	#top = 0;
	#lines: readonly string[] = [];
	#question: Question | null = null;
	readonly #chosen = new Map<string, number>();
	/** In place of the keys: the answer to the last one. */
	#note = "";
	/** What is typed to change numbers; null: nothing is. */
	#typed: string | null = null;
	#lastTyped = "";
	#tried: Tried | null = null;

	constructor(pages: readonly Page[], first: number, language: Language) {
		this.#pages = pages;
		this.#at = first;
		this.#language = language;
	}

	get page(): Page {
		const page = this.#pages[this.#at];
		if (page === undefined) throw new RangeError(`no page ${this.#at} of ${this.#pages.length}`);
		return page;
	}

	/** From 0. */
	get at(): number {
		return this.#at;
	}

	get language(): Language {
		return this.#language;
	}

	/** Makes the text of the page: after each key, and when the terminal was resized. */
	async load(display: ViewOptions): Promise<void> {
		if (this.#tried !== null) {
			this.#lines = this.#tried.text(display).trimEnd().split("\n");
			return;
		}
		const page = this.page;
		const options: PageOptions = {
			...display,
			language: this.#language,
			chosenOn: (mark) => this.#chosen.get(mark) ?? null,
			hasKeys: true,
		};
		this.#question = (await page.question?.(this.#language)) ?? null;
		const text = await page.text(options);
		const guess =
			this.#question === null ? "" : `\n${guessText(this.#question, options.chosenOn(page.mark), options)}`;
		this.#lines = `${text}${guess}`.trimEnd().split("\n");
	}

	/** Lays a run above the page. */
	showTried(tried: Tried): void {
		this.#tried = tried;
		this.#top = 0;
	}

	/** Why what was typed can't be run. */
	refuse(why: string): void {
		this.#note = why;
	}

	/** The key is done when the page is loaded again. */
	press(key: string, options: FrameOptions): KeyRequest | null {
		this.#note = "";
		if (this.#typed !== null) return this.#type(key);
		if (/^[1-9]$/.test(key)) return this.#number(Number(key), options);
		const action = ACTIONS[key.length === 1 ? key.toLowerCase() : key];
		return action === undefined ? null : this.#act(action, options);
	}

	#act(action: Action, options: FrameOptions): KeyRequest | null {
		switch (action) {
			case "on":
				return this.#on(options);
			case "next":
				return this.#go(1);
			case "back":
				return this.#go(-1);
			case "down":
				this.#scroll(1, options);
				return null;
			case "up":
				this.#scroll(-1, options);
				return null;
			case "page-down":
				this.#scroll(this.#room(options) - 1, options);
				return null;
			case "page-up":
				this.#scroll(1 - this.#room(options), options);
				return null;
			case "top":
				this.#top = 0;
				return null;
			case "bottom":
				this.#top = this.#lowest(options);
				return null;
			case "language":
				if (this.page.hasProgram && this.#tried === null)
					this.#language = this.#language === "python" ? "typescript" : "python";
				return null;
			case "step":
			case "guess":
				return this.page.run === undefined || this.#tried !== null
					? null
					: { kind: "step", page: this.page, guess: action === "guess" };
			case "change":
				if (this.#parameters().length > 0) this.#typed = this.#lastTyped;
				return null;
			case "stop":
				return { kind: "stop" };
			default:
				return action satisfies never;
		}
	}

	/** First to the end of the page; a question there wants an answer; then to the next page. */
	#on(options: FrameOptions): KeyRequest | null {
		if (this.#top < this.#lowest(options)) {
			this.#scroll(this.#room(options) - 1, options);
			return null;
		}
		if (this.#tried === null && this.#question !== null && !this.#chosen.has(this.page.mark)) {
			this.#note = `What do you say? Type 1 to ${this.#question.choices.length}, or n to go on without.`;
			return null;
		}
		return this.#go(1);
	}

	/** To a page beside this one; from a run that was tried back to its page. */
	#go(by: 1 | -1): KeyRequest | null {
		if (this.#tried !== null) {
			this.#tried = null;
			this.#top = Number.POSITIVE_INFINITY;
			return null;
		}
		if (this.#at + by >= this.#pages.length) return { kind: "end" };
		if (this.#at + by >= 0) {
			this.#at += by;
			this.#top = 0;
		}
		return null;
	}

	/** A choice where something is asked, else one of the runs to try. */
	#number(number: number, options: FrameOptions): KeyRequest | null {
		if (this.#question !== null && this.#tried === null) {
			if (number <= this.#question.choices.length) {
				this.#chosen.set(this.page.mark, number - 1);
				this.#top = this.#lowest(options);
			}
			return null;
		}
		const next = triesOf(this.page)[number - 1];
		return next === undefined ? null : { kind: "try", words: next.run.split(" "), question: next.question };
	}

	#type(key: string): KeyRequest | null {
		const typed = this.#typed ?? "";
		if (key === "escape") this.#typed = null;
		else if (key === "backspace") this.#typed = typed.slice(0, -1);
		else if (key.length === 1) this.#typed = typed + key;
		else if (key === "enter") {
			this.#typed = null;
			this.#lastTyped = typed;
			const settings = typed
				.split(" ")
				.filter((word) => word !== "")
				.map((word) => this.#setting(word));
			const words = settings.flatMap((setting) => ["--set", setting]);
			if (words.length > 0)
				return { kind: "try", words: [this.page.demo?.name ?? "", ...words], question: "" };
		}
		return null;
	}

	/** `NAME=VALUE` as `--set` takes it: beside a program in Python its numbers have Python's names. */
	#setting(typed: string): string {
		const [name] = typed.split("=");
		const own = this.#parameters().find((one) => wordsFor(this.#language, one) === name);
		return own === undefined ? typed : own + typed.slice(name?.length);
	}

	#parameters(): string[] {
		return Object.keys(this.page.demo?.parameters ?? {});
	}

	#heading(options: ViewOptions): string[] {
		if (this.#tried === null) return headingLines(this.page, this.#language, options);
		const { title: name, question: subject } = this.#tried;
		return headingLines({ ...this.page, name, title: "", subject }, this.#language, options);
	}

	/** How many lines of the text are seen at once. */
	#room(options: FrameOptions): number {
		return Math.max(1, options.rows - this.#heading(options).length - GAPS - 1);
	}

	#lowest(options: FrameOptions): number {
		return Math.max(0, this.#lines.length - this.#room(options));
	}

	#scroll(by: number, options: FrameOptions): void {
		this.#top = Math.max(0, Math.min(this.#lowest(options), this.#top + by));
	}

	/** As many lines as the screen has. */
	screen(options: FrameOptions): string[] {
		const { columns, rows, paint = unpainted } = options;
		const room = this.#room(options);
		this.#top = Math.min(this.#top, this.#lowest(options));
		const shown = this.#lines.slice(this.#top, this.#top + room);
		const lines = [...this.#heading(options), "", ...shown];
		while (lines.length < rows - 1) lines.push("");
		const below = this.#lines.length - this.#top - room;
		const hint = this.#hint(Math.max(0, below), columns - 1);
		const isAnswer = this.#note !== "" || this.#typed !== null;
		return [...lines.slice(0, rows - 1), paint(isAnswer ? "good" : "faint", hint)].slice(-rows);
	}

	#hint(below: number, width: number): string {
		if (this.#typed !== null) {
			const names = wordsFor(this.#language, this.#parameters().join(" "));
			const [long, short] = [`  ${names}   NAME=VALUE: `, "  NAME=VALUE: "];
			const lead = textWidth(long) + this.#typed.length + 14 < width ? long : short;
			return cutEnd(`${lead}${this.#typed}_   Enter: run`, width, "");
		}
		if (this.#note !== "") return cutEnd(`  ${this.#note}`, width, "");
		const place = `${this.#at + 1} of ${this.#pages.length}`;
		const keys = this.#keys(below);
		// The last of them are the first to go.
		while (keys.length > 1 && textWidth(hintOf(place, keys)) > width) keys.splice(-2, 1);
		return cutEnd(hintOf(place, keys), width, "");
	}

	#keys(below: number): string[] {
		const { demo, hasProgram, run } = this.page;
		const on = below > 0 ? `space: more, ${below} line${below === 1 ? "" : "s"}` : "space: on";
		const change = this.#parameters().length > 0 ? ["c: change a number"] : [];
		if (this.#tried !== null) return [below > 0 ? on : "space: back", ...change, "q: stop"];
		const tries = this.#question === null && demo !== undefined ? triesOf(this.page).length : 0;
		const choices = this.#question?.choices.length ?? 0;
		return [
			on,
			...(choices > 0 ? [`1-${choices}: your guess`] : []),
			...(tries > 0 ? [`${tries === 1 ? "1" : `1-${tries}`}: try`] : []),
			...(hasProgram ? [this.#language === "python" ? "p: TypeScript" : "p: Python"] : []),
			...(run === undefined ? [] : ["s: steps", "h: guess them"]),
			...change,
			"b: back",
			"q: stop",
		];
	}
}

function hintOf(place: string, keys: readonly string[]): string {
	return `  ${place}   ${keys.join("   ")}`;
}

/** The runs to try that the page names: where a run is drawn, it names none. */
function triesOf({ demo, run }: Page): Demo["next"] {
	return demo === undefined || run !== undefined ? [] : demo.next;
}

type Action =
	| "on"
	| "next"
	| "back"
	| "down"
	| "up"
	| "page-down"
	| "page-up"
	| "top"
	| "bottom"
	| "language"
	| "step"
	| "guess"
	| "change"
	| "stop";

const ACTIONS: Readonly<Record<string, Action>> = {
	" ": "on",
	enter: "on",
	n: "next",
	right: "next",
	b: "back",
	left: "back",
	backspace: "back",
	down: "down",
	j: "down",
	up: "up",
	k: "up",
	pagedown: "page-down",
	pageup: "page-up",
	home: "top",
	end: "bottom",
	p: "language",
	s: "step",
	h: "guess",
	c: "change",
	q: "stop",
	escape: "stop",
};
