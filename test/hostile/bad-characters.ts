// Characters that no output may hold, and texts that try to drive a terminal with them.

function codes(from: number, to: number): string[] {
	return Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index));
}

/** Each of them by itself: C0, DEL and C1, marks that turn the order of reading, ends of lines, halves of characters, what XML forbids. */
export const BAD_CHARACTERS: readonly string[] = [
	...codes(0x00, 0x1f),
	...codes(0x7f, 0x9f),
	...codes(0x202a, 0x202e),
	...codes(0x2066, 0x2069),
	"\u061c",
	"\u200e",
	"\u200f",
	"\u2028",
	"\u2029",
	"\ud800",
	"\udbff",
	"\udc00",
	"\udfff",
	"\ufffe",
	"\uffff",
];

/** What terminals do something for. */
const COMMANDS = [
	"\u001b]0;title\u0007",
	"\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\",
	"\u001b]52;c;cm0=\u0007",
	"\u001b[2J\u001b[H\u001b[31m",
	"\u009b31m\u009d0;t\u009c\u0090q\u009c",
	"\u001bc\u001b(0\u001b7\u001b#8",
	"\u001b[",
	"\u001b]",
	"\r\n\u0008\u0008",
];

export const BAD_TEXTS: readonly string[] = [
	...BAD_CHARACTERS.map((character) => `a${character}b`),
	...COMMANDS.map((command) => `a${command}b`),
];

/** All of them in one text. */
export const ALL_BAD = `<&>"'${COMMANDS.join("x")}${BAD_CHARACTERS.join("y")}`;

const BAD = /[\p{Control}\p{Bidi_Control}\p{Surrogate}\u2028\u2029\ufffe\uffff]/u;

/** The first bad character of an output, with what stands around it; null if it has none. Line feeds are what lines end with. */
export function badIn(output: string): string | null {
	const index = output.replaceAll("\n", " ").search(BAD);
	return index < 0 ? null : JSON.stringify(output.slice(Math.max(0, index - 20), index + 20));
}
