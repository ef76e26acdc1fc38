// Which of many lanes are worth a line each.

import type { GroupId, ResourceId, Seconds, TaskId } from "../../recording/index.ts";
import { endOfTask } from "../endings.ts";
import type { History } from "../history.ts";
import type { Task } from "../task.ts";
import type { End, LaneChoice, Window } from "../timeline.ts";

/** So many are shown one by one without being asked for. */
export const FEW = 20;
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

/** What there is to choose from, beside the tasks. */
export interface Offer {
	/** How many bodies of main have something to say. */
	readonly spans: number;
	readonly resources: readonly ResourceId[];
	readonly callbacks: boolean;
}

export function chooseLanes(
	history: History,
	offer: Offer,
	choice: LaneChoice | undefined,
	window: Window,
): Chosen {
	const present = [...history.tasks()].filter((task) => isThere(task, history, window));
	const groups = new Set(Array.from(history.groups(), ({ made }) => made.group));
	const resources = new Set(offer.resources.slice(0, FEW_RESOURCES));
	const { spans, callbacks } = offer;
	const extras = groups.size + resources.size + Number(callbacks);
	const total = present.length + spans + groups.size + offer.resources.length + Number(callbacks);
	const room = choice === undefined ? FEW : choice === "all" ? Number.POSITIVE_INFINITY : choice;
	if (typeof room === "number" && present.length + extras <= room) {
		const fits = present.length + extras + spans <= room;
		const tasks = new Set(present.map((task) => task.id));
		const hidden = fits ? total - present.length - extras - spans : spans;
		return { tasks, spans: fits, groups, resources, callbacks, hidden };
	}
	const tasks = new Set(pick(history, choice, present).map((task) => task.id));
	const hidden = Math.max(0, total - tasks.size - resources.size);
	return { tasks, spans: false, groups: new Set(), resources, callbacks: false, hidden };
}

function isThere(task: Readonly<Task>, { elapsed }: History, window: Window): boolean {
	return task.made.at <= window.to && (task.endedAt ?? elapsed) >= window.from;
}

function pick(history: History, choice: LaneChoice | undefined, present: Readonly<Task>[]): Readonly<Task>[] {
	const others = present.filter((task) => task.id !== history.main);
	if (choice === undefined || choice === "all") return telling(history, present, others);
	if (typeof choice === "number") return present.slice(0, choice);
	const main = present.filter((task) => task.id === history.main);
	if (choice === "failed")
		return [...main, ...present.filter((task) => endOfTask(task, history.outcome) !== "done")];
	return [...main, ...slowest(history, others, choice.slowest)];
}

/** Main, the first and the last, the slowest, and the first of each kind that did not end well. */
function telling(history: History, present: Readonly<Task>[], others: Readonly<Task>[]): Readonly<Task>[] {
	const { outcome } = history;
	const endedSo = (end: End) => others.find((task) => endOfTask(task, outcome) === end);
	const chosen = [
		history.task(history.main),
		others[0],
		endedSo("failed"),
		endedSo("cancelled"),
		endedSo("never-woke"),
		...slowest(history, others, 1),
		others.at(-1),
	];
	return present.length === 0
		? []
		: [...new Set(chosen.filter((task) => task !== undefined))].sort((a, b) => a.id - b.id);
}

function slowest({ elapsed }: History, tasks: readonly Readonly<Task>[], count: number): Readonly<Task>[] {
	const life = ({ made, endedAt }: Readonly<Task>): Seconds => (endedAt ?? elapsed) - made.at;
	if (count === 1) return longest(tasks, life);
	return [...tasks].sort((a, b) => life(b) - life(a) || a.id - b.id).slice(0, count);
}

/** The one that lived longest, found without sorting. */
function longest(
	tasks: readonly Readonly<Task>[],
	life: (task: Readonly<Task>) => Seconds,
): Readonly<Task>[] {
	let best: Readonly<Task> | undefined;
	for (const task of tasks) if (best === undefined || life(task) > life(best)) best = task;
	return best === undefined ? [] : [best];
}
