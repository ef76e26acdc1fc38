const CHUNK_BITS = 12;
const CHUNK_MASK = (1 << CHUNK_BITS) - 1;

/** A growing list of numbers, kept unboxed in chunks, so that a long list is never copied to grow. */
export class FloatColumn {
	readonly #chunks: Float64Array[] = [];
	#chunk = new Float64Array(0);
	length = 0;

	push(value: number): void {
		const place = this.length & CHUNK_MASK;
		if (place === 0) this.#addChunk();
		this.#chunk[place] = value;
		this.length += 1;
	}

	/** The value at `index`, 0 where there is none. */
	at(index: number): number {
		return this.#chunks[index >> CHUNK_BITS]?.[index & CHUNK_MASK] ?? 0;
	}

	#addChunk(): void {
		this.#chunk = new Float64Array(1 << CHUNK_BITS);
		this.#chunks.push(this.#chunk);
	}
}
