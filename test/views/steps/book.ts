import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import type { Recording } from "../../../src/recording/index.ts";
import { StepBook } from "../../../src/views/steps/book.ts";

/** A run to go through, with what is found in it. */
export function bookOf(recording: Recording): StepBook {
	const history = new History(recording);
	return new StepBook(history, findingsOf(history));
}
