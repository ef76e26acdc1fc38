// A command in a pseudo-terminal, with its screen read back.

import { type IPty, spawn } from "@lydell/node-pty";
import headless from "@xterm/headless";
import { BINARY } from "../cli/start-async-lessons.ts";

/** How a command ended, and what it left behind. */
export interface Left {
	readonly exitCode: number;
	/** What stands on the screen, without empty lines at its end. */
	readonly screen: readonly string[];
	/** Whether the other screen, which pictures that move have for themselves, is shown still. */
	readonly isOtherScreen: boolean;
	readonly isCursorHidden: boolean;
	/** Whether the terminal is as the shell wants it: keys are shown, lines are edited, Ctrl-C is a signal. */
	readonly isCooked: boolean;
}

/** Ends a line that the shell prints once the command has ended. */
const ENDED = "ended-with";

/** A shell in a terminal, which runs the command in the foreground as a user's would. */
export class Terminal {
	readonly #pty: IPty;
	readonly #screen: headless.Terminal;
	#raw = "";
	#exit: Promise<void>;

	/**
	 * Starts `async-lessons` with these arguments in a terminal of so many columns and rows, in the folder `cwd`.
	 * @param knowsSize false: a terminal that says 0 of both, as a serial line does
	 */
	constructor(args: readonly string[], cwd: string, columns = 80, rows = 24, knowsSize = true) {
		this.#screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 10_000 });
		const command = [process.execPath, BINARY, ...args].map((word) => `'${word}'`).join(" ");
		// Job control as in a shell that somebody types into: Ctrl-Z stops the command, fg goes on with it.
		const size = knowsSize ? "" : "stty columns 0 rows 0;";
		const script = `${size} set -m; stty -a | tr -s '; ' '\n' | grep -cE '^(icanon|echo|isig)$' > before; ${command}; code=$?; while [ $code -eq 148 ]; do echo stopped; read -r _; echo fg-again; fg; code=$?; done; stty -a | tr -s '; ' '\n' | grep -cE '^(icanon|echo|isig)$' > after; echo; echo ${ENDED} $code $(cat before) $(cat after)`;
		const env = {
			...process.env,
			TERM: "xterm-256color",
			LANG: "C.UTF-8",
			HOME: cwd,
			XDG_CONFIG_HOME: cwd,
			XDG_STATE_HOME: "",
			NO_COLOR: "",
		};
		this.#pty = spawn("bash", ["--norc", "-c", script], { cols: columns, rows, cwd, env });
		this.#pty.onData((data) => {
			this.#raw += data;
			this.#screen.write(data);
		});
		this.#exit = new Promise((resolve) => this.#pty.onExit(() => resolve()));
	}

	resize(columns: number, rows: number): void {
		this.#screen.resize(columns, rows);
		this.#pty.resize(columns, rows);
	}

	/** All that was written, escape sequences included. */
	get raw(): string {
		return this.#raw;
	}

	/** What stands on the screen and above it, without empty lines at its end. */
	get screen(): string {
		return this.#lines().join("\n").trimEnd();
	}

	type(keys: string): void {
		this.#pty.write(keys);
	}

	/** Sends a signal to the command, and not to the shell around it. */
	async signal(name: NodeJS.Signals): Promise<void> {
		process.kill(await this.#pidOfCommand(), name);
	}

	/** Waits until the text stands on the screen. */
	async sees(text: string): Promise<void> {
		await this.#until(() => this.#lines().some((line) => line.includes(text)), `"${text}" on the screen`);
	}

	/** Waits until a picture that has begun is drawn to its end. */
	async drawn(): Promise<void> {
		await this.#until(() => this.#raw.endsWith("\x1b[?2026l"), "the end of a picture");
		await new Promise<void>((resolve) => this.#screen.write("", resolve));
	}

	/** Types, or is resized, and waits until the picture that comes of it is drawn to its end. */
	async changedBy(keys: string | (() => void)): Promise<string> {
		const { length } = this.#raw;
		if (typeof keys === "string") this.type(keys);
		else keys();
		await this.#until(() => this.#raw.length > length, "another picture");
		await this.drawn();
		return this.screen;
	}

	/** Waits until the text was written, whether or not it stands there still. */
	async wrote(text: string): Promise<void> {
		await this.#until(() => this.#raw.includes(text), `"${text}" to be written`);
	}

	/** Waits for the end, and for a little longer: nothing is to be drawn after it. */
	async ended(): Promise<Left> {
		await this.#exit;
		await new Promise<void>((resolve) => this.#screen.write("", resolve));
		const lines = this.#lines();
		const end = lines.findIndex((line) => line.startsWith(ENDED));
		const [, code, before, after] = (lines[end] ?? "").split(" ");
		const visible = [...this.#raw.matchAll(/\[\?25([hl])/g)].at(-1)?.[1] ?? "h";
		return {
			exitCode: Number(code),
			screen: lines.slice(0, end).join("\n").trimEnd().split("\n"),
			isOtherScreen: this.#screen.buffer.active.type === "alternate",
			isCursorHidden: visible === "l",
			isCooked: before === after,
		};
	}

	async #pidOfCommand(): Promise<number> {
		const { readFileSync, readdirSync } = await import("node:fs");
		const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
		for (const pid of children) {
			try {
				const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
				const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
				if (
					parent === this.#pty.pid &&
					readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("async-lessons")
				)
					return Number(pid);
			} catch {
				// It has ended in the meantime.
			}
		}
		throw new Error("the command does not run");
	}

	#lines(): string[] {
		const { active } = this.#screen.buffer;
		return Array.from(
			{ length: active.length },
			(_, row) => active.getLine(row)?.translateToString(true) ?? "",
		);
	}

	async #until(isSo: () => boolean, what: string): Promise<void> {
		for (let round = 0; round < 9_000; round += 1) {
			if (isSo()) return;
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		throw new Error(`waited in vain for ${what}; the screen has:\n${this.screen}`);
	}
}
