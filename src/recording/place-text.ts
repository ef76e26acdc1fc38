import type { Place } from "../runtime/observer.ts";

/** `cancel.ts:14`: the file's own name and the line. */
export function placeText({ file, line }: Place): string {
	return `${file.split(/[\\/]/).at(-1)}:${line}`;
}
