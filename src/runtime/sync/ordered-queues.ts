import { Queue, type Store } from "./queue.ts";

/** Last in, first out. CPython: queues.py, LifoQueue */
export class LifoQueue<T = unknown> extends Queue<T> {
	protected override makeStore(): Store<T> {
		return new Stack<T>();
	}
}

/** Least first: numbers and strings by size, arrays like Python's tuples, item by item. CPython: queues.py, PriorityQueue */
export class PriorityQueue<T = unknown> extends Queue<T> {
	protected override makeStore(): Store<T> {
		return new Heap<T>();
	}
}

class Stack<T> implements Store<T> {
	readonly #items: T[] = [];

	get length(): number {
		return this.#items.length;
	}

	push(item: T): void {
		this.#items.push(item);
	}

	shift(): T | undefined {
		return this.#items.pop();
	}
}

/** Moves items exactly as Python's heapq does, so that equals come out in the same order. */
class Heap<T> implements Store<T> {
	readonly #items: T[] = [];

	get length(): number {
		return this.#items.length;
	}

	push(item: T): void {
		this.#items.push(item);
		this.#rise(0, this.#items.length - 1);
	}

	shift(): T | undefined {
		const items = this.#items;
		const last = items.pop();
		if (last === undefined || items.length === 0) return last;
		const [least] = items;
		items[0] = last;
		this.#sink(0);
		return least;
	}

	/** CPython: heapq.py, _siftdown */
	#rise(top: number, from: number): void {
		const items = this.#items;
		const item = items[from] as T;
		let at = from;
		while (at > top) {
			const parent = (at - 1) >> 1;
			if (!isLess(item, items[parent])) break;
			items[at] = items[parent] as T;
			at = parent;
		}
		items[at] = item;
	}

	/** Down to a leaf by the lesser child, then up to its place. CPython: heapq.py, _siftup */
	#sink(top: number): void {
		const items = this.#items;
		const item = items[top] as T;
		let at = top;
		for (let child = 2 * at + 1; child < items.length; child = 2 * at + 1) {
			const right = child + 1;
			const least = right < items.length && !isLess(items[child], items[right]) ? right : child;
			items[at] = items[least] as T;
			at = least;
		}
		items[at] = item;
		this.#rise(top, at);
	}
}

function isLess(a: unknown, b: unknown): boolean {
	if (!Array.isArray(a) || !Array.isArray(b)) return (a as number) < (b as number);
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i += 1) {
		if (isLess(a[i], b[i])) return true;
		if (isLess(b[i], a[i])) return false;
	}
	return a.length < b.length;
}
