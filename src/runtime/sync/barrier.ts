import { checkedNumber } from "../kernel/arguments.ts";
import type { Coroutine } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { builtIn, builtInKind } from "../kernel/define-coroutine.ts";
import { BrokenBarrierError, ValueError } from "../kernel/errors.ts";
import type { Body } from "../kernel/frame.ts";
import { Resource, type ResourceOptions } from "../kernel/resource.ts";
import type { Wait } from "../observer.ts";
import { Condition } from "./condition.ts";

type State = "filling" | "draining" | "resetting" | "broken";

const WAIT = builtInKind("Barrier.wait");
const RESET = builtInKind("Barrier.reset");
const ABORT = builtInKind("Barrier.abort");

/** Tasks wait at it until the number of its parties is there. CPython: locks.py, Barrier */
export class Barrier {
	/** How many tasks it takes. CPython: locks.py, Barrier.parties */
	readonly parties: number;
	readonly #condition: BarrierCondition;
	/** @internal */
	readonly resource: Resource;
	#state: State = "filling";
	/** @internal How many tasks are in it. */
	count = 0;

	/** @throws {ValueError} if `parties` is less than 1 */
	constructor(parties: number, options: ResourceOptions = {}) {
		checkedNumber("a barrier's parties are a number", parties, 'new Barrier(2, { name: "…" })');
		if (parties < 1) throw new ValueError("parties must be > 0");
		this.parties = parties;
		this.resource = new Resource("barrier", options, parties);
		this.#condition = new BarrierCondition(this.resource, options);
	}

	/** How many tasks wait at it while it fills. CPython: locks.py, Barrier.n_waiting */
	get nWaiting(): number {
		return this.#state === "filling" ? this.count : 0;
	}

	/** Whether it was aborted. CPython: locks.py, Barrier.broken */
	get broken(): boolean {
		return this.#state === "broken";
	}

	/** Waits until `parties` tasks do, and answers this task's number among them, from 0. CPython: locks.py, Barrier.wait @throws {BrokenBarrierError} if it is, or gets, reset or aborted */
	wait(): Coroutine<number> {
		return builtIn(
			WAIT,
			this.#within(() => this.#pass()),
		);
	}

	/** Makes it as new; whoever waits at it gets a BrokenBarrierError. CPython: locks.py, Barrier.reset */
	reset(): Coroutine<void> {
		return builtIn(
			RESET,
			this.#setState("reset", () => (this.count > 0 ? "resetting" : "filling")),
		);
	}

	/** Breaks it; whoever waits, or comes, gets a BrokenBarrierError. CPython: locks.py, Barrier.abort */
	abort(): Coroutine<void> {
		return builtIn(
			ABORT,
			this.#setState("aborted", () => "broken"),
		);
	}

	*#within<T>(body: () => Body<T>): Body<T> {
		return yield* this.#condition.with(body);
	}

	*#setState(use: "reset" | "aborted", next: () => State): Body<void> {
		const condition = this.#condition;
		const change = () => {
			this.#state = next();
			this.resource.used(use, this.count);
			condition.notifyAll();
		};
		yield* condition.with(function* () {
			change();
		});
	}

	*#pass(): Body<number> {
		yield* this.#untilOpen();
		try {
			const index = this.count;
			this.count += 1;
			this.resource.used("arrived", this.count);
			if (index + 1 === this.parties) this.#release();
			else yield* this.#untilReleased();
			return index;
		} finally {
			this.count -= 1;
			this.resource.used("left", this.count);
			this.#leave();
		}
	}

	/** Those who come while it drains or resets wait outside. */
	*#untilOpen(): Body<void> {
		yield* this.#condition.waitFor(() => this.#state !== "draining" && this.#state !== "resetting");
		if (this.#state === "broken") throw new BrokenBarrierError("Barrier aborted");
	}

	*#untilReleased(): Body<void> {
		yield* this.#condition.waitFor(() => this.#state !== "filling");
		if (this.#state === "broken" || this.#state === "resetting")
			throw new BrokenBarrierError("Abort or reset of barrier");
	}

	#release(): void {
		this.#state = "draining";
		this.#condition.notifyAll();
	}

	/** The last who leaves opens it again. */
	#leave(): void {
		if (this.count > 0) return;
		if (this.#state === "resetting" || this.#state === "draining") this.#state = "filling";
		this.#condition.notifyAll();
	}
}

/** The condition inside of a barrier: a wait for it is a wait for the barrier. */
class BarrierCondition extends Condition {
	readonly #barrier: Resource;

	constructor(barrier: Resource, options: ResourceOptions) {
		super(null, options);
		this.#barrier = barrier;
	}

	override describeWait(): Wait {
		return { kind: "barrier", resource: this.#barrier.bind(getRunningLoop()) };
	}

	/** The observer is told of arrivals and resets of the barrier itself. */
	protected override tellNotified(): void {}
}
