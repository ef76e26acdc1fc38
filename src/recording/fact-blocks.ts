// Facts as blocks of numbers, for the pipe between two processes of this package, which are of one version and one machine: a
// fraction of what it takes to write and read lines. What is in them means what the lines of fact-lines.ts mean.

import type { Ending, ResourceUse, Wait } from "../runtime/observer.ts";
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

/** So many rows make a block. */
const MOST_ROWS = 8192;
/** No block has more of anything; one that says so is none. */
const MOST = 1 << 28;

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
const RETURNED = 12; // a text: the value
const SPAN_STARTED = 13; // the span; texts: label and name
const SPAN_ENDED = 14; // the span
const SPAN_RETURNED = 15; // the span; a text: the value
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
	#numbers: number[] = [];
	#texts: string[] = [];
	#at = Number.NaN;
	#rounded = Number.NaN;

	/** Takes a fact in. Answers whether that has filled a block. */
	add(fact: Fact): boolean {
		if (fact.at !== this.#at) {
			this.#at = fact.at;
			this.#rounded = toMicroseconds(fact.at);
			this.#numbers.push(this.#rounded);
			this.#put(fact, MOVES);
		} else this.#put(fact, 0);
		return this.#rows === MOST_ROWS;
	}

	/** The block of what was taken in since the last; empty if that is nothing. */
	take(): Uint8Array {
		if (this.#rows === 0) return new Uint8Array(0);
		const text = Buffer.from(JSON.stringify(this.#texts));
		const head = Int32Array.of(MARK, this.#rows, this.#numbers.length, text.length);
		const numbers = Float64Array.from(this.#numbers);
		const words = this.#words.subarray(0, this.#rows * ROW);
		this.#rows = 0;
		this.#numbers = [];
		this.#texts = [];
		return Buffer.concat([bytesOf(head), bytesOf(numbers), bytesOf(words), text]);
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
				this.#numbers.push(toMicroseconds(wait.until));
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
		this.#texts.push(JSON.stringify(plainValue(ending.value)));
		return this.#row(value + moves, task, span, 0);
	}

	#used({ task, resource, use, level, item }: FactOf<"resource-used">, moves: number): boolean {
		if ((level | 0) !== level) return false;
		if (item !== undefined) this.#numbers.push(item);
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

	/** @param takeLine is given the facts that are lines, in their order among the others */
	constructor(store: FactStore, takeLine: (line: string) => void) {
		this.#store = store;
		this.#takeLine = takeLine;
	}

	/** @throws {RecordingError} of what is no block */
	read(block: Uint8Array): void {
		// Numbers have to lie where their length divides; a piece of a pipe lies anywhere.
		const { buffer } = new Uint8Array(block);
		const [, rows = 0, count = 0] = new Int32Array(buffer, 0, HEAD);
		const numbers = new Float64Array(buffer, HEAD * WORD_BYTES, count);
		const words = new Int32Array(buffer, HEAD * WORD_BYTES + numbers.byteLength, rows * ROW);
		const texts = textsOf(Buffer.from(buffer, words.byteOffset + words.byteLength));
		let [number, text] = [0, 0];
		const nextNumber = () => numbers[number++] ?? 0;
		const nextText = () => texts[text++] ?? "";
		for (let word = 0; word < words.length; word += ROW) {
			const kind = words[word] ?? LINE;
			if (kind >= MOVES) this.#at = nextNumber();
			const task = words[word + 1] ?? 0;
			this.#take(kind & (MOVES - 1), task, words[word + 2] ?? 0, words[word + 3] ?? 0, nextNumber, nextText);
		}
	}

	#take(
		kind: number,
		task: number,
		arg: number,
		extra: number,
		nextNumber: () => number,
		nextText: () => string,
	): void {
		const [store, at] = [this.#store, this.#at];
		switch (kind) {
			case LINE:
				this.#takeLine(nextText());
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
				store.suspended(at, task, { kind: "sleep", until: nextNumber() });
				return;
			case TASK:
				store.suspended(at, task, { kind: "task", of: arg });
				return;
			case RESOURCE:
				store.suspended(at, task, { kind: RESOURCE_WAITS[extra] ?? "lock", resource: arg });
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
				store.taskCreated(at, { id: task, name: nextText(), label: nextText() }, arg, extra);
				return;
			case ENDED:
				store.taskReturned(at, task, null);
				return;
			case RETURNED:
				store.taskReturned(at, task, JSON.parse(nextText()));
				return;
			case SPAN_STARTED:
				store.spanStarted(at, task, arg, nextText(), nextText());
				return;
			case SPAN_ENDED:
				store.spanReturned(at, task, arg, null);
				return;
			case SPAN_RETURNED:
				store.spanReturned(at, task, arg, JSON.parse(nextText()));
				return;
			case PRINTED:
				store.printed(at, task, nextText());
				return;
			case QUEUED:
				store.callbackQueued(at, task, CALLBACKS[arg] ?? "call", extra);
				return;
			default:
				if (kind >= KINDS) throw new RecordingError(`a damaged block: there are no rows of kind ${kind}`);
				if (kind < ITEM) store.used(at, task, arg, useOf(kind - USED), extra, 0);
				else store.used(at, task, arg, useOf(kind - ITEM), extra, nextNumber());
		}
	}
}

function useOf(index: number): ResourceUse {
	return USES[index] ?? "acquired";
}

function textsOf(bytes: Buffer): string[] {
	try {
		return JSON.parse(bytes.toString());
	} catch (error) {
		if (error instanceof SyntaxError) throw new RecordingError("a damaged block: its texts are none");
		throw error;
	}
}

/** Tells the blocks in a stream of bytes from the text around them. */
export class BlockSplitter {
	readonly #onText: (bytes: Buffer) => void;
	readonly #onBlock: (block: Buffer) => void;
	/** What has come of a block that is not whole. */
	#begun: Buffer[] = [];
	#length = 0;
	/** How long that will be; 0: its head is not whole. */
	#whole = 0;

	constructor(onText: (bytes: Buffer) => void, onBlock: (block: Buffer) => void) {
		this.#onText = onText;
		this.#onBlock = onBlock;
	}

	/** @throws {RecordingError} of what begins as a block and is none */
	read(bytes: Buffer): void {
		let left = bytes;
		while (left.length > 0) {
			if (this.#length === 0) {
				const mark = left.indexOf(MARK);
				const text = mark === -1 ? left : left.subarray(0, mark);
				if (text.length > 0) this.#onText(text);
				left = left.subarray(text.length);
			}
			if (left.length > 0) left = this.#collect(left);
		}
	}

	/** Answers what follows the block. */
	#collect(bytes: Buffer): Buffer {
		const wanted = this.#whole === 0 ? HEAD * WORD_BYTES : this.#whole;
		const piece = bytes.subarray(0, wanted - this.#length);
		this.#begun.push(piece);
		this.#length += piece.length;
		if (this.#length === wanted) {
			const collected = Buffer.concat(this.#begun, this.#length);
			this.#begun = [collected];
			if (this.#whole === 0) this.#whole = lengthOf(collected);
			else {
				this.#begun = [];
				this.#length = 0;
				this.#whole = 0;
				this.#onBlock(collected);
			}
		}
		return bytes.subarray(piece.length);
	}
}

function lengthOf(head: Buffer): number {
	const [mark, rows, numbers, text] = [0, 1, 2, 3].map((word) => head.readInt32LE(word * WORD_BYTES));
	const sizes = [rows ?? -1, numbers ?? -1, text ?? -1];
	if (mark !== MARK || sizes.some((size) => size < 0 || size > MOST))
		throw new RecordingError("not a recording: its text is not UTF-8");
	const [rowCount = 0, numberCount = 0, textLength = 0] = sizes;
	return HEAD * WORD_BYTES + numberCount * NUMBER_BYTES + rowCount * ROW * WORD_BYTES + textLength;
}
