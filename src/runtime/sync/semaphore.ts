import { checkedNumber } from "../kernel/arguments.ts";
import type { Scoped } from "../kernel/awaitable.ts";
import { type Coroutine, trackCreated } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { ValueError } from "../kernel/errors.ts";
import { Resource, type ResourceOptions } from "../kernel/resource.ts";
import { running } from "../kernel/running.ts";
import type { Suspended } from "../kernel/suspension.ts";
import type { Task } from "../kernel/task.ts";
import { ListedWaiter, WaitList } from "../kernel/wait-list.ts";
import type { Wait } from "../observer.ts";
import { type Held, holding } from "./with.ts";

/** A number of permits. It is fair: who comes late waits, even where a permit is free. CPython: locks.py, Semaphore */
export class Semaphore implements Held {
	/** @internal */
	readonly resource: Resource;
	/** @internal Those that were neither woken nor cancelled. */
	readonly waiters = new WaitList();
	/** @internal How many wait, or were woken and have not run since. */
	waitingCount = 0;
	#value: number;

	/** @throws {ValueError} if `value` is less than 0 */
	constructor(value = 1, options: ResourceOptions = {}) {
		checkedNumber("a semaphore's value is a number", value, 'new Semaphore(1, { name: "…" })');
		if (value < 0) throw new ValueError("Semaphore initial value must be >= 0");
		this.#value = value;
		this.resource = new Resource("semaphore", options, value);
	}

	/** Whether acquiring would have to wait. CPython: locks.py, Semaphore.locked */
	locked(): boolean {
		return this.#value === 0 || this.waitingCount > 0;
	}

	/** Takes a permit, after everybody who came before, and answers true. CPython: locks.py, Semaphore.acquire */
	acquire(): Coroutine<true> {
		return trackCreated(new SemaphoreAcquire(this));
	}

	/** Gives a permit back; whoever waits first is handed it. CPython: locks.py, Semaphore.release */
	release(): void {
		this.#value += 1;
		this.resource.holders.remove(running.task);
		this.resource.used("released", this.inUse);
		this.#wakeNext();
	}

	/** Runs `body` with a permit, and answers what it returns. CPython: locks.py, async with semaphore */
	with<T>(body: Scoped<[], T>): Coroutine<T> {
		return holding(this, body);
	}

	/** @internal How many permits are taken. */
	get inUse(): number {
		return this.resource.capacity - this.#value;
	}

	/** @internal The running task takes a free permit. */
	take(): true {
		this.#value -= 1;
		this.#hold(running.task);
		this.resource.used("acquired", this.inUse);
		return true;
	}

	/** @internal A permit that was handed over is not wanted any more. */
	putBack(waiter: SemaphoreAcquire): void {
		this.#value += 1;
		this.resource.holders.remove(waiter.task);
		this.resource.used("put-back", this.inUse, waiter.task);
	}

	/** @internal Those who came while others were before them may go on, as far as the permits last. */
	wakeAllowed(): void {
		while (this.#value > 0 && this.#wakeNext());
	}

	/** Where there was no permit at first each is a signal of somebody: who takes it has nothing to give back. */
	#hold(task: Task<unknown> | null): void {
		if (this.resource.capacity > 0) this.resource.holders.add(task);
	}

	#wakeNext(): boolean {
		const next = this.waiters.shift();
		if (next === null) return false;
		this.#value -= 1;
		this.#hold(next.task);
		this.resource.used("handed", this.inUse, next.task);
		return next.wake("handed");
	}
}

/** A semaphore that can't be given back more permits than it had at first. CPython: locks.py, BoundedSemaphore */
export class BoundedSemaphore extends Semaphore {
	/** @throws {ValueError} if all permits are there already */
	override release(): void {
		if (this.inUse <= 0) throw new ValueError("BoundedSemaphore released too many times");
		super.release();
	}
}

class SemaphoreAcquire extends ListedWaiter<true> {
	private readonly semaphore: Semaphore;

	constructor(semaphore: Semaphore) {
		super();
		this.semaphore = semaphore;
	}

	get name(): string {
		return "Semaphore.acquire";
	}

	describeWait(): Wait {
		return { kind: "semaphore", resource: this.semaphore.resource.bind(getRunningLoop()) };
	}

	protected begin(): IteratorResult<Suspended, true> {
		const semaphore = this.semaphore;
		if (!semaphore.locked()) return this.answer(semaphore.take());
		semaphore.resource.bind(getRunningLoop());
		const suspended = this.suspendIn(semaphore.waiters);
		semaphore.waitingCount += 1;
		return suspended;
	}

	protected resume(): IteratorReturnResult<true> {
		const semaphore = this.semaphore;
		semaphore.waitingCount -= 1;
		semaphore.resource.used("acquired", semaphore.inUse);
		semaphore.wakeAllowed();
		return this.answer(true);
	}

	protected override onCancel(): void {
		this.semaphore.waiters.remove(this);
		this.semaphore.waitingCount -= 1;
	}

	protected override onFailure(): void {
		if (!this.isCancelled) {
			this.semaphore.waitingCount -= 1;
			this.semaphore.putBack(this);
		}
		this.semaphore.wakeAllowed();
	}
}
