import type { ReadStream } from "node:tty";
import type { Output } from "../context.ts";
import { keysIn } from "../step/keys.ts";
import type { TerminalMode } from "../terminal.ts";

const ENTER = "\x1b[?1049h\x1b[?25l";
const LEAVE = "\x1b[?25h\x1b[?1049l";
const HOME = "\x1b[H";
const CLEAR = "\x1b[2J";
const CLEAR_LINE = "\x1b[K";
const CLEAR_BELOW = "\x1b[J";
/** Terminals that know these show what lies between them at once. */
const TOGETHER = ["\x1b[?2026h", "\x1b[?2026l"] as const;

const CTRL_C = "\x03";
const CTRL_Z = "\x1a";

/** What somebody types while the stage is open: keys by name, or the characters themselves. */
export interface StageKeys {
	readonly onKey: (key: string) => void;
	readonly onInterrupt: () => void;
	readonly onSuspend: () => void;
	/** The stage is empty: it has been entered again, or the terminal was resized. Who draws all the time need not know. */
	readonly onShown?: () => void;
}

/**
 * The terminal's other screen, for pictures that move: what stood on the terminal comes back when it is left. Meanwhile the cursor
 * is hidden, and keys arrive one by one and are not shown.
 */
export class Stage implements TerminalMode {
	readonly #out: Output;
	readonly #input: ReadStream | null;
	#keys: StageKeys | null = null;
	#isOpen = false;
	#shown = "";
	#size = "";

	/** @param input where keys come from; null: they are for somebody else */
	constructor(out: Output, input: ReadStream | null) {
		this.#out = out;
		this.#input = input;
	}

	/** Tells who listens from now on of what is typed. */
	listen(keys: StageKeys): void {
		this.#keys = keys;
	}

	readonly enter = (): void => {
		if (this.#isOpen) return;
		this.#isOpen = true;
		this.#size = "";
		this.#out.write(ENTER);
		this.#input?.setRawMode(true);
		this.#input?.on("data", this.#onData);
		this.#input?.resume();
		process.stdout.on("resize", this.#onResize);
		this.#keys?.onShown?.();
	};

	/** Gives the terminal back as it was. */
	readonly leave = (): void => {
		if (!this.#isOpen) return;
		this.#isOpen = false;
		this.#input?.off("data", this.#onData);
		process.stdout.off("resize", this.#onResize);
		this.#input?.setRawMode(false);
		this.#input?.pause();
		this.#out.write(LEAVE);
	};

	/** Shows these lines from the top, in place of those before; writes nothing if they are the same, or the stage is left. */
	show(lines: readonly string[]): void {
		if (!this.#isOpen) return;
		const size = `${this.#out.columns}x${this.#out.rows}`;
		const text = lines.map((line) => `${line}${CLEAR_LINE}`).join("\r\n");
		if (text === this.#shown && size === this.#size) {
			return;
		}
		// A terminal that was resized has moved its lines about.
		const clear = size === this.#size ? "" : CLEAR;
		this.#out.write(`${TOGETHER[0]}${clear}${HOME}${text}${CLEAR_BELOW}${TOGETHER[1]}`);
		this.#shown = text;
		this.#size = size;
	}

	readonly #onResize = (): void => this.#keys?.onShown?.();

	/** Several keys may come at once. */
	readonly #onData = (data: Buffer): void => {
		const typed = data.toString();
		if (typed.includes(CTRL_C)) this.#keys?.onInterrupt();
		else if (typed.includes(CTRL_Z)) this.#keys?.onSuspend();
		else for (const key of keysIn(typed)) this.#keys?.onKey(key);
	};
}
