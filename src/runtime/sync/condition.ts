import { kindOf, withText } from "../kernel/arguments.ts";
import type { Scoped } from "../kernel/awaitable.ts";
import type { Coroutine } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { builtIn, builtInKind } from "../kernel/define-coroutine.ts";
import { CancelledError, RuntimeError } from "../kernel/errors.ts";
import type { Body } from "../kernel/frame.ts";
import { Resource, type ResourceOptions } from "../kernel/resource.ts";
import { RoomWait, type WaitingRoom, WaitList } from "../kernel/wait-list.ts";
import type { Wait } from "../observer.ts";
import { Lock } from "./lock.ts";
import { type Held, holding } from "./with.ts";

const WAIT = builtInKind("Condition.wait");
const WAIT_FOR = builtInKind("Condition.waitFor");

/** A lock whose holder can wait, giving it up meanwhile, until another holder says that something has changed. CPython: locks.py, Condition */
export class Condition implements Held, WaitingRoom {
	/** @internal */
	readonly resource: Resource;
	readonly #lock: Lock;
	/** @internal */
	readonly waiters = new WaitList();

	/** @throws {TypeError} if `lock` is no Lock */
	constructor(lock: Lock | null = null, options: ResourceOptions = {}) {
		if (lock !== null && !(lock instanceof Lock))
			throw new TypeError(
				`a condition's lock is a Lock or null, not ${kindOf(lock)}: ${withText('new Condition(null, { name: "…" })', lock)}`,
			);
		this.#lock = lock ?? new Lock(options.name === undefined ? {} : { name: `${options.name}.lock` });
		this.resource = new Resource("condition", options, 0, this.#lock.resource);
	}

	/** Whether its lock is held. CPython: locks.py, Condition.locked */
	locked(): boolean {
		return this.#lock.locked();
	}

	/** Takes its lock. CPython: locks.py, Condition.acquire */
	acquire(): Coroutine<true> {
		return this.#lock.acquire();
	}

	/** Gives its lock back. CPython: locks.py, Condition.release @throws {RuntimeError} if it is not held */
	release(): void {
		this.#lock.release();
	}

	/** Runs `body` with its lock held, and answers what it returns. CPython: locks.py, async with condition */
	with<T>(body: Scoped<[], T>): Coroutine<T> {
		return holding(this, body);
	}

	/**
	 * Gives the lock up, waits to be notified, takes the lock again, and answers true. It may be woken without need: look again at
	 * what you waited for, or use `waitFor`. CPython: locks.py, Condition.wait
	 * @throws {RuntimeError} if the lock is not held
	 */
	wait(): Coroutine<true> {
		return builtIn(WAIT, this.#wait());
	}

	/** Waits until `predicate` answers something true, and answers that. CPython: locks.py, Condition.wait_for */
	waitFor<T>(predicate: () => T): Coroutine<T> {
		return builtIn(WAIT_FOR, this.#waitFor(predicate));
	}

	/** Wakes `n` of those who wait. CPython: locks.py, Condition.notify @throws {RuntimeError} if the lock is not held */
	notify(n = 1): void {
		if (!this.locked()) throw new RuntimeError("cannot notify on un-acquired lock");
		this.tellNotified(Math.min(n, this.waiters.length));
		this.#wake(n);
	}

	/** Wakes all who wait. CPython: locks.py, Condition.notify_all @throws {RuntimeError} if the lock is not held */
	notifyAll(): void {
		this.notify(this.waiters.length);
	}

	/** @internal */
	isOpen(): boolean {
		return false;
	}

	/** @internal */
	describeWait(): Wait {
		return { kind: "condition", resource: this.resource.bind(getRunningLoop()) };
	}

	/** Tells the observer how many are woken. */
	protected tellNotified(woken: number): void {
		this.resource.used("notified", woken);
	}

	*#wait(): Body<true> {
		if (!this.locked()) throw new RuntimeError("cannot wait on un-acquired lock");
		// Binds it to the loop, as CPython does; an observer sees its number before a wait for it.
		this.describeWait();
		const waiter = new RoomWait("Condition.wait", this, undefined);
		this.release();
		try {
			try {
				yield* waiter;
			} catch (error) {
				yield* this.#reacquire();
				throw error;
			}
			yield* this.#reacquire();
			return true;
		} catch (error) {
			// A task that leaves with an error may have been notified: the notification goes to another.
			this.#wake(1);
			throw error;
		}
	}

	/** Takes the lock again, also where the task is cancelled meanwhile: that is raised when it has it. */
	*#reacquire(): Body<void> {
		let cancelled: CancelledError | null = null;
		for (;;) {
			try {
				yield* this.acquire();
				break;
			} catch (error) {
				if (!(error instanceof CancelledError)) throw error;
				cancelled = error;
			}
		}
		if (cancelled !== null) throw cancelled;
	}

	*#waitFor<T>(predicate: () => T): Body<T> {
		let result = predicate();
		while (!result) {
			yield* this.wait();
			result = predicate();
		}
		return result;
	}

	#wake(n: number): void {
		for (let left = n; left > 0; left -= 1) this.waiters.shift()?.wake("result");
	}
}
