import type { Failure } from "../expect/index.ts";
import type { History } from "../history/history.ts";
import type { Task } from "../history/task.ts";
import type { Place } from "../recording/index.ts";
import type { NamedRun } from "./first-broken.ts";
import { isGivenLine } from "./given-part.ts";

/**
 * The place of a failure where it is in the learner's own part of the program: the given part can't be what is wrong. Else
 * the innermost of the calls that led there which is; else where the task that the failure is about was at that time. Null: nowhere.
 */
export function ownPlace(
	history: History,
	{ place, at, who }: Failure,
	{ file, text }: NamedRun,
): Place | null {
	const isOwn = (one: Place | null | undefined) => one?.file === file && !isGivenLine(text, one.line);
	if (place === null || isOwn(place)) return place;
	const about = [...history.tasks()].find(({ label }) => label === who[0])?.id;
	let found: Place | null = null;
	let atThatTime: Place | null = null;
	history.replay({
		before: (fact, _index, world) => {
			const doing = (task: Readonly<Task> | undefined) => callsOf(task).find(isOwn) ?? null;
			if ("place" in fact && isSame(fact.place, place) && (at === null || fact.at <= at + 1e-6))
				found = doing(world.task(fact.task)) ?? found;
			if (about !== undefined && at !== null && fact.at >= at - 1e-6) atThatTime ??= doing(world.task(about));
		},
	});
	return found ?? atThatTime;
}

/** Where the open bodies of a task were called, the innermost first, and where the task was made. */
function callsOf(task: Readonly<Task> | undefined): (Place | undefined)[] {
	return task === undefined ? [] : [...[...task.spans()].map(({ made }) => made.place), task.made.place];
}

function isSame(one: Place | undefined, other: Place): boolean {
	return one?.file === other.file && one.line === other.line && one.column === other.column;
}
