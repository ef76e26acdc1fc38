import type { Wait } from "../observer.ts";
import type { Suspended } from "./suspension.ts";
import { Waiter } from "./waiter.ts";

/** A waiter that stands in a list until it is woken. */
export abstract class ListedWaiter<out T> extends Waiter<T> {
	/** @internal */
	previous: ListedWaiter<unknown> | null = null;
	/** @internal */
	following: ListedWaiter<unknown> | null = null;
	/** @internal The list in which it stands. */
	list: WaitList | null = null;

	/** Suspends it at the end of `waiters`. */
	protected suspendIn(waiters: WaitList): IteratorYieldResult<Suspended> {
		const suspended = this.suspend();
		waiters.add(this);
		return suspended;
	}

	protected override onCancel(): void {
		this.list?.remove(this);
	}
}

/** Where tasks wait until somebody wakes them. */
export interface WaitingRoom {
	/** @internal */
	readonly waiters: WaitList;
	/** @internal Whether nobody has to wait. */
	isOpen(): boolean;
	/** @internal */
	describeWait(): Wait;
}

/** A wait in a room that is not open. It answers `result`. */
export class RoomWait<out T> extends ListedWaiter<T> {
	readonly name: string;
	private readonly room: WaitingRoom;
	private readonly result: T;

	constructor(name: string, room: WaitingRoom, result: T) {
		super();
		this.name = name;
		this.room = room;
		this.result = result;
	}

	describeWait(): Wait {
		return this.room.describeWait();
	}

	protected begin(): IteratorResult<Suspended, T> {
		if (this.room.isOpen()) return this.resume();
		// Binds the room to the loop: an observer has to know its number before the wait.
		this.room.describeWait();
		return this.suspendIn(this.room.waiters);
	}

	protected resume(): IteratorReturnResult<T> {
		return this.answer(this.result);
	}
}

/** Waiters in order of arrival. Leaving from the middle costs no more than from the front. */
export class WaitList {
	#first: ListedWaiter<unknown> | null = null;
	#last: ListedWaiter<unknown> | null = null;
	#length = 0;

	get length(): number {
		return this.#length;
	}

	get first(): ListedWaiter<unknown> | null {
		return this.#first;
	}

	add(waiter: ListedWaiter<unknown>): void {
		waiter.list = this;
		waiter.previous = this.#last;
		if (this.#last === null) this.#first = waiter;
		else this.#last.following = waiter;
		this.#last = waiter;
		this.#length += 1;
	}

	/** Takes it out; nothing happens if it is out already. */
	remove(waiter: ListedWaiter<unknown>): void {
		if (waiter.list !== this) return;
		if (waiter.previous === null) this.#first = waiter.following;
		else waiter.previous.following = waiter.following;
		if (waiter.following === null) this.#last = waiter.previous;
		else waiter.following.previous = waiter.previous;
		waiter.list = null;
		waiter.previous = null;
		waiter.following = null;
		this.#length -= 1;
	}

	/** Takes the first out. */
	shift(): ListedWaiter<unknown> | null {
		const first = this.#first;
		if (first !== null) this.remove(first);
		return first;
	}
}
