// Keys by name, from what a terminal sends for them.

const ESCAPE = "\x1b";
/** Escape sequences, and single characters. */
const KEYS = new RegExp(`${ESCAPE}(?:\\[[0-9;]*[A-Za-z~]|O[A-Z])|[\\s\\S]`, "gu");

const NAMES: Readonly<Record<string, string>> = {
	"\x1b[A": "up",
	"\x1b[B": "down",
	"\x1b[C": "right",
	"\x1b[D": "left",
	"\x1bOA": "up",
	"\x1bOB": "down",
	"\x1bOC": "right",
	"\x1bOD": "left",
	"\x1b[1;5C": "ctrl-right",
	"\x1b[1;5D": "ctrl-left",
	"\x1b[5~": "pageup",
	"\x1b[6~": "pagedown",
	"\x1b[H": "home",
	"\x1b[F": "end",
	"\x1bOH": "home",
	"\x1bOF": "end",
	"\x1b[1~": "home",
	"\x1b[4~": "end",
	"\x1b[7~": "home",
	"\x1b[8~": "end",
	"\x1b": "escape",
	"\r": "enter",
	"\n": "enter",
	"\t": "tab",
	"\x7f": "backspace",
	"\b": "backspace",
};

/** The keys in what was typed, in order: names, or the characters themselves. Sequences that nobody knows are left out. */
export function keysIn(typed: string): string[] {
	return (typed.match(KEYS) ?? []).flatMap((key) => {
		const name = NAMES[key];
		if (name !== undefined) return [name];
		return key.startsWith(ESCAPE) || key < " " ? [] : [key];
	});
}
