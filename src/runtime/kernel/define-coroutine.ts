import { kindOf } from "./arguments.ts";
import { type Coroutine, trackCreated } from "./coroutine.ts";
import { type Body, type BodyKind, Frame } from "./frame.ts";

/** Options of {@link coroutine}. */
export interface CoroutineOptions<A extends unknown[]> {
	/** Makes the label of a call, which lanes and messages show. Default: the name and the first argument. */
	readonly label?: (...args: A) => string;
}

/** `async def`: calling it makes a {@link Coroutine} and runs nothing. */
export type CoroutineFunction<A extends unknown[], T> = (...args: A) => Coroutine<T>;

/**
 * Defines a coroutine function: `const fetch = coroutine("fetch", function* (url: string) { … })`. Inside, `yield*` awaits.
 * Without a name it has none; leave the generator inside unnamed, so that a recursive call reaches the coroutine function.
 * @throws {TypeError} if the body is no generator function
 */
export function coroutine<A extends unknown[], T>(
	name: string,
	body: (...args: A) => Body<T>,
	options?: CoroutineOptions<A>,
): CoroutineFunction<A, T>;
export function coroutine<A extends unknown[], T>(body: (...args: A) => Body<T>): CoroutineFunction<A, T>;
export function coroutine<A extends unknown[], T>(
	nameOrBody: string | ((...args: A) => Body<T>),
	namedBody?: (...args: A) => Body<T>,
	options: CoroutineOptions<A> = {},
): CoroutineFunction<A, T> {
	const name = typeof nameOrBody === "string" ? nameOrBody : "";
	const body = typeof nameOrBody === "string" ? namedBody : nameOrBody;
	if (typeof body !== "function")
		throw new TypeError(`a coroutine's body is a generator function, not ${kindOf(body)}`);
	if (isAsync(body))
		throw new TypeError(
			"a coroutine's body is a generator function, not an async one: function*, and yield* for await",
		);
	const label = options.label as BodyKind["label"] | undefined;
	const kind: BodyKind = { name, label: label ?? null, span: true };
	const make =
		kind.label === null
			? (...args: A): Coroutine<T> => trackCreated(new Frame<T>(kind, body(...args), args[0]))
			: (...args: A): Coroutine<T> => trackCreated(new Frame<T>(kind, body(...args), args));
	return Object.defineProperty(make, "name", { value: name });
}

/** JavaScript's own async functions answer promises, and generators that the task can't resume. */
function isAsync(body: object): boolean {
	return Object.prototype.toString.call(body).startsWith("[object Async");
}

/** One of the runtime's own coroutines: it has a name, and no span. */
export function builtIn<T>(kind: BodyKind, body: Body<T>): Coroutine<T> {
	return trackCreated(new Frame<T>(kind, body, undefined));
}

export function builtInKind(name: string): BodyKind {
	return { name, label: null, span: false };
}
