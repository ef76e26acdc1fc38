/** The first whole number below `count` for which that is so, else `count`. From there on it has to be so for all. */
export function firstOf(count: number, isSo: (index: number) => boolean): number {
	let low = 0;
	let high = count;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (isSo(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}
