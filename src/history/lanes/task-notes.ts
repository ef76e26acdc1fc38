// What is noted of a task: that it was asked to stop, heard of it, and how it ended.

import {
	type Ending,
	type ErrorText,
	errorSentence,
	type GroupId,
	type Place,
	type Seconds,
} from "../../recording/index.ts";
import type { Task } from "../task.ts";
import type { NoteBook } from "./note-book.ts";

export const GOES_ON = "catches it and goes on";
export const RAISES_AGAIN = "catches it, raises it again";

/** When something happened, and the number of the fact. */
export interface When {
	readonly at: Seconds;
	readonly index: number;
}

/** A cancellation that reached a task, and what the task has done since. */
export interface Delivery extends When {
	acts: number;
	/** The group that asked for it. */
	group?: GroupId;
	/** That it had to get a lock back first. */
	regains?: string;
}

export function noteDelivery(
	book: NoteBook,
	who: string,
	{ ran, place }: Readonly<Task>,
	{ at, index }: When,
): void {
	const what = ran ? "CancelledError at its await" : "CancelledError before its first turn";
	book.add(index, at, "cancel-delivered", who, what, place);
}

export function noteEnd(
	book: NoteBook,
	who: string,
	task: Readonly<Task>,
	when: When,
	ending: Ending,
	delivered: Delivery | null,
): void {
	switch (ending.how) {
		case "raised":
			noteError(book, who, when, ending.error, task.place);
			return;
		case "cancelled":
			noteCancelled(book, who, task.ran, when, delivered);
			return;
		case "returned":
			if (delivered && task.cancelling > 0)
				book.add(delivered.index + 0.5, delivered.at, "swallowed", who, GOES_ON, null);
			return;
		default:
			ending satisfies never;
	}
}

/** One that did nothing after it was told to stop has nothing to tell. */
function noteCancelled(
	book: NoteBook,
	who: string,
	ran: boolean,
	{ at, index }: When,
	delivered: Delivery | null,
): void {
	if (delivered && delivered.acts === 0) return;
	const otherwise = ran ? "ends with what it awaits" : "ends before its first turn";
	book.add(index, at, "cancelled", who, delivered ? RAISES_AGAIN : otherwise, null);
}

export function noteError(
	book: NoteBook,
	who: string,
	{ at, index }: When,
	error: ErrorText,
	lastWait: Place | null,
): void {
	book.add(index, at, "failed", who, `raises ${errorSentence(error)}`, error.place ?? lastWait);
}
