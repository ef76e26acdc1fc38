// Numbers as Python prints them, so that a line here is the line that CPython prints.

/** Below 1e21, with so many digits after the point; a tie goes to the even digit. Python: f"{value:.2f}" */
export function fixed(value: number, digits: number): string {
	// Only a fraction of 2 can lie exactly between two decimals; toFixed always rounds such a tie up.
	const isTie = Math.abs((value * 2 ** (digits + 1)) % 2) === 1;
	if (!isTie) return value.toFixed(digits);
	const below = Math.floor(value * 10 ** digits);
	return ((below % 2 === 0 ? below : below + 1) / 10 ** digits).toFixed(digits);
}

/** With six digits that count and no zeros at the end: 3, 1.5, 0.3. Python: f"{value:g}" from 0.0001 to 999999 */
export function general(value: number): string {
	const [, exponent] = value.toExponential(5).split("e");
	return String(Number(fixed(value, 5 - Number(exponent))));
}

/** `1 second`, `2 seconds`. */
export function seconds(count: number): string {
	return `${general(count)} second${count === 1 ? "" : "s"}`;
}
