import type { SpanId } from "../observer.ts";
import { BEGUN, CLAIMED, Coroutine, ENDED } from "./coroutine.ts";
import { inOwnWords } from "./engine-errors.ts";
import { running } from "./running.ts";
import { notAwaited, type Suspended } from "./suspension.ts";
import type { Task } from "./task.ts";
import { lookable, textOf } from "./value-text.ts";

/** The body of a coroutine: any generator. What it yields is for the task alone; what it is sent is never read. */
export type Body<T> = Generator<unknown, T, unknown>;

/** What all calls of one coroutine function share. */
export interface BodyKind {
	readonly name: string;
	/** Makes the label of a call from its arguments, where the program says how. */
	readonly label: ((...args: never[]) => string) | null;
	/** Whether a call of it is a span: the program's own are, the runtime's are not. */
	readonly span: boolean;
}

/** A bare generator that was handed over where a coroutine is expected. */
export const BARE: BodyKind = { name: "", label: null, span: false };

/**
 * A coroutine whose body is a generator. Once it has begun, it is one level of its task's stack.
 *
 * `yield* frame` runs the body at once. If it suspends, the task takes over: it resumes the innermost frame directly, at any depth.
 * When that frame ends, the task hands its result to the frame above through this iterator.
 */
export class Frame<T> extends Coroutine<T> {
	/** @internal */
	readonly body: Iterator<unknown, T, unknown>;
	/** The frame that awaits this one, null for a task's outermost. */
	parent: Frame<unknown> | null = null;
	/** The observer's number for it; 0: none. */
	span: SpanId = 0;
	private readonly kind: BodyKind;
	/** The first argument; all of them where the program makes the label itself. */
	private readonly argument: unknown;

	constructor(kind: BodyKind, body: Iterator<unknown, T, unknown>, argument: unknown) {
		super();
		this.body = body;
		this.kind = kind;
		this.argument = argument;
	}

	get name(): string {
		return this.kind.name;
	}

	get label(): string {
		const { name, label } = this.kind;
		if (label !== null) return labelled(name, () => label(...(this.argument as never[])));
		return isShowable(this.argument) ? `${name} ${textOf(this.argument)}`.trim() : name;
	}

	/** Whether its body is a span of its own. */
	get isSpan(): boolean {
		return this.kind.span;
	}

	next(value?: unknown): IteratorResult<Suspended, T> {
		if (this.state === ENDED) return { done: true, value: value as T };
		if (this.state !== CLAIMED) throw this.notAwaited();
		const { task } = running;
		const parent = task === null ? null : task.frame;
		if (task !== null) task.frame = this;
		this.begin(parent);
		let result: IteratorResult<unknown, T>;
		try {
			result = this.body.next();
		} catch (thrown) {
			const raised = lookable(thrown);
			const error = raised instanceof TypeError ? inOwnWords(raised) : raised;
			this.end(false, error);
			if (parent !== null) (task as Task<unknown>).frame = parent;
			throw error;
		}
		if (result.done === true) {
			this.end(true, result.value);
			if (parent !== null) (task as Task<unknown>).frame = parent;
		}
		// Not done: what passes is SUSPENDED, or a bare yield's result, which the task tells apart.
		return result as IteratorResult<Suspended, T>;
	}

	throw(error: unknown): never {
		throw error;
	}

	return(): never {
		throw this.notAwaited();
	}

	/** @internal */
	begin(parent: Frame<unknown> | null): void {
		this.parent = parent;
		this.state = BEGUN;
		const loop = running.loop;
		if (loop !== null && loop.observer !== null) loop.observer.spanStarted(this);
	}

	/** @internal `value` is what it returned, or what it threw. */
	end(returned: boolean, value: unknown): void {
		this.state = ENDED;
		if (this.span !== 0) running.loop?.observer?.spanEnded(this, returned, value);
	}

	private notAwaited(): Error {
		if (running.task !== null && this.parent !== null) running.task.frame = this.parent;
		return notAwaited();
	}
}

/** Whether it looks like the generator that is to be a coroutine's body. */
export function isGenerator(value: unknown): boolean {
	return (
		typeof value === "object" &&
		value !== null &&
		typeof (value as Body<unknown>).throw === "function" &&
		// An async generator has none.
		typeof (value as Body<unknown>)[Symbol.iterator] === "function"
	);
}

/** The label that the program makes; the name where it fails to. */
function labelled(name: string, label: () => unknown): string {
	try {
		return textOf(label());
	} catch {
		// A label is asked for only where somebody looks: what it throws must not change the run.
		return name;
	}
}

function isShowable(argument: unknown): argument is string | number | boolean {
	return typeof argument === "string" || typeof argument === "number" || typeof argument === "boolean";
}
