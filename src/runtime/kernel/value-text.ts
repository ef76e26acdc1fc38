// Values of the program as texts. Nothing here throws, whatever the value is, and no text is longer than can be shown.

/** Longer lines are cut. */
const LONGEST_LINE = 100_000;
/** So little is not cut off: what says that a text was cut is shorter, so that no text is cut twice. */
const SLACK = 100;
/** Names and messages stand in many places. */
const LONGEST_NAME = 10_000;

/** A text that is not too long, else its beginning, and that it was cut. */
export function bounded(text: string, longest = LONGEST_LINE): string {
	if (text.length <= longest + SLACK) return text;
	return `${text.slice(0, longest)}… (cut: it has ${text.length} characters)`;
}

/** The text of a value: its own, where it has one, else what it is. */
export function textOf(value: unknown): string {
	if (typeof value === "string") return bounded(value, LONGEST_NAME);
	if (typeof value === "function") return `function ${functionName(value)}`.trim();
	if (typeof value !== "object" || value === null) return String(value);
	return ownText(value) ?? objectKind(value);
}

/** What the value's own `toString` answers; null where it has none, or that answers no text. */
export function ownText(value: object): string | null {
	const method = fieldOf(value, "toString");
	if (typeof method !== "function" || GENERAL.includes(method)) return null;
	const text = attempted(() => String(value));
	return text === undefined ? null : bounded(text);
}

/** They say nothing of what is in a value. */
const GENERAL: readonly unknown[] = [
	Object.prototype.toString,
	Array.prototype.toString,
	Function.prototype.toString,
];

/** What kind of object it is: the name of its class, as far as it can be looked at. */
export function objectKind(value: object): string {
	const prototype = attempted(() => ({ is: Object.getPrototypeOf(value) as unknown }));
	if (prototype === undefined) return "an object that can't be looked at";
	if (prototype.is === null) return "an object without a prototype";
	const name = fieldOf(fieldOf(value, "constructor"), "name");
	return typeof name === "string" && name !== "" ? bounded(name) : "an object";
}

/** The name of a function, empty where it has none, whatever the program has made of it. */
export function functionName(value: unknown): string {
	const name = fieldOf(value, "name");
	return typeof name === "string" ? bounded(name) : "";
}

/** A field of a value; undefined where it has none, or does not give it. */
export function fieldOf(value: unknown, name: string | symbol): unknown {
	return attempted(() => (value as { readonly [name: string | symbol]: unknown } | null | undefined)?.[name]);
}

/** Whether it is an error, of this or another realm's making. */
export function isError(value: unknown): value is Error {
	return attempted(() => value instanceof Error) === true;
}

/** The same value; an error in the place of one that throws when somebody asks what it is. */
export function lookable<T>(value: T): T | TypeError {
	return attempted(() => ({ is: value instanceof Error })) === undefined
		? new TypeError("it is an object that can't be looked at: its proxy throws")
		: value;
}

/** What the program's own code answers; undefined where it throws. */
export function attempted<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch {
		// Whatever it throws: it was asked for a text only.
		return undefined;
	}
}
