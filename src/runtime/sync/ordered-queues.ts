import { Queue, type Store } from "./queue.ts";

/** Last in, first out. CPython: queues.py, LifoQueue */
export class LifoQueue<T = unknown> extends Queue<T> {
	protected override makeStore(): Store<T> {
		return new Stack<T>();
	}
}

/**
 * Least first: numbers and strings by size, arrays like Python's tuples, item by item, objects by their `valueOf`. What can't be
 * compared is a TypeError of the put or get that has to, after which the item may be in the queue. CPython: queues.py, PriorityQueue
 */
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
		try {
			while (at > top) {
				const parent = (at - 1) >> 1;
				if (!isLess(item, items[parent])) break;
				items[at] = items[parent] as T;
				at = parent;
			}
		} finally {
			// Also where it can't be compared: it stays where it has got to.
			items[at] = item;
		}
	}

	/** Down to a leaf by the lesser child, then up to its place. CPython: heapq.py, _siftup */
	#sink(top: number): void {
		const items = this.#items;
		const item = items[top] as T;
		let at = top;
		try {
			for (let child = 2 * at + 1; child < items.length; child = 2 * at + 1) {
				const right = child + 1;
				const least = right < items.length && !isLess(items[child], items[right]) ? right : child;
				items[at] = items[least] as T;
				at = least;
			}
		} finally {
			items[at] = item;
		}
		this.#rise(top, at);
	}
}

/** Python's `a < b`. @throws {TypeError} if they can't be compared */
function isLess(a: unknown, b: unknown): boolean {
	if (typeof a === "number" && typeof b === "number") return a < b;
	if (Array.isArray(a) && Array.isArray(b)) return isLessByItems(a, b);
	const [one, other] = [comparable(a), comparable(b)];
	if (one === null || other === null || (typeof one === "string") !== (typeof other === "string"))
		throw incomparable(a, b);
	return one < other;
}

/** The first items that differ decide; where none does, the length. */
function isLessByItems(a: readonly unknown[], b: readonly unknown[]): boolean {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i += 1) if (!isEqual(a[i], b[i])) return isLess(a[i], b[i]);
	return a.length < b.length;
}

/** Python's `a is b or a == b`; but objects are equal to themselves alone, unless their `valueOf` says more. */
function isEqual(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (Array.isArray(a) && Array.isArray(b))
		return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
	const [one, other] = [comparable(a), comparable(b)];
	if (one === null || other === null || (typeof one === "string") !== (typeof other === "string"))
		return false;
	// By size, since 1 is 1n.
	return one <= other && one >= other;
}

/** What JavaScript compares a value by; null if nothing. */
function comparable(value: unknown): number | bigint | string | null {
	const plain: unknown = typeof value === "object" ? value?.valueOf?.() : value;
	if (typeof plain === "boolean") return Number(plain);
	return typeof plain === "number" || typeof plain === "bigint" || typeof plain === "string" ? plain : null;
}

function incomparable(a: unknown, b: unknown): TypeError {
	return new TypeError(
		`'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}': ` +
			"put [priority, number, item], with a number of its own for each item",
	);
}

function typeName(value: unknown): string {
	if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
	return value.constructor?.name || "object";
}
