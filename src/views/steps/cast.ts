// A run as an asciicast of version 2, as asciinema plays it: the screens of a run that goes on.

/** A screen, and when it is shown, in seconds from the beginning. */
export interface Frame {
	readonly at: number;
	readonly lines: readonly string[];
}

export interface CastOptions {
	readonly columns: number;
	readonly rows: number;
	readonly title: string;
}

const HOME = "\x1b[H";
const CLEAR_LINE = "\x1b[K";
const CLEAR_BELOW = "\x1b[J";

/** JSON Lines: a header, then what is written when. A screen that is like the one before is left out. */
export function castOf(frames: readonly Frame[], { columns, rows, title }: CastOptions): string {
	const header = { version: 2, width: columns, height: rows, title, env: { TERM: "xterm-256color" } };
	const lines = [JSON.stringify(header)];
	let before = "";
	for (const { at, lines: shown } of frames) {
		const text = `${HOME}${shown
			.slice(0, rows)
			.map((line) => line + CLEAR_LINE)
			.join("\r\n")}${CLEAR_BELOW}`;
		if (text === before) continue;
		before = text;
		lines.push(JSON.stringify([Math.round(at * 1e6) / 1e6, "o", text]));
	}
	return `${lines.join("\n")}\n`;
}
