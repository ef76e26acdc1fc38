// Ctrl-C while programs run: they are broken off, wherever they are, and what was recorded is shown.

import { Script } from "node:vm";
import type { Recording } from "../recording/index.ts";
import type { Recorded, Take } from "../recording/record.ts";
import { EXIT } from "./errors.ts";

/** How long a program may run, in milliseconds, before the platform has its turn. */
const LONGEST_BURST = 10;

/** Under this name the script finds what it is to run. */
const WORK = Symbol.for("async-lessons.work");
let script: Script | null = null;

/** Whether Ctrl-C was typed while a program ran. */
export class Interruption {
	readonly #abort = new AbortController();
	readonly #onSignal = () => {
		// Somebody is in a hurry.
		if (this.happened) process.exit(EXIT.interrupted);
		this.#abort.abort();
	};

	get happened(): boolean {
		return this.#abort.signal.aborted;
	}

	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	/** It happened, and somebody else has heard of it. */
	note(): void {
		this.#abort.abort();
	}

	/** Notes it where it is what ended a run: that broke itself off, or its process has heard of Ctrl-C sooner than this one. */
	noteEnd({ end }: Recording): void {
		if (end?.how === "stopped" && end.by === "interrupt") this.note();
	}

	/** Listens to Ctrl-C while `work` goes on. */
	async during<T>(work: () => Promise<T>): Promise<T> {
		process.on("SIGINT", this.#onSignal);
		try {
			return await work();
		} finally {
			process.off("SIGINT", this.#onSignal);
		}
	}
}

/**
 * Runs a program to its end, or until it is interrupted. `afterBurst` is called now and then, while the program stands still: soon
 * at first, since of a process that is killed early nearly all is to be known.
 */
export async function recordToEnd(
	take: Take,
	interruption: Interruption,
	afterBurst?: () => void,
): Promise<Recorded> {
	for (
		let length = afterBurst === undefined ? LONGEST_BURST : 0;
		!interruption.happened;
		length = Math.min(length + LONGEST_BURST / 100, LONGEST_BURST)
	) {
		const burst = breakable(() => take.run(burstTimer(length)));
		afterBurst?.();
		if (burst === null) {
			const recorded = take.stopped();
			interruption.noteEnd(recorded);
			return recorded;
		}
		if (burst.value) return take.ended();
		await new Promise<void>((resolve) => setImmediate(resolve));
	}
	return take.stopped();
}

function burstTimer(length: number): () => boolean {
	const end = performance.now() + length;
	return () => performance.now() < end;
}

/** Runs `work`; null: SIGINT broke it off, wherever it was. No `finally` and no `catch` of it runs then. */
function breakable<T>(work: () => T): { readonly value: T } | null {
	let result: { readonly value: T } | null = null;
	Reflect.set(globalThis, WORK, () => {
		result = { value: work() };
	});
	script ??= new Script('globalThis[Symbol.for("async-lessons.work")]()');
	try {
		script.runInThisContext({ breakOnSigint: true });
		return result;
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED")
			return null;
		throw error;
	}
}

/** Breaks off, once, what runs in this process by {@link recordToEnd}. */
export function breakOffOnce(): () => void {
	let isDone = false;
	return () => {
		if (isDone) return;
		isDone = true;
		process.kill(process.pid, "SIGINT");
	};
}
