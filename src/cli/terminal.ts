// The terminal while a command has it for itself: given back whatever ends or stops the command.

import { emitKeypressEvents, type Key as Keypress } from "node:readline";
import type { ReadStream } from "node:tty";
import { Interrupted } from "./errors.ts";

/** What a command changes about the terminal, and how it is undone. Both may be called several times. */
export interface TerminalMode {
	enter(): void;
	leave(): void;
}

/** The terminal that a command holds. */
export interface Held {
	/** Aborted when the command is interrupted; the reason is the {@link Interrupted}. */
	readonly signal: AbortSignal;
	/** Somebody typed Ctrl-C. */
	interrupt(): void;
	/** Somebody typed Ctrl-Z: the command stops with the terminal as it was, and takes it again when it goes on. */
	suspend(): void;
}

/** The exit codes of commands that a signal ends. */
const ENDED_BY = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Runs `work` with the terminal in this mode, and gives it back however that ends: also where a signal ends the command, or stops
 * it for a while.
 * @throws {Interrupted} on Ctrl-C, and on a signal that ends the command
 */
export async function holdTerminal<T>(mode: TerminalMode, work: (held: Held) => Promise<T>): Promise<T> {
	const interruption = new AbortController();
	const interrupt = (code: number) => interruption.abort(new Interrupted(code));
	let stay: NodeJS.Timeout | undefined;
	const suspend = () => {
		mode.leave();
		// With nothing to wait for the process would end before it hears that it goes on.
		stay = setInterval(() => {}, 1_000);
		// Without a listener of ours the signal does what it does to every program.
		process.off("SIGTSTP", suspend);
		process.kill(process.pid, "SIGTSTP");
	};
	const goOn = () => {
		clearInterval(stay);
		process.off("SIGTSTP", suspend);
		process.on("SIGTSTP", suspend);
		mode.enter();
	};
	const ends = Object.entries(ENDED_BY).map(([name, code]) => [name, () => interrupt(code)] as const);
	for (const [name, end] of ends) process.on(name, end);
	process.on("SIGTSTP", suspend);
	process.on("SIGCONT", goOn);
	process.on("exit", mode.leave);
	mode.enter();
	try {
		const held = { signal: interruption.signal, interrupt: () => interrupt(ENDED_BY.SIGINT), suspend };
		return await Promise.race([work(held), rejection(interruption.signal)]);
	} finally {
		process.off("exit", mode.leave);
		process.off("SIGCONT", goOn);
		process.off("SIGTSTP", suspend);
		for (const [name, end] of ends) process.off(name, end);
		mode.leave();
	}
}

/** Rejects with the signal's reason when it comes. */
function rejection(signal: AbortSignal): Promise<never> {
	return new Promise((_resolve, reject) => {
		if (signal.aborted) reject(signal.reason);
		signal.addEventListener("abort", () => reject(signal.reason), { once: true });
	});
}

/** A key that was typed: its name, and the text that it stands for, empty for none. */
export interface Key {
	readonly name: string;
	readonly text: string;
}

/** From now on keys arrive one by one, and are not shown. */
export function keysOf(input: ReadStream): void {
	emitKeypressEvents(input);
	input.setRawMode(true);
	input.resume();
}

/** Reads keys until `take` answers something of one. Ctrl-C and Ctrl-D interrupt, Ctrl-Z suspends. */
export function readKeys<T>(
	input: ReadStream,
	{ signal, interrupt, suspend }: Held,
	take: (key: Key) => T | undefined,
): Promise<T> {
	return new Promise((resolve) => {
		const onKey = (text: string | undefined, { name = "", ctrl = false }: Keypress) => {
			const answer = ctrl ? undefined : take({ name, text: text ?? "" });
			if (ctrl && (name === "c" || name === "d")) interrupt();
			else if (ctrl && name === "z") suspend();
			else if (answer !== undefined) {
				input.off("keypress", onKey);
				resolve(answer);
			}
		};
		input.on("keypress", onKey);
		signal.addEventListener("abort", () => input.off("keypress", onKey), { once: true });
	});
}
