// What the engine itself raises inside of a coroutine where yield* is given what can't be awaited, in our own words. Known are the
// words of V8; those of other engines can't be told from the errors of other mistakes, and stay as they are.

import { RuntimeError } from "./errors.ts";
import { fieldOf } from "./value-text.ts";

/** The way out for who has a promise. */
export const PROMISE_HINT = "a promise is awaited with fromPromise(() => …), under runLive";

const NOTHING_HINT = "the function called has to return what is to be awaited";

/** The same, as a sentence of its own. */
export const PROMISE_SENTENCE = "A promise is awaited with fromPromise(() => …), under runLive";

const AWAITS = "yield* awaits a coroutine, a task or a future";

/** `yield* f()` */
const NOT_ITERABLE = /^yield\* .* is not iterable$/;
/** `yield* x`, but also `new Map(x)`, and a parameter that is taken apart. */
const KIND_NOT_ITERABLE = /^(.+) is not iterable \(cannot read property Symbol\(Symbol\.iterator\)\)$/;
/** The stack of an error that a generator raised itself: neither one of the engine's functions did, nor one that it called. */
const IN_GENERATOR =
	/^[^\n]*\n\s+at (?![^\n]*\(<anonymous>\))[^\n]*\n\s+at [^\n]*\.(?:next|throw) \(<anonymous>\)/;
const HAS_FRAMES = /\n\s+at /;
const NO_THROW = /^The iterator does not provide a 'throw' method/;

/** Errors for what was yielded without being awaited; whether it could have been. */
const refusals = new WeakMap<Error, boolean>();

/** The error for who yields what only yield* awaits, or what nobody can. */
export function refusedYield(text: string, isAwaitable: boolean): RuntimeError {
	const error = new RuntimeError(text);
	refusals.set(error, isAwaitable);
	return error;
}

/** `raised` left a coroutine that `thrown` was thrown into, if anything was. Answers the error to go on with, at the same place. */
export function inOwnWords(raised: TypeError, thrown?: unknown): TypeError {
	// Its own message is a text; what the program has made of it may be anything.
	if (typeof fieldOf(raised, "message") !== "string") return raised;
	const text = NO_THROW.test(raised.message) ? listText(refusals.get(thrown as Error)) : awaitedText(raised);
	if (text === null) return raised;
	const error = new TypeError(text, { cause: raised });
	if (typeof raised.stack === "string") error.stack = raised.stack.replace(raised.message, () => text);
	return error;
}

/** A list gave an item that was refused, and has no way to be told so. */
function listText(holdsAwaitables: boolean | undefined): string {
	return holdsAwaitables === true
		? `${AWAITS}, not a list of them: yield* gather([…]) awaits several`
		: `${AWAITS}, not a text or a list`;
}

function awaitedText({ message, stack }: TypeError): string | null {
	if (NOT_ITERABLE.test(message))
		return `${AWAITS}, and was given none. ${PROMISE_SENTENCE}; ${NOTHING_HINT}`;
	const kind = KIND_NOT_ITERABLE.exec(message)?.[1];
	if (kind === undefined) return null;
	// Where nobody keeps stacks it may have been something else, of which this holds too.
	if (!HAS_FRAMES.test(stack ?? "")) return `${message}. ${AWAITS}`;
	if (!IN_GENERATOR.test(stack ?? "")) return null;
	return `${AWAITS}, not ${WORDS[kind] ?? kind}`;
}

/** What V8 calls what it was given. */
const WORDS: { readonly [kind: string]: string } = {
	undefined: `undefined: ${NOTHING_HINT}`,
	"object null": `null: ${NOTHING_HINT}`,
	function: "a function: call it",
	object: `an object. ${PROMISE_SENTENCE}`,
};
