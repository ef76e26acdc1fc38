import { type Coroutine, trackCreated } from "../kernel/coroutine.ts";
import { getRunningLoop } from "../kernel/current.ts";
import { Resource, type ResourceOptions } from "../kernel/resource.ts";
import { RoomWait, type WaitingRoom, WaitList } from "../kernel/wait-list.ts";
import type { Wait } from "../observer.ts";

/** A flag that tasks can wait for. CPython: locks.py, Event */
export class Event implements WaitingRoom {
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
		return trackCreated(new RoomWait("Event.wait", this, true));
	}
	/** @internal */
	isOpen(): boolean {
		return this.#isSet;
	}

	/** @internal */
	describeWait(): Wait {
		return { kind: "event", resource: this.resource.bind(getRunningLoop()) };
	}
}
