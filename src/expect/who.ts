import type { FactOf } from "../recording/index.ts";

/**
 * Names tasks and coroutines' bodies. A text: by the whole label (`fetch 3`), by the function's name (`fetch`), or by a task's
 * name (`Task-3`). An expression: by a part of one of these.
 */
export type Who = string | RegExp;

export function isNamed(who: Who, names: readonly string[]): boolean {
	return names.some((name) => (typeof who === "string" ? name === who : name.search(who) >= 0));
}

export function namesOfBody({ label, name }: FactOf<"span-started">): readonly string[] {
	return [label, name];
}

/** In words of a failure. */
export function whoText(who: Who): string {
	return typeof who === "string" ? who : String(who);
}
