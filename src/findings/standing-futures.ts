import type { History } from "../history/history.ts";
import type { FactOf } from "../recording/index.ts";
import { listed } from "../text/words.ts";

type Made = FactOf<"future-made">;

/** The futures that stand for others: with the number of the fact, by their own number. */
export function standingFutures(history: History): ReadonlyMap<number, readonly [index: number, fact: Made]> {
	return new Map(history.indexed("future-made").map(([index, fact]) => [fact.future, [index, fact]]));
}

/** `gather of job 1 and job 2` */
export function futureNamed(history: History, made: Made | undefined): string {
	if (made === undefined) return "a future";
	const labels = made.of.map((task) => history.label(task));
	const others = made.count - labels.length;
	if (others > 0) labels.push(others === 1 ? "a future" : `${others} futures`);
	return labels.length === 0 ? `${made.by} of nothing` : `${made.by} of ${listed(labels)}`;
}
