import { RuntimeError } from "./errors.ts";
import { running } from "./running.ts";
import type { Suspended } from "./suspension.ts";

/** Made, and not awaited yet. */
export const CREATED = 0;
/** A task was made of it, and has not run yet. */
export const TASKED = 1;
/** Somebody awaits it; its body has not begun. */
export const CLAIMED = 2;
/** Its body has begun. */
export const BEGUN = 3;
/** Its body has ended, or it was closed. */
export const ENDED = 4;
/** Of a wait, for which BEGUN means that it waits: it is over, and the task is ready but has not run yet. */
export const WOKEN = 5;
/** The same, after a cancellation. */
export const INTERRUPTED = 6;

/** @internal How far a coroutine has come. */
export type CoroutineState =
	| typeof CREATED
	| typeof TASKED
	| typeof CLAIMED
	| typeof BEGUN
	| typeof ENDED
	| typeof WOKEN
	| typeof INTERRUPTED;

/**
 * A call of a coroutine function. Nothing of it runs until it is awaited with `yield*` or made a task, which can be
 * done once.
 * Python: a coroutine object
 */
export abstract class Coroutine<out T> {
	/** @internal */
	state: CoroutineState = CREATED;

	/** The coroutine function's name, empty if it has none. */
	abstract get name(): string;

	/** What lanes and messages call it: by default the name and the first argument. */
	abstract get label(): string;

	/**
	 * Awaits it: `yield* coroutine`.
	 * @throws {RuntimeError} if it is, or was, awaited already
	 */
	[Symbol.iterator](): Iterator<Suspended, T, unknown> {
		this.claim();
		return this;
	}

	/** @internal Begins the body, or hands its result to who awaits it. */
	abstract next(value?: unknown): IteratorResult<Suspended, T>;

	/** @internal */
	abstract throw(error: unknown): IteratorResult<Suspended, T>;

	/** @internal Only a loop that is left calls it; `yield*` never does, since no task is ended by return(). */
	abstract return(): never;

	/** Gives it up: it is not reported as never awaited. Python: coroutine.close */
	close(): void {
		if (this.state === CREATED) this.state = ENDED;
	}

	/** @internal Takes it for who awaits it. */
	claim(): void {
		if (this.state > TASKED) {
			running.loop?.observer?.coroutineAwaitedTwice(this);
			throw new RuntimeError(
				this.state === ENDED
					? "cannot reuse already awaited coroutine"
					: "coroutine is being awaited already",
			);
		}
		this.state = CLAIMED;
	}
}

/** Tells the observer that a coroutine was made, which reports it at the end if it was never awaited. */
export function trackCreated<C extends Coroutine<unknown>>(coroutine: C): C {
	if (running.loop !== null && running.loop.observer !== null)
		running.loop.observer.coroutineCreated(coroutine);
	return coroutine;
}
