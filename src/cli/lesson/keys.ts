import { emitKeypressEvents, type Key } from "node:readline";
import type { ReadStream } from "node:tty";
import { Interrupted } from "../errors.ts";

/** What a reader may want. */
export type Wish = "next" | "back" | "stop";

const WISHES: Readonly<Record<string, Wish>> = {
	space: "next",
	return: "next",
	enter: "next",
	right: "next",
	down: "next",
	n: "next",
	b: "back",
	left: "back",
	up: "back",
	backspace: "back",
	q: "stop",
	escape: "stop",
};

/** Waits for a key that says something. The terminal is as before when it answers. @throws {Interrupted} on Ctrl-C */
export function nextWish(input: ReadStream): Promise<Wish> {
	return new Promise((resolve, reject) => {
		const finish = (end: () => void) => {
			input.off("keypress", onKey);
			input.setRawMode(false);
			input.pause();
			end();
		};
		const onKey = (_text: string | undefined, { name = "", ctrl = false }: Key) => {
			const wish = WISHES[name];
			if (ctrl && (name === "c" || name === "d")) {
				finish(() => reject(new Interrupted()));
			} else if (wish !== undefined && !ctrl) {
				finish(() => resolve(wish));
			}
		};
		emitKeypressEvents(input);
		input.on("keypress", onKey);
		input.setRawMode(true);
		input.resume();
	});
}
