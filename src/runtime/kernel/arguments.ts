// What is refused because it is of a wrong kind: what it is, and the way out. One function for each kind of check.

import { NO_TASK, type Seconds } from "../observer.ts";
import { Coroutine } from "./coroutine.ts";
import { ValueError } from "./errors.ts";
import { isGenerator } from "./frame.ts";
import { Future } from "./future.ts";
import { fieldOf, functionName, lookable, objectKind, textOf } from "./value-text.ts";

const GENERATOR_HINT = "write function* () { … }, and yield* for await";

const ASYNC_PROTOTYPES: readonly unknown[] = [
	Object.getPrototypeOf(async () => {}),
	Object.getPrototypeOf(async function* () {}),
];

/** How a wrong argument is named in an error: also one that has no text of its own. */
export function kindOf(value: unknown): string {
	if (value === null || value === undefined) return String(value);
	if (typeof value === "function") return functionNamed(value);
	if (typeof value !== "object") return `${typeof value} ${textOf(value)}`;
	if (lookable(value) !== value) return objectKind(value);
	if (value instanceof Coroutine) return `coroutine ${value.label}`.trim();
	if (value instanceof Future) return value.taskId === NO_TASK ? "Future" : "Task";
	const tag = tagOf(value);
	if (tag === "[object Generator]") return "a generator";
	return tag === "[object AsyncGenerator]" ? "an async generator" : objectKind(value);
}

function functionNamed(value: unknown): string {
	return `${isAsync(value) ? "async function" : "function"} ${functionName(value) || "without a name"}`;
}

function tagOf(value: object): string {
	const tag = fieldOf(value, Symbol.toStringTag);
	return typeof tag === "string" ? `[object ${tag}]` : "";
}

/** Whether it is a function that JavaScript itself would run: its answer is a promise, or a generator that no task can resume. */
export function isAsync(value: unknown): boolean {
	return typeof value === "function" && ASYNC_PROTOTYPES.includes(Object.getPrototypeOf(value));
}

/** What an async generator function answers. */
export function isAsyncGenerator(value: unknown): boolean {
	return typeof value === "object" && value !== null && tagOf(value) === "[object AsyncGenerator]";
}

export function checkedCallback(callback: () => void): () => void {
	if (typeof callback !== "function")
		throw new TypeError(`a callback is a function, not ${kindOf(callback)}`);
	return callback;
}

/** Refuses what is no number. `what`: `a delay`. */
export function checkedSeconds<S extends Seconds | null | undefined>(what: string, seconds: S): S {
	if (typeof seconds !== "number" && seconds !== null && seconds !== undefined)
		throw noSeconds(what, seconds);
	return seconds;
}

export function noSeconds(what: string, value: unknown): TypeError {
	return new TypeError(`${what} is a number of seconds, not ${kindOf(value)}${secondsHint(value)}`);
}

function secondsHint(value: unknown): string {
	if (typeof value === "string") return ": Number(text) makes one of a text";
	return typeof value === "function" ? ": the seconds come first" : "";
}

export function checkedTime(seconds: Seconds): Seconds {
	if (typeof seconds !== "number") throw noSeconds("a time", seconds);
	if (Number.isNaN(seconds)) throw new ValueError("Invalid delay: NaN (not a number)");
	return seconds;
}

export function checkedMaxTurns(maxTurns: number): number {
	if (!Number.isInteger(maxTurns) || maxTurns < 1)
		throw new RangeError(`maxTurns is a whole number from 1 on, not ${numberOrKind(maxTurns)}`);
	return maxTurns;
}

/** A number as it is, else what it is instead. */
export function numberOrKind(value: unknown): string {
	return typeof value === "number" ? String(value) : kindOf(value);
}

/** Refuses what is no number. `what`: `a queue's maxsize is a number`; `example`: the call for who meant to give a name. */
export function checkedNumber(what: string, value: number, example: string): void {
	if (typeof value === "number") return;
	const isName =
		(typeof value === "object" && value !== null) ||
		(typeof value === "string" && Number.isNaN(Number(value)));
	throw new TypeError(`${what}, not ${kindOf(value)}${isName ? `: ${withText(example, value)}` : ""}`);
}

/** Refuses a text, a number, … in place of options. `example`: the call with options. */
export function checkedOptions<O extends object>(whose: string, options: O, example: string): O {
	if (typeof options === "object" && options !== null) return options;
	throw new TypeError(
		`the options of ${whose} are an object, not ${kindOf(options)}: ${withText(example, options)}`,
	);
}

/** The example, with the text that was given in place of its `"…"`. */
export function withText(example: string, given: unknown): string {
	return typeof given === "string" ? example.replace('"…"', () => JSON.stringify(given)) : example;
}

/** Refuses what can't be the body of `what`, before it is called. */
export function checkedBody<F>(what: string, body: F): F {
	if (typeof body === "function" && !isAsync(body)) return body;
	if (isAsync(body))
		throw new TypeError(`${what} takes a generator function, not an async one: ${GENERATOR_HINT}`);
	throw new TypeError(`${what} takes a generator function, not ${kindOf(body)}: ${insteadOf(body)}`);
}

/** Refuses what the body of `what` answered, if it can't be awaited. */
export function checkedAnswer<B>(what: string, answer: B): B {
	if (isGenerator(answer)) return answer;
	throw new TypeError(
		`the body of ${what} answered ${kindOf(answer)}, which can't be awaited: write function* () { … }`,
	);
}

function insteadOf(body: unknown): string {
	if (!isGenerator(body)) return "function* () { … }";
	if (body instanceof Future) return "write () => …";
	const call = callText(body);
	if (body instanceof Coroutine) body.close();
	return call === null ? "leave out the (), so that it is not called yet" : `write () => ${call}`;
}

/** Refuses what is nothing to be gone through, or is awaited itself: `gather(job(1), job(2))`. */
export function checkedSeveral<I>(what: string, given: I, others: readonly unknown[]): I {
	const isOne = given instanceof Coroutine || given instanceof Future;
	if (isOne) throw new TypeError(`${what} takes an array: ${what}([${calls([given, ...others])}])`);
	const isSeveral =
		typeof given === "object" && typeof (given as Iterable<unknown> | null)?.[Symbol.iterator] === "function";
	if (isSeveral) return given;
	throw new TypeError(`${what} takes an array, not ${kindOf(given)}: ${what}([first, second])`);
}

const ORDINALS = ["first", "second", "third"];

/** The awaitables among `given`, as the program may have written them. They are given up: nobody can await them any more. */
function calls(given: readonly unknown[]): string {
	const texts = given.filter(isGenerator).map((one, index) => callText(one) ?? ORDINALS[index] ?? "…");
	for (const one of given) if (one instanceof Coroutine) one.close();
	return texts.join(", ");
}

/** `job(1)`, as the program may have written it: the first argument is all that a coroutine keeps. Null where that is not known. */
function callText(value: unknown): string | null {
	if (!(value instanceof Coroutine) || value.name === "") return null;
	const { name, label } = value;
	if (label === name) return `${name}()`;
	if (!label.startsWith(`${name} `)) return `${name}(…)`;
	const argument = label.slice(name.length + 1);
	return `${name}(${/^(-?[\d.]+|true|false)$/.test(argument) ? argument : JSON.stringify(argument)})`;
}

/** @throws {RangeError} if `until` is no time that a run can come to */
export function checkedUntil(until: number): number {
	if (typeof until !== "number" || !(until >= 0))
		throw new RangeError(`until is a time of 0 seconds or more, not ${numberOrKind(until)}`);
	return until;
}
