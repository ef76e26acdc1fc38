// The numbers under a chart, and the notes that they stand for.

import type { Note, Timeline } from "../../history/timeline.ts";
import { placeText, type Seconds } from "../../recording/index.ts";
import { count, duration } from "../../text/figures.ts";
import { blank, type Piece, padded, piece, type Row, widthOf } from "../../text/row.ts";
import { cutMiddle, padEnd, padStart, plainLine, textWidth, wrapped } from "../../text/width.ts";
import { type Layout, MARGIN } from "./layout.ts";
import { cellOf } from "./scale.ts";

/** More notes than this are counted only. */
const MOST = 12;
const WIDEST_WHO = 20;

interface Numbered {
	readonly note: Note;
	/** Of the first note of a moment; the others have none. */
	readonly number: number | null;
	readonly cell: number;
}

export function noteRows(timeline: Timeline, layout: Layout, until: Seconds): Row[] {
	const notes = timeline.notes.filter((note) => note.at <= until);
	const numbered = numbersFor(notes.slice(0, MOST), layout);
	if (numbered.length === 0) return [];
	const rows = [numberRow(numbered, layout), ...numbered.flatMap((one) => noteRow(one, numbered, layout))];
	const more = notes.length - numbered.length + timeline.moreNotes;
	if (more > 0)
		rows.push([blank(MARGIN + 3), piece(`${layout.glyphs.ellipsis} ${count(more)} more`, "faint")]);
	return rows;
}

/** Moments whose numbers would touch share one. */
function numbersFor(notes: readonly Note[], layout: Layout): Numbered[] {
	let number = 0;
	let cell = Number.NEGATIVE_INFINITY;
	return notes.map((note) => {
		const at = cellOf(layout.scale, note.at);
		if (at <= cell + textWidth(String(number))) return { note, number: null, cell };
		number += 1;
		cell = at;
		return { note, number, cell };
	});
}

function numberRow(numbered: readonly Numbered[], layout: Layout): Row {
	let line = "";
	for (const { number, cell } of numbered) {
		const column = Math.min(layout.chart + cell, layout.width - textWidth(String(number ?? "")));
		if (number !== null) line = padEnd(line, column) + number;
	}
	return [piece(line, "faint")];
}

function noteRow({ note, number }: Numbered, all: readonly Numbered[], layout: Layout): Row[] {
	const { glyphs, width } = layout;
	const times = all.map((one) => duration(one.note.at, glyphs.micro));
	const widestTime = times.reduce((widest, time) => Math.max(widest, textWidth(time)), 0);
	const widestWho = all.reduce((widest, one) => Math.max(widest, textWidth(one.note.who)), 0);
	const whoWidth = Math.min(WIDEST_WHO, Math.floor(width / 4), widestWho);
	const who = cutMiddle(plainLine(note.who), whoWidth, glyphs.ellipsis);
	const lead: Piece[] = [
		piece(`${padStart(String(number ?? ""), MARGIN + 1)}  `, "faint"),
		piece(`${padStart(duration(note.at, glyphs.micro), widestTime)}  `, "faint"),
		piece(who, "name"),
	];
	const left = padded(lead, widthOf(lead) - textWidth(who) + whoWidth + 2);
	return withPlace(left, note, all, width);
}

/** The place where there is room for it; what happened is more important, and goes on below where it must. */
function withPlace(left: Row, note: Note, all: readonly Numbered[], width: number): Row[] {
	const column = widthOf(left);
	const room = width - column;
	const lines = wrapped(plainLine(note.what), room);
	const role = note.kind === "failed" ? "failed" : "plain";
	const rows = lines.map((line, i): Row => [...(i === 0 ? left : [blank(column)]), piece(line, role)]);
	const last = rows.at(-1) ?? left;
	const start = Math.max(textWidth(lines.at(-1) ?? "") + 2, columnOfAsides(all, room));
	const aside = asidesOf(note, all).find((one) => start + textWidth(one) <= room);
	if (aside === undefined) return rows;
	return [...rows.slice(0, -1), [...padded(last, column + start), piece(aside, "faint")]];
}

/** Where it happened; for the first request of a run, what a request is. The longest first. */
function asidesOf(note: Note, all: readonly Numbered[]): string[] {
	if (note.place) return [placeText(note.place)];
	const first = all.find((one) => one.note.kind === "cancel-requested");
	return first?.note === note ? ["a request, not yet the end", "a request"] : [];
}

/** Where asides begin: beside the widest of what they stand by, as far as there is room for them. */
function columnOfAsides(all: readonly Numbered[], room: number): number {
	const asides = all.filter((one) => asidesOf(one.note, all).length > 0);
	const widest = asides.reduce((most, one) => Math.max(most, Math.min(36, textWidth(one.note.what))), 0);
	const longest = asides.reduce(
		(most, { note }) => Math.max(most, note.place ? textWidth(placeText(note.place)) : 0),
		0,
	);
	return Math.min(widest + 3, Math.max(0, room - longest));
}
