import type { History } from "../history/history.ts";
import { awaitedTwice } from "./awaited-twice.ts";
import { deadlock } from "./deadlock.ts";
import type { Finding } from "./finding.ts";
import { heldLong } from "./held-long.ts";
import { inPython } from "./in-python.ts";
import { livelock } from "./livelock.ts";
import { neverAwaited } from "./never-awaited.ts";
import { neverRetrieved } from "./never-retrieved.ts";
import { pendingAtEnd } from "./pending-at-end.ts";
import { releasedByOther } from "./released-by-other.ts";
import { releasedTooOften } from "./released-too-often.ts";
import { slowCallbacks } from "./slow-callback.ts";
import { stopped } from "./stopped.ts";
import { stuck } from "./stuck.ts";
import { swallowedCancels } from "./swallowed-cancel.ts";
import { swallowedLimits } from "./swallowed-limit.ts";
import { takenCancels } from "./taken-cancel.ts";
import { unhandledErrors } from "./unhandled-error.ts";

const FINDERS: readonly ((history: History) => Finding[])[] = [
	deadlock,
	livelock,
	stopped,
	stuck,
	heldLong,
	slowCallbacks,
	swallowedCancels,
	swallowedLimits,
	takenCancels,
	awaitedTwice,
	releasedByOther,
	releasedTooOften,
	unhandledErrors,
	pendingAtEnd,
	neverRetrieved,
	neverAwaited,
];

/** What is wrong with a run, in the order in which it could be known. */
export function findingsOf(history: History): readonly Finding[] {
	const found = FINDERS.flatMap((find) => find(history)).sort((a, b) => a.index - b.index);
	return history.recording.header.language === "python" ? found.map(inPython) : found;
}
