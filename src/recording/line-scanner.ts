// The frequent facts, read from their lines without a parser: exactly the forms that fact-lines.ts writes by hand.

import type { FactStore } from "./fact-store.ts";

/** What stands before the time. */
const RESUMED = '{"kind":"resumed","at":';
const SUSPENDED = '{"kind":"suspended","at":';
const WOKEN = '{"kind":"woken","at":';
const STARTED = '{"kind":"callback-started","at":';
const PRINTED = '{"kind":"printed","at":';
const SPAN_ENDED = '{"kind":"span-ended","at":';
const SPAN_STARTED = '{"kind":"span-started","at":';
const TASK_ENDED = '{"kind":"task-ended","at":';
const TASK_CREATED = '{"kind":"task-created","at":';

type Head =
	| typeof RESUMED
	| typeof SUSPENDED
	| typeof WOKEN
	| typeof STARTED
	| typeof PRINTED
	| typeof SPAN_ENDED
	| typeof SPAN_STARTED
	| typeof TASK_ENDED
	| typeof TASK_CREATED;

/** Where the kind begins in a line, and the letters that tell the kinds apart. */
const KIND = '{"kind":"'.length;
const [R, S, W, C, P, T, U] = ["r", "s", "w", "c", "p", "t", "u"].map((letter) => letter.charCodeAt(0));

/** What two kinds have in common before they part. */
const [SPAN, TASK] = ["span-", "task-"];

const RETURNED = ',"ending":{"how":"returned","value":';
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;
/** More digits than this may be more than a column holds. */
const MOST_DIGITS = 9;

const ZERO = 48;
const NINE = 57;

/** Puts facts of the frequent forms into a store. */
export class LineScanner {
	readonly #store: FactStore;
	#at = 0;
	/** The time that was read last, as it is written, with what follows it. */
	#atText = "";
	#text = "";
	#next = 0;
	// A store keeps the texts of a task and of a span once: of two with the same number only the first has this form.
	#lastTask = -1;
	#lastSpan = -1;

	constructor(store: FactStore) {
		this.#store = store;
	}

