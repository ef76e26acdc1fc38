import type { Seconds, TaskId } from "../runtime/observer.ts";
import { FloatColumn } from "./columns.ts";

// A row is four words: its kind and the number of its instant in the first, then the task and two numbers more.
const WORDS = 4;
const KIND_BITS = 6;
const KIND_MASK = (1 << KIND_BITS) - 1;
const CHUNK_BITS = 12;
const CHUNK_MASK = (1 << CHUNK_BITS) - 1;

/**
 * Rows of numbers, kept unboxed in chunks, so that a long list is never copied to grow. Most rows share their instant with the one
 * before, so each instant is kept once.
 */
export class Rows {
	readonly #chunks: Int32Array[] = [];
	readonly #instants = new FloatColumn();
	#chunk = new Int32Array(0);
	readonly #most: number;
	readonly #onOverflow: () => void;
	#now = Number.NaN;
	length = 0;

	/** Rows beyond `most` are dropped; `onOverflow` is told of each. */
	constructor(most = Number.POSITIVE_INFINITY, onOverflow = () => {}) {
		this.#most = most;
		this.#onOverflow = onOverflow;
	}

	get isFull(): boolean {
		return this.length >= this.#most;
	}

	push(kind: number, at: Seconds, task: TaskId, arg: number, extra: number): void {
		if (this.length >= this.#most) {
			this.#onOverflow();
			return;
		}
		if (at !== this.#now) {
			this.#now = at;
			this.#instants.push(at);
		}
		const row = this.length & CHUNK_MASK;
		if (row === 0) this.#addChunk();
		const chunk = this.#chunk;
		const word = row * WORDS;
		chunk[word] = kind | ((this.#instants.length - 1) << KIND_BITS);
		chunk[word + 1] = task;
		chunk[word + 2] = arg;
		chunk[word + 3] = extra;
		this.length += 1;
	}

	kind(row: number): number {
		return this.#word(row, 0) & KIND_MASK;
	}

	at(row: number): Seconds {
		return this.#instants.at(this.#word(row, 0) >>> KIND_BITS);
	}

	task(row: number): TaskId {
		return this.#word(row, 1);
	}

	arg(row: number): number {
		return this.#word(row, 2);
	}

	extra(row: number): number {
		return this.#word(row, 3);
	}

	/** Whether all rows of the other are the first of these. */
	beginsWith(other: Rows): boolean {
		if (this.length < other.length) return false;
		for (let row = 0; row < other.length; row += 1) {
			if (this.at(row) !== other.at(row)) return false;
			for (let word = 0; word < WORDS; word += 1)
				if (this.#word(row, word) !== other.#word(row, word)) return false;
		}
		return true;
	}

	#word(row: number, offset: number): number {
		const chunk = this.#chunks[row >> CHUNK_BITS] as Int32Array;
		return chunk[(row & CHUNK_MASK) * WORDS + offset] as number;
	}

	#addChunk(): void {
		this.#chunk = new Int32Array(WORDS << CHUNK_BITS);
		this.#chunks.push(this.#chunk);
	}
}
