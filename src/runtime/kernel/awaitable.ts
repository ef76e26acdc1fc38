import type { Coroutine } from "./coroutine.ts";
import type { Body } from "./frame.ts";
import type { Future } from "./future.ts";

/** A body that runs inside of something: a bare generator function, or a coroutine function. */
export type Scoped<A extends unknown[], T> = (...args: A) => Body<T> | Coroutine<T>;

/** Whatever can be awaited. */
export type Awaitable<T> = Coroutine<T> | Future<T> | Body<T>;

/** What awaiting an `A` answers. One after the other, since each of the three also looks a little like the others. */
export type ResultOf<A> =
	A extends Coroutine<infer T> ? T : A extends Future<infer T> ? T : A extends Body<infer T> ? T : never;
