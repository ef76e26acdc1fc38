// The characters of the charts as shapes on the cell grid, so that a picture does not depend on fonts.

/** The size of a cell in pixels. */
export const CELL = { width: 8, height: 18 } as const;

const { width: W, height: H } = CELL;
const MIDDLE = H / 2;

/** A run of `count` equal characters whose first cell has its left upper corner at x, y; null: not a shape of ours. */
export function shapeOf(char: string, count: number, x: number, y: number): string | null {
	const fill = FILLS[char];
	if (fill) return rect(x, y + fill.top * H, W * count, fill.height * H, fill.pattern);
	const part = PARTS.indexOf(char);
	if (part >= 0) return each(count, (i) => rect(x + i * W, y + 2, Math.max(2, ((part + 1) / 8) * W), H - 4));
	const level = LEVELS.indexOf(char);
	if (level >= 0)
		return rect(x, y + H - 2 - ((level + 1) / 8) * (H - 4), W * count, ((level + 1) / 8) * (H - 4));
	const solid = SOLID[char];
	if (solid) return each(count, (i) => `<path d="${solid(x + i * W, y)}"/>`);
	const path = paths[char];
	return path ? each(count, (i) => `<path class="s" d="${path(x + i * W, y)}"/>`) : lineOf(char, count, x, y);
}

const PARTS = "▏▎▍▌▋▊▉";
const LEVELS = "▁▂▃▄▅▆▇";

interface Fill {
	readonly top: number;
	readonly height: number;
	readonly pattern?: string;
}

const FILLS: Readonly<Record<string, Fill>> = {
	"█": { top: 1 / 9, height: 7 / 9 },
	"▒": { top: 2 / 9, height: 5 / 9, pattern: "slant" },
	"░": { top: 2 / 9, height: 5 / 9, pattern: "dots" },
	"━": { top: 7.5 / 18, height: 3 / 18 },
};

function lineOf(char: string, count: number, x: number, y: number): string | null {
	const [from, to, middle] = [x, x + W * count, y + MIDDLE];
	if (char === "─") return `<path class="s" d="M${from} ${middle}H${to}"/>`;
	if (char === "╌") return `<path class="s" d="M${from} ${middle}H${to}"/>`;
	if (char === "┄") return `<path class="s d" d="M${from + 1} ${middle}H${to}"/>`;
	if (char === "═")
		return `<path class="s" d="M${from} ${middle - 2.5}H${to}M${from} ${middle + 2.5}H${to}"/>`;
	return null;
}

/** Where strokes of one cell go. */
const paths: Readonly<Record<string, (x: number, y: number) => string>> = {
	"├": (x, y) => `M${x + W / 2} ${y}V${y + H}M${x + W / 2} ${y + MIDDLE}H${x + W}`,
	"└": (x, y) => `M${x + W / 2} ${y}V${y + MIDDLE}H${x + W}`,
	"│": (x, y) => `M${x + W / 2} ${y}V${y + H}`,
	"┼": (x, y) => `M${x} ${y + MIDDLE}H${x + W}M${x + W / 2} ${y + 5}V${y + H - 5}`,
	"┤": (x, y) => `M${x} ${y + MIDDLE}H${x + W / 2}M${x + W / 2} ${y + 5}V${y + H - 5}`,
	"✓": (x, y) => `M${x + 1} ${y + 10}L${x + 3} ${y + 13}L${x + 7} ${y + 5}`,
	"✗": (x, y) => `M${x + 1} ${y + 5.5}L${x + 7} ${y + 12.5}M${x + 7} ${y + 5.5}L${x + 1} ${y + 12.5}`,
	"⊘": (x, y) => `M${x + 4} ${y + 5.5}a3.5 3.5 0 1 0 .01 0M${x + 1.6} ${y + 11.4}L${x + 6.4} ${y + 6.6}`,
	"∞": (x, y) => `M${x + 4} ${y + 9}c-1.5 -3 -3.5 -2.5 -3.5 0s2 3 3.5 0c1.5 -3 3.5 -2.5 3.5 0s-2 3 -3.5 0`,
};

/** Filled forms of one cell. */
const SOLID: Readonly<Record<string, (x: number, y: number) => string>> = {
	"▼": (x, y) => `M${x} ${y + 5}H${x + W}L${x + W / 2} ${y + 13}Z`,
	"◆": (x, y) => `M${x + 4} ${y + 4.5}L${x + 7.5} ${y + 9}L${x + 4} ${y + 13.5}L${x + 0.5} ${y + 9}Z`,
};

function rect(x: number, y: number, width: number, height: number, pattern?: string): string {
	const place = `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
	if (pattern === undefined) return `<rect ${place}/>`;
	// The colour lies under the pattern, so that a theme needs to know of classes only.
	return `<rect ${place} opacity=".3"/><rect ${place} fill="url(#${pattern})" class="p"/>`;
}

function each(count: number, draw: (index: number) => string): string {
	return Array.from({ length: count }, (_, i) => draw(i)).join("");
}

/** At most two decimals. */
export function short(number: number): string {
	return String(Math.round(number * 100) / 100);
}
