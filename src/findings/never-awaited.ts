import type { History } from "../history/history.ts";
import { type ErrorText, errorSentence, type FactOf } from "../recording/index.ts";
import type { Finding } from "./finding.ts";
import { futureNamed, standingFutures } from "./standing-futures.ts";
import { coroutineNamed } from "./words.ts";

type NeverAwaited = FactOf<"never-awaited">;

/** Coroutines that were made, and that nobody awaited; gather, shield and asCompleted for whose answer nobody cared. */
export function neverAwaited(history: History): Finding[] {
	const ofFuture = finderOfFutures(history);
	return history
		.indexed("never-awaited")
		.map(([index, fact]) =>
			fact.future === undefined ? ofCoroutine(history, index, fact) : ofFuture(index, fact),
		);
}

function ofCoroutine(history: History, index: number, { at, task, label, place }: NeverAwaited): Finding {
	return {
		kind: "never-awaited",
		index,
		task: history.labelOrNull(task),
		at,
		place: place ?? null,
		source: { fact: index },
		text: `${coroutineNamed(label)} was never awaited: nothing of it has run`,
		wayOut: "await it with yield*, or make a task of it with createTask",
	};
}

const WAYS_OUT = {
	gather: "await it: yield* gather([…])",
	shield: "await it: yield* shield(…)",
	asCompleted: "await what it gives: for (const next of asCompleted([…])) yield* next",
} as const;

function finderOfFutures(history: History): (index: number, fact: NeverAwaited) => Finding {
	const futures = standingFutures(history);
	const errors = new Map(history.indexed("never-retrieved").map(([, { future, error }]) => [future, error]));
	return (index, { at, task, future = 0 }) => {
		const [madeAt, made] = futures.get(future) ?? [];
		return {
			kind: "never-awaited",
			index,
			task: history.labelOrNull(task),
			at,
			place: made?.place ?? null,
			source: madeAt === undefined ? null : { fact: madeAt },
			text: `${futureNamed(history, made)} was never awaited${lostError(errors.get(future))}`,
			wayOut: WAYS_OUT[made?.by ?? "gather"],
		};
	};
}

/** Not that it was cancelled, which the end of the run does. */
function lostError(error: ErrorText | undefined): string {
	if (error === undefined || error.name === "CancelledError") return "";
	return `, and its error is lost: ${errorSentence(error)}`;
}
