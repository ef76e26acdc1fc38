import type { Seconds } from "../observer.ts";

const ARITY = 4;
/** asyncio's own figures for sweeping cancelled timers out: base_events.py, _MIN_SCHEDULED_TIMER_HANDLES */
const SWEEP_FROM = 100;
const SWEEP_SHARE = 0.5;

/**
 * Timers by deadline, then by age. Keys lie in typed arrays apart from the items, so that sifting moves numbers only:
 * no pointer is written, and the garbage collector sees one array however many timers there are.
 */
export class TimerHeap<T> {
	// By place in the heap: deadline, age, and the slot that holds the item.
	#whens = new Float64Array(64);
	#ages = new Float64Array(64);
	#slots = new Int32Array(64);
	// By slot. An item that is null was cancelled and waits to be swept out.
	#items: (T | null)[] = [];
	#deadlines = new Float64Array(64);
	#free: number[] = [];
	#size = 0;
	#cancelled = 0;
	#age = 0;

	/** How many timers are set, the cancelled ones not counted. */
	get size(): number {
		return this.#size - this.#cancelled;
	}

	/** Sets a timer. The number answered is what {@link cancel} takes, until the item is taken out. */
	push(when: Seconds, item: T): number {
		if (this.#size === this.#whens.length) this.#grow();
		const slot = this.#free.length > 0 ? (this.#free.pop() as number) : this.#items.length;
		this.#items[slot] = item;
		this.#deadlines[slot] = when;
		this.#rise(this.#size++, when, this.#age++, slot);
		return slot;
	}

	cancel(slot: number): void {
		this.#items[slot] = null;
		this.#cancelled += 1;
		if (this.#size > SWEEP_FROM && this.#cancelled > this.#size * SWEEP_SHARE) this.#sweep();
	}

	/** The deadline of a timer that is set. */
	when(slot: number): Seconds {
		return this.#deadlines[slot] ?? Number.NaN;
	}

	/** The earliest deadline, or Infinity. */
	earliest(): Seconds {
		while (this.#size > 0 && this.#items[this.#slots[0] as number] === null) this.#dropCancelled();
		return this.#size > 0 ? (this.#whens[0] as number) : Number.POSITIVE_INFINITY;
	}

	/** Takes out the earliest timer that is due at `now`, null if none is. */
	takeDue(now: Seconds): T | null {
		if (this.#size === 0 || this.earliest() > now) return null;
		const slot = this.#slots[0] as number;
		const item = this.#items[slot] as T;
		this.#release(slot);
		this.#removeFirst();
		return item;
	}

	#dropCancelled(): void {
		this.#release(this.#slots[0] as number);
		this.#removeFirst();
		this.#cancelled -= 1;
	}

	#release(slot: number): void {
		this.#items[slot] = null;
		this.#free.push(slot);
	}

	#removeFirst(): void {
		const last = --this.#size;
		if (last === 0) return;
		this.#sink(0, this.#whens[last] as number, this.#ages[last] as number, this.#slots[last] as number);
	}

	#place(at: number, when: number, age: number, slot: number): void {
		this.#whens[at] = when;
		this.#ages[at] = age;
		this.#slots[at] = slot;
	}

	#rise(from: number, when: number, age: number, slot: number): void {
		const whens = this.#whens;
		let at = from;
		while (at > 0) {
			const parent = (at - 1) >> 2;
			const above = whens[parent] as number;
			// A new timer is the youngest, so among equals it stays below; a swept heap is built by sinking.
			if (above <= when) break;
			this.#place(at, above, this.#ages[parent] as number, this.#slots[parent] as number);
			at = parent;
		}
		this.#place(at, when, age, slot);
	}

	#sink(from: number, when: number, age: number, slot: number): void {
		const whens = this.#whens;
		const ages = this.#ages;
		const slots = this.#slots;
		const size = this.#size;
		let at = from;
		for (;;) {
			const first = at * ARITY + 1;
			if (first >= size) break;
			let least = first;
			let leastWhen = whens[first] as number;
			const end = first + ARITY < size ? first + ARITY : size;
			for (let child = first + 1; child < end; child += 1) {
				const childWhen = whens[child] as number;
				if (
					childWhen < leastWhen ||
					(childWhen === leastWhen && (ages[child] as number) < (ages[least] as number))
				) {
					least = child;
					leastWhen = childWhen;
				}
			}
			if (when < leastWhen || (when === leastWhen && age < (ages[least] as number))) break;
			whens[at] = leastWhen;
			ages[at] = ages[least] as number;
			slots[at] = slots[least] as number;
			at = least;
		}
		whens[at] = when;
		ages[at] = age;
		slots[at] = slot;
	}

	#sweep(): void {
		let kept = 0;
		for (let at = 0; at < this.#size; at += 1) {
			const slot = this.#slots[at] as number;
			if (this.#items[slot] === null) this.#free.push(slot);
			else this.#place(kept++, this.#whens[at] as number, this.#ages[at] as number, slot);
		}
		this.#size = kept;
		this.#cancelled = 0;
		for (let at = (kept - 2) >> 2; at >= 0; at -= 1) {
			this.#sink(at, this.#whens[at] as number, this.#ages[at] as number, this.#slots[at] as number);
		}
	}

	#grow(): void {
		const length = this.#whens.length * 2;
		const whens = new Float64Array(length);
		const ages = new Float64Array(length);
		const slots = new Int32Array(length);
		const deadlines = new Float64Array(length);
		deadlines.set(this.#deadlines);
		whens.set(this.#whens);
		ages.set(this.#ages);
		slots.set(this.#slots);
		this.#whens = whens;
		this.#ages = ages;
		this.#slots = slots;
		this.#deadlines = deadlines;
	}
}
