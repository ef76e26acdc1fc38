// The platform's console. The runtime writes prints and errors to it where there is no observer.

import { bounded, fieldOf, objectKind, ownText, textOf } from "./value-text.ts";

export const console = {
	log(text: string): void {
		globalThis.console.log(text);
	},
	warn(text: string, error: unknown): void {
		if (error === undefined) globalThis.console.error(text);
		else globalThis.console.error(text, error);
	},
};

/** A value as the console shows it: a text as it is, an object with what is in it, on one line. It never throws. */
export function shown(value: unknown): string {
	if (typeof value === "string") return bounded(value);
	if ((typeof value !== "object" || value === null) && typeof value !== "function") return textOf(value);
	const own = typeof value === "object" ? ownText(value) : null;
	return own ?? inspected(value);
}

type Inspect = (value: unknown, options: object) => unknown;

const ON_ONE_LINE = { compact: true, breakLength: Number.POSITIVE_INFINITY };

/** As Node shows it; elsewhere what it is. */
function inspected(value: object): string {
	try {
		const { process } = globalThis as { readonly process?: { getBuiltinModule?: (name: string) => unknown } };
		const inspect = fieldOf(process?.getBuiltinModule?.("node:util"), "inspect");
		return typeof inspect === "function"
			? bounded(String((inspect as Inspect)(value, ON_ONE_LINE)))
			: textOf(value);
	} catch {
		// The object's own code takes part, and may throw whatever it likes.
		return objectKind(value);
	}
}
