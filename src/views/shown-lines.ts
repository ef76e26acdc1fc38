// Of what was printed without end the first and the last lines are shown.

/** So many lines of each. */
const MOST = 1_000;

/** The lines to show, and how many are left out between `first` and `last`. */
export interface ShownLines<T> {
	readonly first: readonly T[];
	readonly hidden: number;
	readonly last: readonly T[];
}

export function shownLines<T>(lines: readonly T[]): ShownLines<T> {
	const hidden = lines.length - 2 * MOST;
	if (hidden <= 0) return { first: lines, hidden: 0, last: [] };
	return { first: lines.slice(0, MOST), hidden, last: lines.slice(-MOST) };
}
