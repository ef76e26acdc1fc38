import type { ReadStream } from "node:tty";
import type { Question } from "../demos/questions/evidence.ts";
import { unpainted } from "../text/paint.ts";
import { paintedParagraph } from "../text/paragraphs.ts";
import { cutEnd } from "../text/width.ts";
import type { ViewOptions } from "../views/view.ts";
import type { Context, Output } from "./context.ts";
import { type Held, holdTerminal, type Key, keysOf, readKeys } from "./terminal.ts";

const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";
const CLEAR_BELOW = "\x1b[J";

/**
 * Asks on the terminal, and gives the place of the choice; null where somebody leaves it open. The question is written once. The prompt below it is short
 * enough to be drawn again at any width, and is replaced by the choice.
 * @throws {Interrupted} on Ctrl-C
 */
export async function ask(
	{ text, choices }: Question,
	display: ViewOptions,
	{ out, input }: Context,
): Promise<number | null> {
	out.write(paintedParagraph(text, "heading", display));
	const prompt = new Prompt(choices, display, out, input);
	const chosen = await holdTerminal(prompt, (held) => prompt.choose(held));
	if (chosen !== null) out.write(paintedParagraph(`You say: ${choices[chosen] ?? ""}`, "waiting", display));
	return chosen;
}

/** Waits for a key: true to go on, false to leave. @throws {Interrupted} on Ctrl-C */
export function nextQuestion(input: ReadStream): Promise<boolean> {
	const mode = {
		enter: () => keysOf(input),
		leave: () => {
			input.setRawMode(false);
			input.pause();
		},
	};
	return holdTerminal(mode, (held) => readKeys(input, held, ({ name }) => ON_OR_NOT[name]));
}

const ON_OR_NOT: Readonly<Record<string, boolean>> = {
	space: true,
	return: true,
	enter: true,
	n: true,
	right: true,
	q: false,
	escape: false,
};

/** A list from which one is chosen: up and down, or its number, then Enter. */
class Prompt {
	readonly #choices: readonly string[];
	readonly #display: ViewOptions;
	readonly #out: Output;
	readonly #input: ReadStream;
	#at = 0;
	/** How many of its rows stand on the screen. */
	#drawn = 0;

	constructor(choices: readonly string[], display: ViewOptions, out: Output, input: ReadStream) {
		this.#choices = choices;
		this.#display = display;
		this.#out = out;
		this.#input = input;
	}

	readonly enter = (): void => {
		keysOf(this.#input);
		this.#out.write(HIDE_CURSOR);
		this.#draw();
	};

	readonly leave = (): void => {
		this.#input.setRawMode(false);
		this.#input.pause();
		this.#erase();
		this.#out.write(SHOW_CURSOR);
	};

	choose(held: Held): Promise<number | null> {
		return readKeys(this.#input, held, (key) => this.#take(key));
	}

	/** Undefined: nothing is chosen yet. */
	#take({ name, text }: Key): number | null | undefined {
		const last = this.#choices.length - 1;
		if (name === "q" || name === "escape") return null;
		if (name === "return" || name === "enter") return this.#at;
		if (name === "up" || name === "k") this.#at = this.#at === 0 ? last : this.#at - 1;
		else if (name === "down" || name === "j") this.#at = this.#at === last ? 0 : this.#at + 1;
		else if (/^[1-9]$/.test(text) && Number(text) <= last + 1) this.#at = Number(text) - 1;
		this.#erase();
		this.#draw();
		return undefined;
	}

	#draw(): void {
		const { ascii = false, paint = unpainted } = this.#display;
		const width = (this.#out.columns ?? this.#display.columns) - 1;
		const cursor = ascii ? ">" : "❯";
		const rows = [
			`${paint("good", "?")} ${paint("faint", cutEnd("Which one?", width - 2, ""))}`,
			...this.#choices.map((choice, index) => {
				const text = cutEnd(`${index === this.#at ? cursor : " "} ${index + 1}. ${choice}`, width, "");
				return index === this.#at ? paint("waiting", text) : text;
			}),
			paint("faint", cutEnd("  up, down or a number, then Enter   q: leave", width, "")),
		];
		this.#drawn = rows.length;
		this.#out.write(rows.map((row) => `${row}\n`).join(""));
	}

	#erase(): void {
		if (this.#drawn > 0) this.#out.write(`\x1b[${this.#drawn}A\r${CLEAR_BELOW}`);
		this.#drawn = 0;
	}
}
