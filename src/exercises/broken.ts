import { ExpectationError } from "../expect/index.ts";
import type { History } from "../history/history.ts";
import { NO_TASK, type Place, type Seconds } from "../recording/index.ts";

/** Where and when a check was broken. */
export interface Where {
	/** In seconds. The run is drawn around it. */
	readonly at?: Seconds;
	/** The label of the task or body that it is about. */
	readonly task?: string;
	/** The line that it is about. Default: the first one of `task` from `at` on, or else its last one before. */
	readonly place?: Place | null;
}

/**
 * A check is broken: `text` says in one sentence, without a full stop, what happened in the run. Where nothing else is told, its
 * line is looked up.
 * @throws {ExpectationError} always
 */
export function broken({ history }: { readonly history: History }, text: string, where: Where = {}): never {
	const { at = null, task, place = placeOf(history, where) } = where;
	throw new ExpectationError(history, { text, at, who: task === undefined ? [] : [task], place });
}

/** The line at which the task named so was first from that time on; where there is none, the last before. */
function placeOf(history: History, { at, task }: Where): Place | null {
	if (at === undefined || task === undefined) return null;
	let found: Place | null = null;
	let isFound = false;
	history.replay({
		before: (fact, _index, world) => {
			if (isFound || !("place" in fact) || fact.place === undefined || fact.task === NO_TASK) return;
			const doing = world.task(fact.task);
			const labels = [doing?.label, ...[...(doing?.spans() ?? [])].map(({ made }) => made.label)];
			if (!labels.includes(task)) return;
			found = fact.place;
			isFound = fact.at >= at - 1e-6;
		},
	});
	return found;
}
