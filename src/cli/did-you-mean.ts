/** `; did you mean gather?` where one of the names is close to the word, nothing where none is. */
export function didYouMean(word: string, names: readonly string[]): string {
	const closest = closestName(word, names);
	return closest === null ? "" : `; did you mean ${closest}?`;
}

/** The name that takes the fewest single-letter edits to become the word, if that is at most a third of it. */
function closestName(word: string, names: readonly string[]): string | null {
	let closest: string | null = null;
	let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
	for (const name of names) {
		const edits = name.startsWith(word) && word.length > 1 ? 1 : editDistance(word, name);
		if (edits < fewest && edits < name.length) {
			closest = name;
			fewest = edits;
		}
	}
	return closest;
}

/** How many letters must be put in, taken out, changed or swapped with the next to make `b` of `a`. */
function editDistance(a: string, b: string): number {
	const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
	const cell = (i: number, j: number): number => rows[i]?.[j] ?? 0;
	for (let i = 1; i <= a.length; i++) {
		rows[i] = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const swap = swapped ? cell(i - 2, j - 2) + 1 : change;
			rows[i]?.push(Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, change, swap));
		}
	}
	return cell(a.length, b.length);
}
