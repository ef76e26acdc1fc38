// Facts as blocks of numbers, for the pipe between two processes of this package, which are of one version and one machine: a
// fraction of what it takes to write and read lines. What is in them means what the lines of fact-lines.ts mean.

import type { Ending, Wait } from "../runtime/observer.ts";
import { CALLBACKS, type FactStore, USES } from "./fact-store.ts";
import type { Fact, FactOf } from "./facts.ts";
import { jsonText } from "./json.ts";
import { plainFact } from "./plain-fact.ts";
import { plainValue } from "./plain-value.ts";
import { RecordingError } from "./recording-error.ts";
import { RESOURCE_WAITS } from "./resource-waits.ts";
import { toMicroseconds } from "./round.ts";

/** The first byte of a block. No text in UTF-8 has it, so that blocks may stand between lines. */
const MARK = 0xff;
/** Words of a block's head: the mark, how many rows and numbers there are, and how many bytes of text. */
const HEAD = 4;
/** Words of a row: its kind, the task, and two numbers more. */
const ROW = 4;
const WORD_BYTES = Int32Array.BYTES_PER_ELEMENT;
const NUMBER_BYTES = Float64Array.BYTES_PER_ELEMENT;
const HEAD_BYTES = HEAD * WORD_BYTES;

/** So many rows make a block; none has more. */
const MOST_ROWS = 8192;
/** A row takes no more numbers: its instant, and one of its own. */
const MOST_NUMBERS = 2 * MOST_ROWS;
/** No block has more bytes of text. */
const MOST_TEXT = 1 << 28;

// The kinds of rows: what their two numbers are, and what else they take from the block's numbers and texts, in order.
const LINE = 0; // a text: the fact's line
const RESUMED = 1;
const STARTED = 2;
const TURN = 3;
const SLEEP = 4; // a number: the deadline
const TASK = 5; // the task that it awaits
const RESOURCE = 6; // the resource; which of RESOURCE_WAITS
const TIMER = 7;
const RESULT = 8; // by whom
const HANDED = 9; // by whom
const CREATED = 10; // by whom; the group; texts: name and label
const ENDED = 11;
const RETURNED = 12; // among the texts: the value
const SPAN_STARTED = 13; // the span; texts: label and name
const SPAN_ENDED = 14; // the span
const SPAN_RETURNED = 15; // the span; among the texts: the value
const PRINTED = 16; // a text
const QUEUED = 17; // which of CALLBACKS; the task whose end it is called for
const USED = 18; // and one more for each of USES: the resource; the level
const ITEM = USED + USES.length; // and one more for each of USES: the resource; the level; a number: the item
const KINDS = ITEM + USES.length;

/** Added to the kind of a row that does not share its instant with the one before: it takes that from the numbers first. */
const MOVES = 1 << 8;

/** Collects facts into blocks. */
export class FactBlocks {
	readonly #words = new Int32Array(MOST_ROWS * ROW);
	#rows = 0;
	readonly #numbers = new Float64Array(MOST_NUMBERS);
	#count = 0;
	#texts: unknown[] = [];
	#at = Number.NaN;

