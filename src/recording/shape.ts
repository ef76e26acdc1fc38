import { RecordingError } from "./recording-error.ts";

/** What an object of JSON is before its fields are known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Says by a RecordingError where a value is not of the expected shape; `path` leads to it from the root. */
export type Shape = (value: unknown, path: string) => void;

/** Text. */
export const text: Shape = (value, path) => expect(typeof value === "string", path, "text", value);

/** A finite number. */
export const number: Shape = (value, path) => expect(Number.isFinite(value), path, "a number", value);

/** A whole number of 0 or more. */
export const count: Shape = (value, path) =>
	expect(Number.isInteger(value) && Number(value) >= 0, path, "a whole number", value);

/** True or false. */
export const truth: Shape = (value, path) => expect(typeof value === "boolean", path, "true or false", value);

/** Whatever JSON holds. */
export const anything: Shape = () => {};

/** One of these texts. */
export function oneOf(...texts: readonly string[]): Shape {
	return (value, path) =>
		expect(typeof value === "string" && texts.includes(value), path, `one of ${texts.join(", ")}`, value);
}

/** Null, or of the shape. */
export function orNull(shape: Shape): Shape {
	return (value, path) => {
		if (value !== null) {
			shape(value, path);
		}
	};
}

/** Absent, or of the shape. */
export function optional(shape: Shape): Shape {
	return (value, path) => {
		if (value !== undefined) {
			shape(value, path);
		}
	};
}

/** A list, each item of the shape. */
export function list(shape: Shape): Shape {
	return (value, path) => {
		if (!Array.isArray(value)) {
			throw unexpected(path, "a list", value);
		}
		for (const [index, item] of value.entries()) {
			shape(item, `${path}[${index}]`);
		}
	};
}

/** An object with these fields; others are let through, since a later program may have written them. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
	const expected = Object.entries(shapes);
	return (value, path) => {
		const object = asObject(value, path);
		for (const [name, shape] of expected) {
			shape(object[name], join(path, name));
		}
	};
}

/** An object of values of one shape. */
export function recordOf(shape: Shape): Shape {
	return (value, path) => {
		for (const [name, item] of Object.entries(asObject(value, path))) {
			shape(item, join(path, name));
		}
	};
}

/** An object whose field `tag` says which of the shapes it has. */
export function variants(tag: string, shapes: Readonly<Record<string, Shape>>): Shape {
	const tags = oneOf(...Object.keys(shapes));
	return (value, path) => {
		const which = asObject(value, path)[tag];
		tags(which, join(path, tag));
		shapes[String(which)]?.(value, path);
	};
}

function asObject(value: unknown, path: string): JsonObject {
	if (!isJsonObject(value)) {
		throw unexpected(path, "an object", value);
	}
	return value;
}

function expect(fits: boolean, path: string, expected: string, value: unknown): void {
	if (!fits) {
		throw unexpected(path, expected, value);
	}
}

function unexpected(path: string, expected: string, value: unknown): RecordingError {
	const found = value === undefined ? "missing" : brief(JSON.stringify(value));
	return new RecordingError(`a damaged recording: ${path || "it"} must be ${expected}, but is ${found}`);
}

function brief(json: string): string {
	return json.length > 40 ? `${json.slice(0, 37)}...` : json;
}

function join(path: string, name: string): string {
	return path === "" ? name : `${path}.${name}`;
}
