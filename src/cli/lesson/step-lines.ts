import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { cutEnd, textWidth } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Wish } from "./keys.ts";

/** A page of the course among all of them. */
export interface Place {
	/** From 0. */
	readonly at: number;
	readonly count: number;
	/** What the reader wanted last, if anything yet. */
	readonly wish: Wish | null;
}

/** The line above a page: which one it is, and whether the reader went back to it. */
export function ruleText({ at, count, wish }: Place, look: ViewOptions): string {
	const { columns, paint = unpainted } = look;
	const { rule, dot } = glyphsOf(look);
	const back = wish === "back" ? ` ${dot} back` : "";
	const lead = `${rule.repeat(2)} ${at + 1} of ${count}${back} `;
	return `${paint("faint", lead.padEnd(Math.min(columns - 1, 74), rule))}\n`;
}

/** The line below it, without a line feed: the keys, in the longest form that fits. */
export function hintText({ at, count }: Place, { columns, paint = unpainted }: ViewOptions): string {
	const place = `  ${at + 1} of ${count}`;
	const forms = [
		`${place}   space: on   b: back   q: stop, to go on here another time`,
		`${place}   space: on   b: back   q: stop`,
		"  space: on  b: back  q: stop",
	];
	const hint = forms.find((form) => textWidth(form) < columns) ?? place;
	return paint("faint", cutEnd(hint, columns - 1, ""));
}
