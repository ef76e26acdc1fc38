import { checkedAnswer, checkedBody } from "../kernel/arguments.ts";
import type { Scoped } from "../kernel/awaitable.ts";
import { BEGUN, CLAIMED, Coroutine, ENDED, trackCreated, WOKEN } from "../kernel/coroutine.ts";
import type { Resource } from "../kernel/resource.ts";
import { notAwaited, type Suspended } from "../kernel/suspension.ts";

/** What can be held while a body runs. */
export interface Held {
	readonly resource: Resource;
	acquire(): Coroutine<true>;
	release(): void;
}

/** Runs `body` with `held` acquired, and answers what it returns. */
export function holding<T>(held: Held, body: Scoped<[], T>): Coroutine<T> {
	return trackCreated(new Holding(held, checkedBody(`${held.resource.kind}.with`, body)));
}

/**
 * `acquire`, the body, `release`, one after the other. By hand, since a generator around each body would cost more than all the
 * rest: this only passes on what it is sent, first to the wait for the lock, then to the body.
 */
class Holding<T> extends Coroutine<T> {
	private readonly held: Held;
	private readonly body: Scoped<[], T>;
	/** The wait for `held`; from WOKEN on the body. */
	private inner: Iterator<unknown, unknown, unknown> | null = null;

	constructor(held: Held, body: Scoped<[], T>) {
		super();
		this.held = held;
		this.body = body;
	}

	get name(): string {
		return "with";
	}

	get label(): string {
		return `${this.held.resource.kind}.with`;
	}

	next(value?: unknown): IteratorResult<Suspended, T> {
		if (this.state === WOKEN) return this.pass(value);
		if (this.state === CLAIMED) {
			this.state = BEGUN;
			this.inner = this.held.acquire()[Symbol.iterator]();
		} else if (this.state !== BEGUN) throw notAwaited();
		const acquired = (this.inner as Iterator<Suspended, true, unknown>).next(value);
		return acquired.done === true ? this.enter() : acquired;
	}

	throw(error: unknown): IteratorResult<Suspended, T> {
		if (this.state === WOKEN) return this.passError(error);
		this.state = ENDED;
		// An iterator of ours or of a coroutine: throw() is there.
		return (this.inner as Generator<Suspended, T>).throw(error);
	}

	return(): never {
		throw notAwaited();
	}

	private enter(): IteratorResult<Suspended, T> {
		this.state = WOKEN;
		try {
			this.inner = checkedAnswer(this.label, this.body())[Symbol.iterator]();
		} catch (error) {
			this.leave();
			throw error;
		}
		return this.pass(undefined);
	}

	private pass(value: unknown): IteratorResult<Suspended, T> {
		let result: IteratorResult<unknown, unknown>;
		try {
			result = (this.inner as Generator<unknown>).next(value);
		} catch (error) {
			this.leave();
			throw error;
		}
		if (result.done === true) this.leave();
		return result as IteratorResult<Suspended, T>;
	}

	private passError(error: unknown): IteratorResult<Suspended, T> {
		let result: IteratorResult<unknown, unknown>;
		try {
			result = (this.inner as Generator<unknown>).throw(error);
		} catch (raised) {
			this.leave();
			throw raised;
		}
		if (result.done === true) this.leave();
		return result as IteratorResult<Suspended, T>;
	}

	private leave(): void {
		this.state = ENDED;
		this.held.release();
	}
}
