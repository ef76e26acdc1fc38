import { RecordingError } from "./recording-error.ts";

/** How many characters the recordings of one file may have. */
export interface Size {
	readonly all: number;
	/** Those of lines that are kept as objects when they are read, which take some times as much memory. */
	readonly long: number;
}

/** Three runs of 100,000 tasks have 183 million. */
export const MOST_SAVED: Size = { all: 512 * 2 ** 20, long: 128 * 2 ** 20 };

/** What is said of more than that. */
export const TOO_MUCH_SAVED = "more than a file of recordings can hold; save fewer variants, or smaller ones";

/** Counts what is written into a file, or read from one: what may be written can be read again. */
export class SavedSize {
	readonly #most: Size;
	#all = 0;
	#long = 0;

	constructor(most: Size = MOST_SAVED) {
		this.#most = most;
	}

	/** A line without its line feed. @throws {RecordingError} if that is too much */
	add(length: number, isLong: boolean): void {
		this.#all += length;
		if (isLong) this.#long += length;
		if (this.#all > this.#most.all || this.#long > this.#most.long) throw new RecordingError(TOO_MUCH_SAVED);
	}
}
