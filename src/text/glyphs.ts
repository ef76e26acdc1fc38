// The characters of the pictures, in Unicode and in ASCII.

export interface Glyphs {
	readonly states: {
		readonly running: string;
		readonly ready: string;
		readonly blocked: string;
		readonly waiting: string;
		readonly awaiting: string;
		readonly "cleaning-up": string;
	};
	/** A coroutine that is awaited in the same task. */
	readonly call: { readonly start: string; readonly line: string; readonly end: string };
	/** A run that takes no time. */
	readonly instant: string;
	/** The last part of a run, in eighths of a cell from one to seven. */
	readonly eighths: readonly string[];
	readonly done: string;
	readonly failed: string;
	readonly cancelled: string;
	readonly delivered: string;
	readonly neverWoke: string;
	readonly decides: string;
	/** How many, from few to many. */
	readonly heights: readonly string[];
	readonly held: string;
	readonly heldBriefly: string;
	readonly axis: {
		readonly start: string;
		readonly tick: string;
		readonly end: string;
		readonly line: string;
		readonly beyond: string;
	};
	readonly tree: {
		readonly fork: string;
		readonly last: string;
		readonly through: string;
		readonly none: string;
	};
	readonly bar: string;
	/** Across a page, and down between two columns. */
	readonly rule: string;
	readonly divider: string;
	readonly ellipsis: string;
	readonly dot: string;
	readonly times: string;
	readonly arrow: string;
	readonly micro: string;
}

export const UNICODE: Glyphs = {
	states: { running: "█", ready: "▒", blocked: "░", waiting: "━", awaiting: "┄", "cleaning-up": "═" },
	call: { start: "[", line: "╌", end: "]" },
	instant: "▏",
	eighths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉"],
	done: "✓",
	failed: "✗",
	cancelled: "⊘",
	delivered: "▼",
	neverWoke: "∞",
	decides: "◆",
	heights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
	held: "─",
	heldBriefly: "│",
	axis: { start: "├", tick: "┼", end: "┤", line: "─", beyond: "┄" },
	tree: { fork: "├ ", last: "└ ", through: "│ ", none: "  " },
	bar: "█",
	rule: "─",
	divider: "│",
	ellipsis: "…",
	dot: "·",
	times: "×",
	arrow: "→",
	micro: "µs",
};

const ASCII: Glyphs = {
	states: { running: "#", ready: "=", blocked: ":", waiting: "-", awaiting: ".", "cleaning-up": "~" },
	call: { start: "[", line: "'", end: "]" },
	instant: "|",
	eighths: ["#", "#", "#", "#", "#", "#", "#"],
	done: "+",
	failed: "X",
	cancelled: "C",
	delivered: "v",
	neverWoke: "...",
	decides: "*",
	heights: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
	held: "_",
	heldBriefly: "!",
	axis: { start: "|", tick: "|", end: "|", line: "_", beyond: "." },
	tree: { fork: "|- ", last: "`- ", through: "|  ", none: "   " },
	bar: "#",
	rule: "-",
	divider: "|",
	ellipsis: "..",
	dot: "-",
	times: "x",
	arrow: "->",
	micro: "us",
};

/** The characters that a page can show. */
export function glyphsOf({ ascii = false }: { readonly ascii?: boolean | undefined }): Glyphs {
	return ascii ? ASCII : UNICODE;
}
