import type { Coroutine } from "./coroutine.ts";
import { builtIn, builtInKind } from "./define-coroutine.ts";
import type { Body } from "./frame.ts";
import type { Scoped } from "./timeout.ts";

/** What can be held while a body runs. */
export interface Held {
	acquire(): Coroutine<true>;
	release(): void;
}

const KIND = builtInKind("with");

/** Runs `body` with `held` acquired, and answers what it returns. */
export function holding<T>(held: Held, body: Scoped<[], T>): Coroutine<T> {
	return builtIn(KIND, holdingBody(held, body));
}

function* holdingBody<T>(held: Held, body: Scoped<[], T>): Body<T> {
	yield* held.acquire();
	try {
		return yield* body();
	} finally {
		held.release();
	}
}
