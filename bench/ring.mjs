/** First in, first out: a circular buffer that doubles when it is full. */
export class Ring {
	#items = new Array(16);
	#head = 0;
	size = 0;

	push(item) {
		if (this.size === this.#items.length) this.#grow();
		this.#items[(this.#head + this.size++) & (this.#items.length - 1)] = item;
	}

	shift() {
		if (this.size === 0) return undefined;
		const item = this.#items[this.#head];
		this.#items[this.#head] = undefined;
		this.#head = (this.#head + 1) & (this.#items.length - 1);
		this.size--;
		return item;
	}

	#grow() {
		const grown = new Array(this.#items.length * 2);
		for (let index = 0; index < this.size; index++)
			grown[index] = this.#items[(this.#head + index) & (this.size - 1)];
		this.#items = grown;
		this.#head = 0;
	}
}