	/** Takes a fact in. Answers whether that has filled a block. */
	add(fact: Fact): boolean {
		if (fact.at === this.#at) this.#put(fact, 0);
		else {
			this.#at = fact.at;
			this.#number(toMicroseconds(fact.at));
			this.#put(fact, MOVES);
		}
		return this.#rows === MOST_ROWS;
	}

	/** Writes the block of what was taken in since the last, if that is anything. */
	write(write: (bytes: Uint8Array) => void): void {
		if (this.#rows === 0) return;
		const text = Buffer.from(JSON.stringify(this.#texts));
		write(bytesOf(Int32Array.of(MARK, this.#rows, this.#count, text.length)));
		write(bytesOf(this.#numbers.subarray(0, this.#count)));
		write(bytesOf(this.#words.subarray(0, this.#rows * ROW)));
		write(text);
		this.#rows = 0;
		this.#count = 0;
		this.#texts = [];
	}

	#number(number: number): void {
		this.#numbers[this.#count] = number;
		this.#count += 1;
	}

	#put(fact: Fact, moves: number): void {
		const hasPlace = "place" in fact && fact.place !== undefined;
		if (hasPlace || !this.#brief(fact, moves)) {
			this.#texts.push(jsonText(plainFact(fact)));
			this.#row(LINE + moves, 0, 0, 0);
		}
	}

	/** Answers whether it was taken in: what has no kind of row is a line. */
	#brief(fact: Fact, moves: number): boolean {
		switch (fact.kind) {
			case "resumed":
				return this.#row(RESUMED + moves, fact.task, 0, 0);
			case "callback-started":
				return fact.task === 0 && this.#row(STARTED + moves, 0, 0, 0);
			case "suspended":
				return this.#suspended(fact.task, fact.wait, moves);
			case "woken":
				return this.#woken(fact, moves);
			case "task-created":
				this.#texts.push(fact.name, fact.label);
				return this.#row(CREATED + moves, fact.task, fact.by, fact.group);
			case "task-ended":
				return this.#ended(fact, fact.ending, ENDED, RETURNED, 0, moves);
			case "span-started":
				this.#texts.push(fact.label, fact.name);
				return this.#row(SPAN_STARTED + moves, fact.task, fact.span, 0);
			case "span-ended":
				return this.#ended(fact, fact.ending, SPAN_ENDED, SPAN_RETURNED, fact.span, moves);
			case "printed":
				if (fact.stream !== undefined) return false;
				this.#texts.push(fact.text);
				return this.#row(PRINTED + moves, fact.task, 0, 0);
			case "callback-queued":
				if (fact.label !== "") return false;
				return this.#row(QUEUED + moves, fact.task, CALLBACKS.indexOf(fact.callback), fact.of);
			case "resource-used":
				return this.#used(fact, moves);
			default:
				return false;
		}
	}

	#suspended(task: number, wait: Wait, moves: number): boolean {
		switch (wait.kind) {
			case "turn":
				return this.#row(TURN + moves, task, 0, 0);
			case "task":
				return this.#row(TASK + moves, task, wait.of, 0);
			case "sleep":
				if (!Number.isFinite(wait.until)) return false;
				this.#number(toMicroseconds(wait.until));
				return this.#row(SLEEP + moves, task, 0, 0);
			case "tasks":
			case "future":
			case "outside":
				return false;
			default:
				return this.#row(RESOURCE + moves, task, wait.resource, RESOURCE_WAITS.indexOf(wait.kind));
		}
	}

	#woken({ cause, task }: FactOf<"woken">, moves: number): boolean {
		switch (cause.kind) {
			case "timer":
				return this.#row(TIMER + moves, task, 0, 0);
			case "result":
				return this.#row(RESULT + moves, task, cause.by, 0);
			case "handed":
				return this.#row(HANDED + moves, task, cause.by, 0);
			case "cancelled":
				return false;
			default:
				return cause satisfies never;
		}
	}

	#ended(
		{ task }: Fact,
		ending: Ending,
		nothing: number,
		value: number,
		span: number,
		moves: number,
	): boolean {
		if (ending.how !== "returned") return false;
		if (ending.value === undefined || ending.value === null) return this.#row(nothing + moves, task, span, 0);
		this.#texts.push(plainValue(ending.value));
		return this.#row(value + moves, task, span, 0);
	}

	#used({ task, resource, use, level, item }: FactOf<"resource-used">, moves: number): boolean {
		if ((level | 0) !== level) return false;
		if (item !== undefined) this.#number(item);
		const kind = (item === undefined ? USED : ITEM) + USES.indexOf(use);
		return this.#row(kind + moves, task, resource, level);
	}

	#row(kind: number, task: number, arg: number, extra: number): true {
		const word = this.#rows * ROW;
		this.#words[word] = kind;
		this.#words[word + 1] = task;
		this.#words[word + 2] = arg;
		this.#words[word + 3] = extra;
		this.#rows += 1;
		return true;
	}
}

function bytesOf(array: Int32Array | Float64Array): Uint8Array {
	return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Reads the facts of blocks into a store. */
export class BlockReader {
	readonly #store: FactStore;
	readonly #takeLine: (line: string) => void;
	#at = 0;
	/** The block's numbers, and its texts and values, and which of each comes next. */
	#numbers = new Float64Array(0);
	#number = 0;
	#texts: readonly unknown[] = [];
	#text = 0;

	/** @param takeLine is given the facts that are lines, in their order among the others */
	constructor(store: FactStore, takeLine: (line: string) => void) {
		this.#store = store;
		this.#takeLine = takeLine;
	}

	/** @param block a whole one, alone in its buffer @throws {RecordingError} of what is no block */
	read({ buffer }: Uint8Array<ArrayBuffer>): void {
		const [, rows = 0, count = 0] = new Int32Array(buffer, 0, HEAD);
		this.#numbers = new Float64Array(buffer, HEAD_BYTES, count);
		const words = new Int32Array(buffer, HEAD_BYTES + this.#numbers.byteLength, rows * ROW);
		this.#texts = textsOf(Buffer.from(buffer, words.byteOffset + words.byteLength));
		this.#number = 0;
		this.#text = 0;
		if (!this.#numbers.every(Number.isFinite)) refuse("its numbers are none");
		for (let word = 0; word < words.length; word += ROW) {
			const kind = words[word] as number;
			if (kind >= MOVES) this.#at = this.#nextNumber();
			const task = words[word + 1] as number;
			const arg = words[word + 2] as number;
			if (task < 0 || arg < 0) refuse("its numbers are none");
			this.#take(kind & (MOVES - 1), task, arg, words[word + 3] as number);
		}
		if (this.#number !== count) refuse(`its rows take ${this.#number} numbers, and there are ${count}`);
		if (this.#text !== this.#texts.length)
			refuse(`its rows take ${this.#text} texts, and there are ${this.#texts.length}`);
	}

	#nextNumber(): number {
		const number = this.#numbers[this.#number] ?? 0;
		this.#number += 1;
		return number;
	}

	#nextText(): string {
		const text = this.#nextValue();
		return typeof text === "string" ? text : refuse("its texts are none");
	}

	#nextValue(): unknown {
		const value = this.#texts[this.#text];
		this.#text += 1;
		return value;
	}

	#take(kind: number, task: number, arg: number, extra: number): void {
		const store = this.#store;
		const at = this.#at;
		switch (kind) {
			case LINE:
				this.#takeLine(this.#nextText());
				return;
			case RESUMED:
				store.resumed(at, task);
				return;
			case STARTED:
				store.callbackStarted(at);
				return;
			case TURN:
				store.suspended(at, task, null);
				return;
			case SLEEP:
				store.sleeps(at, task, this.#nextNumber());
				return;
			case TASK:
				store.suspended(at, task, { kind: "task", of: arg });
				return;
			case RESOURCE:
				store.suspended(at, task, { kind: wordOf(RESOURCE_WAITS, extra), resource: arg });
				return;
			case TIMER:
				store.woken(at, task, "timer", 0);
				return;
			case RESULT:
				store.woken(at, task, "result", arg);
				return;
			case HANDED:
				store.woken(at, task, "handed", arg);
				return;
			case CREATED:
				store.taskCreated(at, { id: task, name: this.#nextText(), label: this.#nextText() }, arg, extra);
				return;
			case ENDED:
				store.taskReturned(at, task, null);
				return;
			case RETURNED:
				store.taskReturned(at, task, this.#nextValue());
				return;
			case SPAN_STARTED:
				store.spanStarted(at, task, arg, this.#nextText(), this.#nextText());
				return;
			case SPAN_ENDED:
				store.spanReturned(at, task, arg, null);
				return;
			case SPAN_RETURNED:
				store.spanReturned(at, task, arg, this.#nextValue());
				return;
			case PRINTED:
				store.printed(at, task, this.#nextText());
				return;
			case QUEUED:
				store.callbackQueued(at, task, wordOf(CALLBACKS, arg), extra);
				return;
			default:
				if (kind >= KINDS) refuse(`there are no rows of kind ${kind}`);
				if (kind < ITEM) store.used(at, task, arg, wordOf(USES, kind - USED), extra, 0);
				else store.used(at, task, arg, wordOf(USES, kind - ITEM), extra, this.#nextNumber());
		}
	}
}

function refuse(why: string): never {
	throw new RecordingError(`a damaged block: ${why}`);
}

function wordOf<T>(words: readonly T[], index: number): T {
	return words[index] ?? refuse("its words are none");
}

function textsOf(bytes: Buffer): readonly unknown[] {
	try {
		const texts = JSON.parse(bytes.toString());
		return Array.isArray(texts) ? texts : refuse("its texts are none");
	} catch (error) {
		if (error instanceof SyntaxError) refuse("its texts are none");
		throw error;
	}
}

/** Tells the blocks in a stream of bytes from the text around them. */
export class BlockSplitter {
	readonly #onText: (bytes: Buffer) => void;
	readonly #onBlock: (block: Uint8Array<ArrayBuffer>) => void;
	/** The block that is not whole, at first its head; empty: there is none. */
	#block = new Uint8Array(0);
	/** How many bytes of it have come. */
	#length = 0;

	constructor(onText: (bytes: Buffer) => void, onBlock: (block: Uint8Array<ArrayBuffer>) => void) {
		this.#onText = onText;
		this.#onBlock = onBlock;
	}

	/** @throws {RecordingError} of what begins as a block and is none */
	read(bytes: Buffer): void {
		let left = bytes;
		while (left.length > 0) {
			if (this.#block.length === 0) {
				const mark = left.indexOf(MARK);
				const text = mark === -1 ? left : left.subarray(0, mark);
				if (text.length > 0) this.#onText(text);
				left = left.subarray(text.length);
				if (left.length > 0) this.#block = new Uint8Array(HEAD_BYTES);
			}
			if (left.length > 0) left = this.#collect(left);
		}
	}

	/** Answers what follows the block. */
	#collect(bytes: Buffer): Buffer {
		const piece = bytes.subarray(0, this.#block.length - this.#length);
		this.#block.set(piece, this.#length);
		this.#length += piece.length;
		if (this.#length === HEAD_BYTES) {
			const head = this.#block;
			this.#block = new Uint8Array(lengthOf(head));
			this.#block.set(head);
		}
		if (this.#length === this.#block.length) {
			const block = this.#block;
			this.#block = new Uint8Array(0);
			this.#length = 0;
			this.#onBlock(block);
		}
		return bytes.subarray(piece.length);
	}
}

/** How many bytes the block with that head has. */
function lengthOf({ buffer }: Uint8Array<ArrayBuffer>): number {
	const [mark, rows = 0, numbers = 0, text = 0] = new Int32Array(buffer);
	const isHead =
		mark === MARK && isUpTo(rows, MOST_ROWS) && isUpTo(numbers, MOST_NUMBERS) && isUpTo(text, MOST_TEXT);
	if (!isHead) throw new RecordingError("not a recording: its text is not UTF-8");
	return HEAD_BYTES + numbers * NUMBER_BYTES + rows * ROW * WORD_BYTES + text;
}

function isUpTo(size: number, most: number): boolean {
	return size >= 0 && size <= most;
}
