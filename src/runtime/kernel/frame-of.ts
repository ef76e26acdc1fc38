import { isAsync, isAsyncGenerator, kindOf } from "./arguments.ts";
import { Coroutine, CREATED, TASKED } from "./coroutine.ts";
import { PROMISE_HINT } from "./engine-errors.ts";
import { BARE, type Body, Frame, isGenerator } from "./frame.ts";
import { Future } from "./future.ts";

/** The frame for a task to run: a coroutine's own, or a new one around another awaitable. @throws {TypeError} if that is no coroutine */
export function frameOf<T>(coroutine: Coroutine<T> | Body<T>): Frame<T> {
	if (coroutine instanceof Coroutine) {
		if (coroutine.state === CREATED) coroutine.state = TASKED;
		if (coroutine instanceof Frame) return coroutine;
		// One of the runtime's own, such as sleep(1).
		return new Frame<T>({ ...BARE, name: coroutine.name }, awaiting(coroutine), undefined);
	}
	// A future is its own iterator, and runs already.
	if (!(coroutine instanceof Future) && isGenerator(coroutine))
		return new Frame<T>(BARE, coroutine, undefined);
	throw noCoroutine(coroutine);
}

/** The error for what is given in place of a coroutine. */
export function noCoroutine(wrong: unknown): TypeError {
	return new TypeError(`a coroutine was expected, not ${kindOf(wrong)}${hintFor(wrong)}`);
}

function hintFor(wrong: unknown): string {
	if (isAsync(wrong) || isAsyncGenerator(wrong)) return " (write function* instead, and yield* for await)";
	if (typeof wrong === "function") return " (call it: what it answers is the coroutine)";
	if (wrong instanceof Promise) return ` (${PROMISE_HINT})`;
	if (wrong instanceof Future) return " (it runs already: yield* awaits it)";
	return Array.isArray(wrong) ? " (gather([…]) takes several)" : "";
}

function* awaiting<T>(coroutine: Coroutine<T>): Body<T> {
	return yield* coroutine;
}
