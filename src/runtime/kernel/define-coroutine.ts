import { checkedAnswer, checkedBody, checkedOptions, kindOf } from "./arguments.ts";
import { CLAIMED, Coroutine, trackCreated } from "./coroutine.ts";
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
	const what = `coroutine ${name}`.trim();
	if (typeof nameOrBody !== "string" && namedBody !== undefined)
		throw new TypeError(`the name of a coroutine comes first: coroutine("name", function* () { … })`);
	const body = answering(what, checkedBody(what, typeof nameOrBody === "string" ? namedBody : nameOrBody));
	const label = labelIn(checkedOptions(what, options, `coroutine("${name}", body, { label: () => "…" })`));
	const kind: BodyKind = { name, label, span: true };
	const make =
		kind.label === null
			? (...args: A): Coroutine<T> => trackCreated(new Frame<T>(kind, body(...args), args[0]))
			: (...args: A): Coroutine<T> => trackCreated(new Frame<T>(kind, body(...args), args));
	return Object.defineProperty(make, "name", { value: name });
}

/** A generator function answers a generator; of any other it is only seen when it is called. */
function answering<A extends unknown[], T>(
	what: string,
	body: ((...args: A) => Body<T>) | undefined,
): (...args: A) => Body<T> {
	const sure = body as (...args: A) => Body<T>;
	if (Object.prototype.toString.call(body) === "[object GeneratorFunction]") return sure;
	return (...args) => {
		const answer: unknown = checkedAnswer(what, sure(...args));
		// It may be a coroutine of another function, which is awaited by this one's.
		return (
			answer instanceof Coroutine && answer.state !== CLAIMED ? answer[Symbol.iterator]() : answer
		) as Body<T>;
	};
}

function labelIn<A extends unknown[]>({ label }: CoroutineOptions<A>): BodyKind["label"] {
	if (label === undefined || typeof label === "function") return (label ?? null) as BodyKind["label"];
	throw new TypeError(
		`a coroutine's label is a function of its arguments, not ${kindOf(label)}: { label: () => ${JSON.stringify(label)} }`,
	);
}

/** One of the runtime's own coroutines: it has a name, and no span. `given`: what its label is made of, if it is more than the name. */
export function builtIn<T>(kind: BodyKind, body: Body<T>, given?: readonly unknown[]): Coroutine<T> {
	return trackCreated(new Frame<T>(kind, body, given));
}

export function builtInKind(name: string, label: BodyKind["label"] = null): BodyKind {
	return { name, label, span: false };
}
