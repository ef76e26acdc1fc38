import { type Coroutine, trackCreated } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { Resource, type ResourceOptions } from "../kernel/resource.ts";
import type { Suspended } from "../kernel/suspension.ts";
import { ListedWaiter, WaitList } from "../kernel/wait-list.ts";
import type { Wait } from "../observer.ts";

/** A flag that tasks can wait for. CPython: locks.py, Event */
export class Event {
	/** @internal */
	readonly resource: Resource;
	/** @internal */
	readonly waiters = new WaitList();
	#isSet = false;

	/** It is not set at first. */
	constructor(options: ResourceOptions = {}) {
		this.resource = new Resource("event", options);
	}

	/** Whether it is set. CPython: locks.py, Event.is_set */
	isSet(): boolean {
		return this.#isSet;
	}

	/** Sets it, and wakes all who wait. CPython: locks.py, Event.set */
	set(): void {
		if (this.#isSet) return;
		this.#isSet = true;
		this.resource.used("set", 1);
		for (let waiter = this.waiters.shift(); waiter !== null; waiter = this.waiters.shift())
			waiter.wake("result");
	}

	/** Whoever waits from now on waits for the next `set`. CPython: locks.py, Event.clear */
	clear(): void {
		if (this.#isSet) this.resource.used("cleared", 0);
		this.#isSet = false;
	}

	/** Waits until it is set, and answers true. CPython: locks.py, Event.wait */
	wait(): Coroutine<true> {
		return trackCreated(new EventWait(this));
	}
}

class EventWait extends ListedWaiter<true> {
	private readonly event: Event;

	constructor(event: Event) {
		super();
		this.event = event;
	}

	get name(): string {
		return "Event.wait";
	}

	describeWait(): Wait {
		return { kind: "event", resource: this.event.resource.bind(getRunningLoop()) };
	}

	protected begin(): IteratorResult<Suspended, true> {
		if (this.event.isSet()) return this.answer(true);
		this.event.resource.bind(getRunningLoop());
		const suspended = this.suspend();
		this.event.waiters.add(this);
		return suspended;
	}

	protected resume(): IteratorReturnResult<true> {
		return this.answer(true);
	}

	protected override onCancel(): void {
		this.event.waiters.remove(this);
	}
}
