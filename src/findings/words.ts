import type { Delivery } from "../history/deliveries.ts";
import { type Place, placeText } from "../recording/index.ts";

/** More than this many are counted, not named. */
const MOST_NAMED = 20;

/** `A, B and 5 more`: at most 20 of them by name. */
export function named(labels: readonly string[]): string {
	const shown = labels.slice(0, MOST_NAMED).join(", ");
	return labels.length > MOST_NAMED ? `${shown} and ${labels.length - MOST_NAMED} more` : shown;
}

/** `coroutine fetch /a` */
export function coroutineNamed(label: string): string {
	return label === "" ? "a coroutine without a name" : `coroutine ${label}`;
}

/** ` (a.mjs:5)`, to put behind what was done there; nothing where that is not known. */
export function placeWords(place: Place | null): string {
	return place === null ? "" : ` (${placeText(place)})`;
}

/**
 * `, first in line 7`: the line of what a task did first after it had caught a CancelledError, between these words; nothing where that
 * is not known. A catch itself has no line that a trace could see.
 */
export function firstLine({ place, next }: Delivery, before: string, after = ""): string {
	const at = next?.place ?? null;
	if (at === null) return "";
	return `${before}${at.file === place?.file ? `line ${at.line}` : placeText(at)}${after}`;
}
