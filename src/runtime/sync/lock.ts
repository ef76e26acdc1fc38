import type { Scoped } from "../kernel/awaitable.ts";
import { type Coroutine, trackCreated } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { RuntimeError } from "../kernel/errors.ts";
import { Resource, type ResourceOptions } from "../kernel/resource.ts";
import { running } from "../kernel/running.ts";
import type { Suspended } from "../kernel/suspension.ts";
import { ListedWaiter, WaitList } from "../kernel/wait-list.ts";
import type { Wait } from "../observer.ts";
import { type Held, holding } from "./with.ts";

/** A lock for tasks. It is fair, and it is not re-entrant. CPython: locks.py, Lock */
export class Lock implements Held {
	/** @internal */
	readonly resource: Resource;
	/** @internal Those that wait, or were woken or cancelled and have not run since. */
	readonly waiters = new WaitList();
	/** @internal Of the waiters, those not cancelled. */
	waitingCount = 0;
	#isLocked = false;

	/** Nobody holds it at first. */
	constructor(options: ResourceOptions = {}) {
		this.resource = new Resource("lock", options);
	}

	/** Whether it is held. CPython: locks.py, Lock.locked */
	locked(): boolean {
		return this.#isLocked;
	}

	/** Takes it, after everybody who came before, and answers true. CPython: locks.py, Lock.acquire */
	acquire(): Coroutine<true> {
		return trackCreated(new LockAcquire(this));
	}

	/** Gives it back; whoever waits first is woken. CPython: locks.py, Lock.release @throws {RuntimeError} if it is not held */
	release(): void {
		if (!this.#isLocked) throw new RuntimeError("Lock is not acquired.");
		this.#isLocked = false;
		this.resource.holders.remove(running.task);
		this.resource.used("released", 0);
		this.wakeFirst();
	}

	/** Runs `body` with it held, and answers what it returns. CPython: locks.py, async with lock */
	with<T>(body: Scoped<[], T>): Coroutine<T> {
		return holding(this, body);
	}

	/** @internal The running task has it. */
	take(): true {
		this.#isLocked = true;
		this.resource.holders.add(running.task);
		this.resource.used("acquired", 1);
		return true;
	}

	/** @internal Wakes the first waiter, unless it was woken or cancelled already: then it sees to the next when it runs. */
	wakeFirst(): void {
		this.waiters.first?.wake("handed");
	}
}

class LockAcquire extends ListedWaiter<true> {
	private readonly lock: Lock;

	constructor(lock: Lock) {
		super();
		this.lock = lock;
	}

	get name(): string {
		return "Lock.acquire";
	}

	describeWait(): Wait {
		return { kind: "lock", resource: this.lock.resource.bind(getRunningLoop()) };
	}

	protected begin(): IteratorResult<Suspended, true> {
		const lock = this.lock;
		if (!lock.locked() && lock.waitingCount === 0) return this.answer(lock.take());
		lock.resource.bind(getRunningLoop());
		const suspended = this.suspendIn(lock.waiters);
		lock.waitingCount += 1;
		return suspended;
	}

	protected resume(): IteratorReturnResult<true> {
		this.lock.waiters.remove(this);
		this.lock.waitingCount -= 1;
		return this.answer(this.lock.take());
	}

	protected override onCancel(): void {
		this.lock.waitingCount -= 1;
	}

	protected override onFailure(): void {
		if (!this.isCancelled) this.lock.waitingCount -= 1;
		this.lock.waiters.remove(this);
		if (!this.lock.locked()) this.lock.wakeFirst();
	}
}
