// Of many printed lines the first and the last are shown, so that the picture stays on the screen.

import { moreOf } from "../text/figures.ts";

/** So many are shown without being asked for. */
const USUAL = 20;
/** More are never shown: such a text is for a program to read. */
export const MOST_LINES = 100_000;

/** The lines to show, and how many are left out between `first` and `last`. */
export interface ShownLines<T> {
	readonly first: readonly T[];
	readonly hidden: number;
	readonly last: readonly T[];
}

/** `wanted`: how many; true: the usual number, false: none. */
export function shownLines<T>(lines: readonly T[], wanted: number | boolean): ShownLines<T> {
	const most = wanted === true ? USUAL : Math.min(Number(wanted), MOST_LINES);
	if (lines.length <= most) return { first: lines, hidden: 0, last: [] };
	const end = Math.floor(most / 3);
	const [first, last] = [lines.slice(0, most - end), lines.slice(lines.length - end)];
	return { first, hidden: lines.length - most, last };
}

/** `10 lines more: --lines all`; without the option if none is to be named */
export function hiddenLinesText(hidden: number, shown: number, namesOptions: boolean): string {
	const more = moreOf(hidden, "line");
	return namesOptions ? `${more}: ${shown < MOST_LINES ? "--lines all" : "--json"}` : more;
}
