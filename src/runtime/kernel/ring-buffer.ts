/** A queue of constant cost at both ends: what is ready, and what a queue holds. */
export class RingBuffer<T> {
	#slots: (T | undefined)[] = new Array(16);
	#head = 0;
	#mask = 15;
	/** How many items it holds. */
	length = 0;

	push(item: T): void {
		if (this.length > this.#mask) this.#grow();
		this.#slots[(this.#head + this.length) & this.#mask] = item;
		this.length += 1;
	}

	/** Takes the oldest item. Ask for `length` first: of an empty buffer it answers undefined. */
	shift(): T | undefined {
		const head = this.#head;
		const item = this.#slots[head];
		if (this.length === 0) return undefined;
		this.#slots[head] = undefined;
		this.#head = (head + 1) & this.#mask;
		this.length -= 1;
		return item;
	}

	/** The items, oldest first, left where they are. */
	*[Symbol.iterator](): Generator<T, void> {
		for (let i = 0; i < this.length; i += 1) yield this.#slots[(this.#head + i) & this.#mask] as T;
	}

	#grow(): void {
		const slots = this.#slots;
		const bigger: (T | undefined)[] = new Array(slots.length * 2);
		for (let i = 0; i < this.length; i += 1) bigger[i] = slots[(this.#head + i) & this.#mask];
		this.#slots = bigger;
		this.#head = 0;
		this.#mask = bigger.length - 1;
	}
}
