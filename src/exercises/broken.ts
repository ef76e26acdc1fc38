import { ExpectationError } from "../expect/index.ts";
import type { History } from "../history/history.ts";
import type { Task } from "../history/task.ts";
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

/**
 * The line at which the task or body named so was first from that time on; where there is none, the last before. Where it awaits
 * another body that is its own line, not the other's.
 */
function placeOf(history: History, { at, task }: Where): Place | null {
	if (at === undefined || task === undefined) return null;
	let found: Place | null = null;
	let isFound = false;
	history.replay({
		before: (fact, _index, world) => {
			// Who asks another to stop does so at a line of its own.
			if (isFound || !("place" in fact) || fact.kind === "cancel-requested" || fact.task === NO_TASK) return;
			const place = lineOf(task, fact.place, world.task(fact.task));
			if (place === undefined) return;
			found = place;
			isFound = fact.at >= at - 1e-6;
		},
	});
	return found;
}

/** The line of the task or body named so where `doing` does something at `here`. Undefined: it is another's, or not known. */
function lineOf(
	label: string,
	here: Place | undefined,
	doing: Readonly<Task> | undefined,
): Place | undefined {
	if (doing === undefined) return undefined;
	const spans = [...doing.spans()];
	const named = spans.findIndex(({ made }) => made.label === label);
	const index = named < 0 && doing.label === label ? spans.length - 1 : named;
	if (index < 0) return doing.label === label ? here : undefined;
	return index === 0 ? here : spans[index - 1]?.made.place;
}
