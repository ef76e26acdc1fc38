/** A growing list of whole numbers, kept unboxed. */
export class IntColumn {
	#values = new Int32Array(1024);
	length = 0;

	push(value: number): void {
		if (this.length === this.#values.length) this.#grow(this.length * 2);
		this.#values[this.length] = value;
		this.length += 1;
	}

	/** The value at `index`, 0 beyond the end. */
	at(index: number): number {
		return this.#values[index] ?? 0;
	}

	/** Sets the value at `index`; what lies between is 0. */
	set(index: number, value: number): void {
		if (index >= this.#values.length) this.#grow(Math.max(index + 1, this.#values.length * 2));
		this.#values[index] = value;
	}

	#grow(length: number): void {
		const values = new Int32Array(length);
		values.set(this.#values);
		this.#values = values;
	}
}

/** A growing list of numbers, kept unboxed. */
export class FloatColumn {
	#values = new Float64Array(1024);
	length = 0;

	push(value: number): void {
		if (this.length === this.#values.length) {
			const values = new Float64Array(this.length * 2);
			values.set(this.#values);
			this.#values = values;
		}
		this.#values[this.length] = value;
		this.length += 1;
	}

	at(index: number): number {
		return this.#values[index] ?? 0;
	}
}
