import type { ReadStream } from "node:tty";
import type { Output } from "../context.ts";

const ENTER = "\x1b[?1049h\x1b[?25l";
const LEAVE = "\x1b[?25h\x1b[?1049l";
const HOME = "\x1b[H";
const CLEAR = "\x1b[2J";
const CLEAR_LINE = "\x1b[K";
const CLEAR_BELOW = "\x1b[J";
/** Terminals that know these show what lies between them at once. */
const TOGETHER = ["\x1b[?2026h", "\x1b[?2026l"] as const;

const CTRL_C = "\x03";

/** What somebody did while the stage was open. */
export interface StageEvents {
	readonly onKey: (key: string) => void;
	readonly onInterrupt: () => void;
}

/**
 * The terminal's other screen, for pictures that move: what stood on the terminal comes back when it is closed. While it is
 * open the cursor is hidden, and keys arrive one by one and are not shown.
 */
export class Stage {
	readonly #out: Output;
	readonly #input: ReadStream;
	readonly #events: StageEvents;
	#shown = "";
	#size = "";

	constructor(out: Output, input: ReadStream, events: StageEvents) {
		this.#out = out;
		this.#input = input;
		this.#events = events;
	}

	open(): void {
		this.#out.write(ENTER);
		this.#input.setRawMode(true);
		this.#input.on("data", this.#onData);
		this.#input.resume();
		process.on("SIGINT", this.#events.onInterrupt);
		process.on("exit", this.close);
	}

	/** Shows these lines from the top, in place of those before; writes nothing if they are the same. */
	show(lines: readonly string[]): void {
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

	/** Gives the terminal back as it was. */
	readonly close = (): void => {
		process.off("exit", this.close);
		process.off("SIGINT", this.#events.onInterrupt);
		this.#input.off("data", this.#onData);
		this.#input.setRawMode(false);
		this.#input.pause();
		this.#out.write(LEAVE);
	};

	readonly #onData = (data: Buffer): void => {
		const key = data.toString();
		if (key === CTRL_C) {
			this.#events.onInterrupt();
		} else {
			this.#events.onKey(key);
		}
	};
}
