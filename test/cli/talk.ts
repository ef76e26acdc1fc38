// A command that somebody talks to, in this process.

import headless from "@xterm/headless";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { Interrupted } from "../../src/cli/errors.ts";
import { NO_STATE, type Surroundings } from "./async-lessons.ts";
import { fakeContext } from "./fake-context.ts";
import { fakeInput } from "./fake-terminal.ts";

/** What a terminal shows when a picture is drawn to its end. */
const DRAWN = "\u001b[?2026l";
/** Hides the cursor, or shows it. */
const CURSOR = new RegExp(`${"\u001b"}\\[\\?25([hl])`, "g");

/** How a command ended, and what it left behind. */
export interface EndOfTalk {
	readonly code: number;
	/** What stands on the terminal, without empty lines at its end. */
	readonly screen: string;
	readonly error: string;
	/** Whether the terminal is as it was: what is typed is shown, its own screen is there, and its cursor. */
	readonly isGivenBack: boolean;
}

/** Surroundings with a terminal. */
interface AtTerminal extends Surroundings {
	readonly columns?: number;
	readonly rows?: number;
}

/** A command line that runs in this process, at a terminal at which a test types. */
export class Talk {
	readonly #input = fakeInput();
	readonly #screen: headless.Terminal;
	readonly #written: { readonly error: string };
	readonly #code: Promise<number>;
	/** What was written since the last key. */
	#news = "";
	#isCursorShown = true;
	#look = () => {};

	constructor(line: string, { env = {}, cwd = process.cwd(), columns = 80, rows = 24 }: AtTerminal = {}) {
		const size = { cols: columns, rows };
		this.#screen = new headless.Terminal({
			...size,
			allowProposedApi: true,
			convertEol: true,
			scrollback: 10_000,
		});
		const { written, ...context } = fakeContext(
			{ ...NO_STATE, NO_COLOR: "1", ...env },
			{ columns, rows },
			this.#input.stream,
		);
		const write = (text: string) => {
			this.#news += text;
			for (const [, way] of text.matchAll(CURSOR)) this.#isCursorShown = way === "h";
			this.#screen.write(text);
			this.#look();
		};
		this.#written = written;
		this.#code = runCommandLine(line.split(" "), {
			...context,
			cwd,
			out: { ...context.out, write },
		}).catch((error) => {
			if (error instanceof Interrupted) return error.exitCode;
			throw error;
		});
	}

	/** Waits until this was written since the last key, and gives the screen of that moment. */
	async sees(text: string): Promise<string> {
		const seen = new Promise<null>((resolve) => {
			this.#look = () => {
				if (this.#news.includes(text)) resolve(null);
			};
			this.#look();
		});
		const code = await Promise.race([seen, this.#code]);
		const screen = await this.#now();
		if (code === null) return screen;
		throw new Error(
			`it ended with ${code}, and did not say ${JSON.stringify(text)}; the screen has:\n${screen}`,
		);
	}

	type(keys: string): void {
		this.#news = "";
		this.#input.type(keys);
	}

	/** Types, and gives the picture that comes of it. */
	changedBy(keys: string): Promise<string> {
		this.type(keys);
		return this.sees(DRAWN);
	}

	/** Types each of the keys when the text before it was written, and gives the screens of these moments. */
	async hears(...moments: readonly (readonly [sees: string, keys: string])[]): Promise<string[]> {
		const screens: string[] = [];
		for (const [text, keys] of moments) {
			screens.push(await this.sees(text));
			this.type(keys);
		}
		return screens;
	}

	async ended(): Promise<EndOfTalk> {
		const code = await this.#code;
		const screen = await this.#now();
		const isOwnScreen = this.#screen.buffer.active.type === "normal";
		const isGivenBack = isOwnScreen && this.#isCursorShown && !this.#input.isRaw();
		return { code, screen, error: this.#written.error, isGivenBack };
	}

	async #now(): Promise<string> {
		await new Promise<void>((resolve) => this.#screen.write("", resolve));
		const { active } = this.#screen.buffer;
		const lines = Array.from(
			{ length: active.length },
			(_, row) => active.getLine(row)?.translateToString(true) ?? "",
		);
		return lines.join("\n").trimEnd();
	}
}
