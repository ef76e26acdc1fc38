import type { Place } from "../runtime/events.ts";

/** `cancel.ts:14`: the file's own name and the line. */
export function placeText(place: Place): string {
	const name = place.file.split(/[\\/]/).at(-1) ?? place.file;
	return `${name}:${place.line}`;
}
