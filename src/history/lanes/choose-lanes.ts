// Which of many lanes are worth a line each.

import type { GroupId, ResourceId, Seconds, TaskId } from "../../runtime/events.ts";
import type { LaneChoice } from "../timeline.ts";
import type { ResourceFacts } from "./resource-draft.ts";
import { CANCELLED, DONE, FAILED, NEVER_WOKE } from "./states.ts";
import type { Survey } from "./survey.ts";
import type { TaskColumns } from "./task-columns.ts";

/** So many are shown one by one without being asked for. */
const FEW = 20;
/** So many resources at most: a chart is about tasks first. */
const FEW_RESOURCES = 4;

export interface Chosen {
	readonly tasks: ReadonlySet<TaskId>;
	readonly spans: boolean;
	readonly groups: ReadonlySet<GroupId>;
	readonly resources: ReadonlySet<ResourceId>;
	/** Whether the loop's own callbacks have a lane. */
	readonly callbacks: boolean;
	/** How many lanes are left out. */
	readonly hidden: number;
}

export function chooseLanes(
	survey: Survey,
	choice: LaneChoice | undefined,
	window: { readonly from: Seconds; readonly to: Seconds },
): Chosen {
	const present = alive(survey.tasks, window);
	const spans = survey.spans.choose(lifeOf(survey.tasks, survey.main), survey.elapsed);
	const resources = toldResources(survey);
	const callbacks = survey.callbacks.size > 0;
	const extras = survey.groups.size + Math.min(resources.size, FEW_RESOURCES) + Number(callbacks);
	const total = present.length + spans + survey.groups.size + resources.size + Number(callbacks);
	const all = {
		groups: survey.groups,
		callbacks,
		resources: firstOf(resources, FEW_RESOURCES),
	};
	const room = choice === undefined ? FEW : choice === "all" ? Number.POSITIVE_INFINITY : choice;
	if (typeof room === "number" && present.length + extras <= room) {
		const fits = present.length + extras + spans <= room;
		const tasks = new Set(present);
		return { ...all, tasks, spans: fits, hidden: fits ? total - present.length - extras - spans : spans };
	}
	const tasks = new Set(pick(survey, choice, present));
	const shown = tasks.size + all.resources.size;
	return {
		...all,
		groups: new Set(),
		callbacks: false,
		tasks,
		spans: false,
		hidden: Math.max(0, total - shown),
	};
}

function toldResources(survey: Survey): ReadonlySet<ResourceId> {
	const told = [...survey.levels.values()].map((draft) => draft.facts).filter(isTold);
	return new Set(told.map((resource) => resource.id));
}

/** A lock or semaphore is told of when somebody had to wait for it, a queue always. */
function isTold(resource: ResourceFacts): boolean {
	if (resource.kind === "queue") return true;
	return (resource.kind === "lock" || resource.kind === "semaphore") && resource.contended;
}

function firstOf<T>(set: ReadonlySet<T>, count: number): Set<T> {
	return new Set([...set].slice(0, count));
}

function alive(tasks: TaskColumns, window: { readonly from: Seconds; readonly to: Seconds }): TaskId[] {
	const present: TaskId[] = [];
	for (let id = 1; id <= tasks.last; id++) {
		if (tasks.labels[id] === undefined) continue;
		if ((tasks.created[id] ?? 0) <= window.to && (tasks.ended[id] ?? 0) >= window.from) present.push(id);
	}
	return present;
}

function lifeOf(tasks: TaskColumns, id: TaskId): Seconds {
	return (tasks.ended[id] ?? 0) - (tasks.created[id] ?? 0);
}

function pick(survey: Survey, choice: LaneChoice | undefined, present: readonly TaskId[]): TaskId[] {
	if (choice === undefined || choice === "all") return telling(survey, present);
	if (typeof choice === "number") return present.slice(0, choice);
	const main = present.filter((id) => id === survey.main);
	if (choice === "failed")
		return [...main, ...present.filter((id) => (survey.tasks.end[id] ?? DONE) !== DONE)];
	return [...main, ...slowest(survey.tasks, present, choice.slowest, survey.main)];
}

/** Main, the first and the last, the slowest, and the first of each kind that did not end well. */
function telling(survey: Survey, present: readonly TaskId[]): TaskId[] {
	const { tasks, main } = survey;
	const others = present.filter((id) => id !== main);
	const endedSo = (end: number) => others.find((id) => tasks.end[id] === end);
	const chosen = [
		main,
		others[0],
		endedSo(FAILED),
		endedSo(CANCELLED),
		endedSo(NEVER_WOKE),
		...slowest(tasks, others, 1, main),
		others.at(-1),
	];
	return present.length === 0
		? []
		: [...new Set(chosen.filter((id) => id !== undefined))].sort((a, b) => a - b);
}

function slowest(tasks: TaskColumns, present: readonly TaskId[], count: number, except: TaskId): TaskId[] {
	const life = (id: TaskId) => lifeOf(tasks, id);
	if (count === 1) return longest(present, life, except);
	return present
		.filter((id) => id !== except)
		.sort((a, b) => life(b) - life(a) || a - b)
		.slice(0, count);
}

/** The one that lived longest, found without sorting. */
function longest(present: readonly TaskId[], life: (id: TaskId) => Seconds, except: TaskId): TaskId[] {
	let best: TaskId | undefined;
	for (const id of present) if (id !== except && (best === undefined || life(id) > life(best))) best = id;
	return best === undefined ? [] : [best];
}
