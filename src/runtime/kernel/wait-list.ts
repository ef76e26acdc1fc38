import { Waiter } from "./waiter.ts";

/** A waiter that stands in a list. */
export abstract class ListedWaiter<out T> extends Waiter<T> {
	/** @internal */
	previous: ListedWaiter<unknown> | null = null;
	/** @internal */
	following: ListedWaiter<unknown> | null = null;
	/** @internal */
	list: WaitList | null = null;
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
