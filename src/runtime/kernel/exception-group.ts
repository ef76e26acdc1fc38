import { ValueError } from "./errors.ts";

type ErrorClass<E> = abstract new (...args: never[]) => E;

/** What an error is matched by: its class, or a predicate. */
export type Condition<E = unknown> = ErrorClass<E> | readonly ErrorClass<E>[] | ((error: unknown) => boolean);

/**
 * Several errors raised as one, possibly nested. Python: ExceptionGroup, BaseExceptionGroup (one class here)
 * @throws {ValueError} if `exceptions` is empty
 */
export class ExceptionGroup extends Error {
	override readonly name: string = "ExceptionGroup";
	/** The errors, in the order in which they were raised. */
	readonly exceptions: readonly unknown[];

	/** @throws {TypeError} if `exceptions` is no array */
	constructor(message: string, exceptions: readonly unknown[]) {
		if (!Array.isArray(exceptions)) throw new TypeError("second argument (exceptions) must be an array");
		if (exceptions.length === 0) throw new ValueError("second argument (exceptions) must not be empty");
		super(`${message} (${exceptions.length} sub-exception${exceptions.length === 1 ? "" : "s"})`);
		this.exceptions = [...exceptions];
		this.#text = message;
	}

	readonly #text: string;

	/** The group of those that match, nested as they are here, or null. Python: BaseExceptionGroup.subgroup */
	subgroup(condition: Condition): ExceptionGroup | null {
		return this.split(condition)[0];
	}

	/** Those that match and the rest, each nested as here, null where there is none. Python: BaseExceptionGroup.split */
	split(condition: Condition): [matching: ExceptionGroup | null, rest: ExceptionGroup | null] {
		const matches = matcher(condition);
		if (matches(this)) return [this, null];
		const matching: unknown[] = [];
		const rest: unknown[] = [];
		for (const error of this.exceptions) {
			const parts =
				error instanceof ExceptionGroup
					? error.split(condition)
					: matches(error)
						? [error, null]
						: [null, error];
			if (parts[0] !== null) matching.push(parts[0]);
			if (parts[1] !== null) rest.push(parts[1]);
		}
		return [this.#derive(matching), this.#derive(rest)];
	}

	#derive(exceptions: readonly unknown[]): ExceptionGroup | null {
		if (exceptions.length === 0) return null;
		const group = new ExceptionGroup(this.#text, exceptions);
		if (this.cause !== undefined) group.cause = this.cause;
		return group;
	}
}

function matcher(condition: Condition): (error: unknown) => boolean {
	if (Array.isArray(condition)) {
		const classes: readonly ErrorClass<unknown>[] = condition;
		return (error) => classes.some((one) => error instanceof one);
	}
	if (isErrorClass(condition)) return (error) => error instanceof condition;
	if (typeof condition !== "function") {
		throw new TypeError("expected an error class, several of them, or a predicate");
	}
	return condition as (error: unknown) => boolean;
}

function isErrorClass(value: Condition): value is ErrorClass<unknown> {
	return typeof value === "function" && (value === Error || value.prototype instanceof Error);
}