	/** Takes in the fact in `text` from `from` to `to`. False: it has another form, and was not taken. */
	take(text: string, from: number, to: number): boolean {
		const head = headAt(text, from + KIND);
		if (head === null || !text.startsWith(head, from)) return false;
		this.#text = text;
		this.#next = from + head.length;
		if (!this.#readTime(to)) return false;
		const task = this.#count();
		if (task === null) return false;
		return this.#rest(head, task, to);
	}

	#rest(head: Head, task: number, to: number): boolean {
		const store = this.#store;
		const at = this.#at;
		switch (head) {
			case RESUMED:
				if (!this.#ends("}", to)) return false;
				store.resumed(at, task);
				return true;
			case STARTED:
				if (task !== 0 || !this.#ends("}", to)) return false;
				store.callbackStarted(at);
				return true;
			case SUSPENDED:
				return this.#suspended(task, to);
			case WOKEN:
				return this.#woken(task, to);
			case PRINTED:
				return this.#printed(task, to);
			case TASK_CREATED:
				return this.#created(task, to);
			case SPAN_STARTED:
				return this.#started(task, to);
			case TASK_ENDED: {
				const value = this.#returned(to);
				if (value === undefined) return false;
				store.taskReturned(at, task, value);
				return true;
			}
			case SPAN_ENDED: {
				const span = this.#skip(',"span":') ? this.#count() : null;
				const value = this.#returned(to);
				if (span === null || value === undefined) return false;
				store.spanReturned(at, task, span, value);
				return true;
			}
			default:
				return head satisfies never;
		}
	}

	#created(task: number, to: number): boolean {
		const name = this.#skip(',"name":') ? this.#string(to) : null;
		const label = this.#skip(',"label":') ? this.#string(to) : null;
		const by = this.#skip(',"by":') ? this.#count() : null;
		const group = this.#skip(',"group":') ? this.#count() : null;
		if (name === null || label === null || by === null || group === null) return false;
		if (!this.#ends("}", to) || task <= this.#lastTask) return false;
		this.#lastTask = task;
		this.#store.taskCreated(this.#at, { id: task, name, label }, by, group);
		return true;
	}

	#started(task: number, to: number): boolean {
		const span = this.#skip(',"span":') ? this.#count() : null;
		const label = this.#skip(',"label":') ? this.#string(to) : null;
		const name = this.#skip(',"name":') ? this.#string(to) : null;
		if (span === null || label === null || name === null) return false;
		if (!this.#ends("}", to) || span <= this.#lastSpan) return false;
		this.#lastSpan = span;
		this.#store.spanStarted(this.#at, task, span, label, name);
		return true;
	}

	/** What the rest of the line says that was returned; undefined: it has another form. */
	#returned(to: number): unknown {
		const from = this.#next + RETURNED.length;
		if (!this.#skip(RETURNED) || !this.#text.startsWith("}}", to - 2)) return undefined;
		return parsed(this.#text.slice(from, to - 2));
	}

	/** The text in quotes that begins there, if nothing in it is escaped. A copy: a part would keep all that was read with it. */
	#string(to: number): string | null {
		const end = this.#text.indexOf('"', this.#next + 1);
		if (this.#text[this.#next] !== '"' || end === -1 || end >= to) return null;
		const text = this.#text.slice(this.#next, end + 1);
		this.#next = end + 1;
		const value = text.includes("\\") ? undefined : parsed(text);
		return typeof value === "string" ? value : null;
	}

	#suspended(task: number, to: number): boolean {
		if (this.#skip(',"wait":{"kind":"sleep","until":')) {
			const until = this.#number(to - 2);
			if (until === null || !this.#text.startsWith("}}", to - 2)) return false;
			this.#store.suspended(this.#at, task, { kind: "sleep", until });
			return true;
		}
		if (this.#skip(',"wait":{"kind":"task","of":')) {
			const of = this.#count();
			if (of === null || !this.#ends("}}", to)) return false;
			this.#store.suspended(this.#at, task, { kind: "task", of });
			return true;
		}
		if (!this.#ends(',"wait":{"kind":"turn"}}', to)) return false;
		this.#store.suspended(this.#at, task, null);
		return true;
	}

	#woken(task: number, to: number): boolean {
		if (this.#ends(',"cause":{"kind":"timer"}}', to)) {
			this.#store.woken(this.#at, task, "timer", 0);
			return true;
		}
		const kind = this.#skip(',"cause":{"kind":"result","by":')
			? "result"
			: this.#skip(',"cause":{"kind":"handed","by":')
				? "handed"
				: null;
		const by = kind === null ? null : this.#count();
		if (kind === null || by === null || !this.#ends("}}", to)) return false;
		this.#store.woken(this.#at, task, kind, by);
		return true;
	}

	#printed(task: number, to: number): boolean {
		const text = this.#skip(',"text":') ? this.#string(to) : null;
		if (text === null || !this.#ends("}", to)) return false;
		this.#store.printed(this.#at, task, text);
		return true;
	}

	#readTime(to: number): boolean {
		if (this.#atText !== "" && this.#skip(this.#atText)) return true;
		const comma = this.#text.indexOf(",", this.#next);
		if (comma === -1 || comma > to) return false;
		const text = this.#text.slice(this.#next, comma);
		if (!NUMBER.test(text) || !this.#text.startsWith(',"task":', comma)) return false;
		this.#at = Number(text);
		this.#atText = `${text},"task":`;
		this.#next = comma + ',"task":'.length;
		return Number.isFinite(this.#at);
	}

	/** The number that ends there. */
	#number(to: number): number | null {
		const from = this.#next;
		const whole = this.#count();
		if (whole !== null && this.#next === to) return whole;
		const text = this.#text.slice(from, to);
		return NUMBER.test(text) ? Number(text) : null;
	}

	/** A whole number of few digits, written as JSON does. */
	#count(): number | null {
		const from = this.#next;
		let value = 0;
		let next = from;
		for (let code = this.#text.charCodeAt(next); code >= ZERO && code <= NINE; next += 1) {
			value = value * 10 + code - ZERO;
			code = this.#text.charCodeAt(next + 1);
		}
		const digits = next - from;
		this.#next = next;
		const isPadded = digits > 1 && this.#text.charCodeAt(from) === ZERO;
		return digits === 0 || digits > MOST_DIGITS || isPadded ? null : value;
	}

	#skip(text: string): boolean {
		if (!this.#text.startsWith(text, this.#next)) return false;
		this.#next += text.length;
		return true;
	}

	/** Whether what is left of the line is this. */
	#ends(text: string, to: number): boolean {
		return to - this.#next === text.length && this.#text.startsWith(text, this.#next);
	}
}

/** Undefined: it is no JSON, or goes too deep. */
function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
		throw error;
	}
}

/** Which head a line can have whose kind begins there. */
function headAt(text: string, kind: number): Head | null {
	switch (text.charCodeAt(kind)) {
		case R:
			return RESUMED;
		case W:
			return WOKEN;
		case S:
			if (text.charCodeAt(kind + 1) === U) return SUSPENDED;
			return text.charCodeAt(kind + SPAN.length) === S ? SPAN_STARTED : SPAN_ENDED;
		case C:
			return STARTED;
		case P:
			return PRINTED;
		case T:
			return text.charCodeAt(kind + TASK.length) === C ? TASK_CREATED : TASK_ENDED;
		default:
			return null;
	}
}
