import { kindOf } from "../runtime/kernel/arguments.ts";
import { ExceptionGroup } from "../runtime/kernel/exception-group.ts";
import { bounded, fieldOf, isError, textOf } from "../runtime/kernel/value-text.ts";
import type { ErrorText, Place } from "../runtime/observer.ts";
import { placeOfGenerator } from "./generator-place.ts";
import { placeOfError, type SourcePlaces } from "./places.ts";

/** Groups and causes are followed so far; an error may be its own cause. */
const DEEPEST = 8;
/** Of what a group holds so many errors are told, at all depths together: one may be in it many times. */
const MOST_ERRORS = 1000;
/** Reading the stack of an error takes many microseconds. */
const MOST_PLACES = 250;
/** Asking the inspector takes many milliseconds. */
const MOST_REFUSALS = 5;

/** What is told of thrown values. */
export class ErrorTexts {
	readonly #sourcePlaces: SourcePlaces;
	readonly #stacks: boolean;
	#placesLeft: number;
	#refusalsLeft = MOST_REFUSALS;
	/** So many more are told of as parts of the error that is read. */
	#left = MOST_ERRORS;
	/** Where errors were thrown into generators. */
	readonly #refused = new WeakMap<Error, Place>();
	/** The last that was asked for: an error passes through many hands, one after the other. */
	#last: { readonly error: Error; readonly text: ErrorText } | null = null;
	/** How deep stacks are, while there are none; null: they are as deep as the program wants them. */
	#stackTraceLimit: number | null = null;

	constructor(places: boolean, sourcePlaces: SourcePlaces, stacks: boolean) {
		this.#placesLeft = places ? MOST_PLACES : 0;
		this.#sourcePlaces = sourcePlaces;
		this.#stacks = stacks;
	}

	/** What is shown of a thrown value, whatever it is. */
	textOf(thrown: unknown): ErrorText {
		if (!isError(thrown)) return textOfOther(thrown);
		if (this.#last?.error !== thrown) {
			this.#left = MOST_ERRORS;
			this.#last = { error: thrown, text: this.#read(thrown, DEEPEST) };
		}
		return this.#last.text;
	}

	/** `error` is about to be thrown into a generator that stands still, and has no stack that says where. */
	noteRefused(generator: unknown, error: Error): void {
		if (this.#placesLeft === 0 || this.#refusalsLeft === 0) return;
		this.#refusalsLeft -= 1;
		const place = placeOfGenerator(generator);
		if (place !== null) this.#refused.set(error, place);
	}

	/** No more errors are told of. */
	close(): void {
		if (this.#stackTraceLimit !== null) Error.stackTraceLimit = this.#stackTraceLimit;
		this.#stackTraceLimit = null;
	}

	#read(error: Error, depth: number): ErrorText {
		const [name, message, cause] = [
			fieldOf(error, "name"),
			fieldOf(error, "message"),
			fieldOf(error, "cause"),
		];
		// Where nobody wants it, a stack is not even made.
		const stack = this.#stacks ? fieldOf(error, "stack") : undefined;
		const place = this.#placeOf(error);
		return {
			name: textOf(name),
			message: textOf(message),
			...(place === null ? {} : { place: this.#sourcePlaces(place) }),
			...(error instanceof ExceptionGroup ? { errors: this.#readAll(error.exceptions, depth - 1) } : {}),
			...(cause === undefined || depth === 0 ? {} : { cause: this.#readAny(cause, depth - 1) }),
			...(typeof stack === "string" ? { stack: bounded(stack) } : {}),
		};
	}

	#readAll(errors: readonly unknown[], depth: number): ErrorText[] {
		return depth < 0 ? [] : errors.flatMap((error) => (this.#left > 0 ? [this.#readAny(error, depth)] : []));
	}

	#readAny(thrown: unknown, depth: number): ErrorText {
		this.#left -= 1;
		return isError(thrown) ? this.#read(thrown, depth) : textOfOther(thrown);
	}

	#placeOf(error: Error): ReturnType<typeof placeOfError> {
		if (this.#placesLeft === 0) return null;
		this.#placesLeft -= 1;
		// From here on errors need no stack, which costs most of what an error costs.
		if (this.#placesLeft === 0 && !this.#stacks) {
			this.#stackTraceLimit = Error.stackTraceLimit;
			Error.stackTraceLimit = 0;
		}
		return this.#refused.get(error) ?? placeOfError(error);
	}
}

/** Of what is no Error: its type and its text. */
function textOfOther(thrown: unknown): ErrorText {
	if (typeof thrown === "object" && thrown !== null) return { name: "object", message: kindOf(thrown) };
	return { name: thrown === null ? "null" : typeof thrown, message: textOf(thrown) };
}
