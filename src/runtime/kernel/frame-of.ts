import { kindOf } from "./arguments.ts";
import { Coroutine, CREATED, TASKED } from "./coroutine.ts";
import { BARE, type Body, Frame, isGenerator } from "./frame.ts";
import { Future } from "./future.ts";

/** What a task is to run: a coroutine's own frame, or one around whatever else it is given. @throws {TypeError} if that is no coroutine */
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
	const hint = typeof coroutine === "function" ? " (call it: what it answers is the coroutine)" : "";
	throw new TypeError(`a coroutine was expected, not ${kindOf(coroutine)}${hint}`);
}

function* awaiting<T>(coroutine: Coroutine<T>): Body<T> {
	return yield* coroutine;
}
