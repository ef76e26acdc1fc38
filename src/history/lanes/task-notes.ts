// What is noted of a task: that it was asked to stop, heard of it, and how it ended.

import type { Ending, ErrorText, Place, Seconds } from "../../runtime/events.ts";
import type { Cursor } from "./cursor.ts";
import type { NoteBook } from "./note-book.ts";

const GOES_ON = "catches it and goes on";

/** When something happened, and its place among the events. */
export interface Moment {
	readonly at: Seconds;
	readonly seq: number;
}

export function noteDelivery(book: NoteBook, { lane, ran, place }: Cursor, { at, seq }: Moment): void {
	const what = ran ? "CancelledError at its await" : "CancelledError before its first turn";
	book.add(seq, at, "cancel-delivered", lane.label, what, place);
}

export function noteEnd(book: NoteBook, cursor: Cursor, moment: Moment, ending: Ending): void {
	const { lane, place, delivered } = cursor;
	switch (ending.how) {
		case "raised":
			noteError(book, lane.label, moment, ending.error, place);
			return;
		case "cancelled":
			noteCancelled(book, cursor, moment);
			return;
		case "returned":
			if (delivered) book.add(delivered.seq + 0.5, delivered.at, "swallowed", lane.label, GOES_ON, null);
			return;
		default:
			ending satisfies never;
	}
}

/** One that did nothing after it was told to stop has nothing to tell. */
function noteCancelled(book: NoteBook, { lane, ran, delivered }: Cursor, { at, seq }: Moment): void {
	if (delivered && delivered.acts === 0) return;
	const otherwise = ran ? "ends with what it awaits" : "ends before its first turn";
	book.add(seq, at, "cancelled", lane.label, delivered ? "cleans up, raises it again" : otherwise, null);
}

export function noteError(
	book: NoteBook,
	who: string,
	{ at, seq }: Moment,
	error: ErrorText,
	place: Place | null,
): void {
	const what = error.message === "" ? `raises ${error.name}` : `raises ${error.name}: ${error.message}`;
	book.add(seq, at, "failed", who, what, place);
}
