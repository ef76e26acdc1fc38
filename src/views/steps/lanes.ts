// Which tasks have a lane of their own, while a run is gone through.

import type { History } from "../../history/history.ts";
import type { TaskId } from "../../recording/index.ts";

export interface StepLane {
	readonly task: TaskId;
	readonly label: string;
	/** 0 at the top. */
	readonly depth: number;
	/** Whether it is the last of its siblings. */
	readonly isLast: boolean;
}

/** So many are shown one by one. */
export const FEW_TASKS = 20;

/** Tasks under those that made them; of many only main, `keep`, the first, the longest and the last, and one that did not end well. */
export function stepLanes(history: History, keep: readonly TaskId[]): StepLane[] {
	const all = Array.from(history.tasks(), ({ id }) => id);
	if (all.length > FEW_TASKS) {
		const chosen = new Set([history.main, ...keep, ...telling(history)]);
		const few = all.filter((id) => chosen.has(id));
		return few.map((task, index) => ({
			task,
			label: history.label(task),
			depth: task === history.main ? 0 : 1,
			isLast: index === few.length - 1,
		}));
	}
	const children = new Map<TaskId, TaskId[]>();
	for (const id of all) {
		const by = history.task(id)?.made.by ?? 0;
		const maker = by < id && all.includes(by) ? by : 0;
		children.set(maker, [...(children.get(maker) ?? []), id]);
	}
	return below(0, 0, children, history);
}

function below(
	maker: TaskId,
	depth: number,
	children: ReadonlyMap<TaskId, readonly TaskId[]>,
	history: History,
): StepLane[] {
	const own = children.get(maker) ?? [];
	return own.flatMap((task, index) => [
		{ task, label: history.label(task), depth, isLast: index === own.length - 1 },
		...below(task, depth + 1, children, history),
	]);
}

const known = new WeakMap<History, readonly TaskId[]>();

function telling(history: History): readonly TaskId[] {
	const before = known.get(history);
	if (before !== undefined) return before;
	let first = 0;
	let bad = 0;
	let slow = 0;
	let last = 0;
	let longest = -1;
	for (const { id, made, endedAt, ending } of history.tasks()) {
		if (id === history.main) continue;
		first ||= id;
		last = id;
		if (ending?.how !== "returned") bad ||= id;
		const life = (endedAt ?? history.elapsed) - made.at;
		if (life > longest) [longest, slow] = [life, id];
	}
	const chosen = [first, slow, bad, last].filter((id) => id !== 0);
	known.set(history, chosen);
	return chosen;
}
