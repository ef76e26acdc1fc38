import { fieldOf, isError, textOf } from "../runtime/kernel/value-text.ts";

/** What was thrown, in one sentence: `TypeError: x is not a function`. */
export function thrownText(thrown: unknown): string {
	if (!isError(thrown)) return textOf(thrown);
	const [name, message] = [textOf(fieldOf(thrown, "name")), textOf(fieldOf(thrown, "message"))];
	return message === "" ? name : `${name}: ${message}`;
}

/** Its stack, as far as it has one. */
export function stackText(thrown: unknown): string {
	const stack = fieldOf(thrown, "stack");
	return typeof stack === "string" ? stack : thrownText(thrown);
}
