// The facts of a run in few bytes: what is alike in them once, what differs in columns of numbers.

import { type Fact, plainFact } from "../../recording/index.ts";

/** Strings under these keys are words of the vocabulary: they are part of what is alike. */
const WORDS: ReadonlySet<string> = new Set([
	"kind",
	"how",
	"use",
	"callback",
	"by",
	"until",
	"resourceKind",
	"stream",
]);

/** What stands in a template for what differs: a whole number, one of microseconds, a text, a list of whole numbers. */
const SLOTS = { whole: "\u0001", micro: "\u0002", text: "\u0003", list: "\u0004" } as const;

const MICRO = 1e6;

/** Packed facts: templates and texts as JSON, and columns of bytes. */
export interface Packed {
	readonly count: number;
	readonly templates: readonly unknown[];
	readonly texts: readonly string[];
	/** The lengths of the columns, in bytes. */
	readonly columns: readonly number[];
}

class Column {
	readonly bytes: number[] = [];
	#last = 0;

	/** Small where it differs little from the one before. */
	push(value: number): void {
		this.count(zigzag(value - this.#last));
		this.#last = value;
	}

	count(value: number): void {
		let rest = value;
		while (rest >= 128) {
			this.bytes.push((rest % 128) + 128);
			rest = Math.floor(rest / 128);
		}
		this.bytes.push(rest);
	}
}

function zigzag(value: number): number {
	return value >= 0 ? value * 2 : -value * 2 - 1;
}

/** Packs facts. They come back as they would from a file of recordings. */
export function packFacts(facts: Iterable<Fact>): { readonly packed: Packed; readonly bytes: Uint8Array } {
	const templates = new Map<string, { readonly index: number; readonly columns: readonly Column[] }>();
	const texts = new Map<string, number>();
	const [kinds, times, tasks] = [new Column(), new Column(), new Column()];
	let count = 0;
	for (const fact of facts) {
		const { at, task, ...rest } = plainFact(fact);
		const values: (number | string | readonly number[])[] = [];
		const template = JSON.stringify(templateOf(rest, values));
		let known = templates.get(template);
		if (known === undefined) {
			known = { index: templates.size, columns: values.map(() => new Column()) };
			templates.set(template, known);
		}
		kinds.count(known.index);
		times.push(Math.round(at * MICRO));
		tasks.push(task);
		for (const [slot, value] of values.entries()) {
			const column = known.columns[slot];
			if (typeof value === "number") column?.push(value);
			else if (typeof value === "string") column?.push(indexOf(value, texts));
			else {
				column?.count(value.length);
				for (const one of value) column?.push(one);
			}
		}
		count += 1;
	}
	const columns = [kinds, times, tasks, ...[...templates.values()].flatMap(({ columns }) => columns)];
	const packed: Packed = {
		count,
		templates: Array.from(templates.keys(), (text) => JSON.parse(text)),
		texts: [...texts.keys()],
		columns: columns.map(({ bytes }) => bytes.length),
	};
	return { packed, bytes: Uint8Array.from(columns.flatMap(({ bytes }) => bytes)) };
}

function indexOf(text: string, texts: Map<string, number>): number {
	const known = texts.get(text) ?? texts.size;
	texts.set(text, known);
	return known;
}

/** The value with slots for what differs, which is added to `values`. */
function templateOf(value: unknown, values: (number | string | readonly number[])[], key = ""): unknown {
	if (typeof value === "number") return numberSlot(value, values);
	if (typeof value === "string") {
		if (WORDS.has(key)) return value;
		values.push(value);
		return SLOTS.text;
	}
	if (Array.isArray(value)) {
		if (value.length > 0 && value.every((one) => Number.isSafeInteger(one))) {
			values.push(value);
			return SLOTS.list;
		}
		return value.map((one) => templateOf(one, values));
	}
	if (typeof value !== "object" || value === null) return value ?? null;
	const entries = Object.entries(value).filter(([, one]) => one !== undefined);
	return Object.fromEntries(entries.map(([name, one]) => [name, templateOf(one, values, name)]));
}

function numberSlot(value: number, values: (number | string | readonly number[])[]): unknown {
	if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
		values.push(value);
		return SLOTS.whole;
	}
	const micro = Math.round(value * MICRO);
	if (!Number.isSafeInteger(micro) || micro / MICRO !== value) return value;
	values.push(micro);
	return SLOTS.micro;
}

class Reader {
	readonly #bytes: Uint8Array;
	#at: number;
	#last = 0;

	constructor(bytes: Uint8Array, at: number) {
		this.#bytes = bytes;
		this.#at = at;
	}

	count(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = this.#bytes[this.#at] ?? 0;
			this.#at += 1;
			if (byte < 128) return value + byte * scale;
			value += (byte - 128) * scale;
			scale *= 128;
		}
	}

	next(): number {
		const zigzagged = this.count();
		this.#last += zigzagged % 2 === 0 ? zigzagged / 2 : -(zigzagged + 1) / 2;
		return this.#last;
	}
}

/** The facts again. */
export function unpackFacts({ count, templates, texts, columns }: Packed, bytes: Uint8Array): Fact[] {
	let at = 0;
	const readers = columns.map((length) => {
		const reader = new Reader(bytes, at);
		at += length;
		return reader;
	});
	const [kinds, times, tasks, ...slots] = readers;
	const left = slots.values();
	const start = () => ({ at: (times?.next() ?? 0) / MICRO, task: tasks?.next() ?? 0 });
	const builders = templates.map((template) => objectBuilder(template as object, texts, left, start));
	return Array.from({ length: count }, () => builders[kinds?.count() ?? 0]?.() as Fact);
}

/** Makes values of a template. Slots take their columns in the order in which they were given them. */
function builderOf(template: unknown, texts: readonly string[], columns: Iterator<Reader>): () => unknown {
	if (typeof template === "string") {
		const slot = Object.values(SLOTS).find((one) => one === template);
		if (slot === undefined) return () => template;
		const column = columns.next().value as Reader;
		if (slot === SLOTS.whole) return () => column.next();
		if (slot === SLOTS.micro) return () => column.next() / MICRO;
		if (slot === SLOTS.text) return () => texts[column.next()] ?? "";
		return () => Array.from({ length: column.count() }, () => column.next());
	}
	if (Array.isArray(template)) {
		const items = template.map((one) => builderOf(one, texts, columns));
		return () => items.map((item) => item());
	}
	if (typeof template !== "object" || template === null) return () => template;
	return objectBuilder(template, texts, columns, () => ({}));
}

/** The same of an object, which begins as `start` gives it. */
function objectBuilder(
	template: object,
	texts: readonly string[],
	columns: Iterator<Reader>,
	start: () => Record<string, unknown>,
): () => object {
	const fields = Object.entries(template).map(
		([name, one]) => [name, builderOf(one, texts, columns)] as const,
	);
	return () => {
		const value: Record<string, unknown> = start();
		for (const [name, build] of fields) value[name] = build();
		return value;
	};
}
