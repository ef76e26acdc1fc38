import { kindOf } from "../kernel/arguments.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { RuntimeError } from "../kernel/errors.ts";
import type { EventLoop } from "../kernel/event-loop.ts";
import { type EndState, Future, PENDING } from "../kernel/future.ts";
import { textOf } from "../kernel/value-text.ts";
import type { Wait, WorkId } from "../observer.ts";

/**
 * A future for work outside of the loop: `fromPromise((signal) => fetch(url, { signal }))`. Cancelling it aborts the signal.
 * It needs the wall clock, since no virtual clock knows how long a promise takes. `label` says what it stands for.
 * @throws {RuntimeError} under virtual time, or if no loop runs
 */
export function fromPromise<T>(start: (signal: AbortSignal) => PromiseLike<T>, label = ""): Future<T> {
	const loop = getRunningLoop();
	if (typeof start !== "function")
		throw new TypeError(
			`fromPromise takes a function that answers a promise, not ${kindOf(start)}: fromPromise(() => …)`,
		);
	if (loop.isVirtual) {
		throw new RuntimeError(
			"fromPromise needs the wall clock: run the program with runLive(main()) instead of run(main())",
		);
	}
	const future = new OutsideFuture<T>(loop, label);
	future.follow(start);
	return future;
}

class OutsideFuture<T> extends Future<T> {
	readonly #controller = new AbortController();
	readonly #label: string;
	/** The observer's number for the work; 0: none. */
	#work: WorkId = 0;

	constructor(loop: EventLoop, label: string) {
		super(loop);
		this.#label = textOf(label);
	}

	follow(start: (signal: AbortSignal) => PromiseLike<T>): void {
		const promise = start(this.#controller.signal);
		if (typeof promise?.then !== "function")
			throw new TypeError(`the function of fromPromise answered ${kindOf(promise)}, not a promise`);
		this.#work = this.loop.observer?.workStarted(this.#label) ?? 0;
		promise.then(
			(value) => this.#arrive(() => this.setResult(value)),
			(error: unknown) => this.#arrive(() => this.setException(error)),
		);
		this.loop.outsideBegins();
	}

	override cancel(message?: string | null): boolean {
		const accepted = super.cancel(message);
		if (accepted) this.#controller.abort();
		return accepted;
	}

	/** @internal Once it is done, the loop no longer waits for its promise. */
	override settle(state: EndState, value: unknown): void {
		if (this.#work !== 0) this.loop.observer?.workEnded(this.#work);
		super.settle(state, value);
		this.loop.outsideEnded();
	}

	override describeWait(): Wait {
		return { kind: "outside", work: this.#work, label: this.#label };
	}

	/** The promise has settled; nobody waits for it any more if the future was cancelled. */
	#arrive(settle: () => void): void {
		if (this.state === PENDING) settle();
	}
}
