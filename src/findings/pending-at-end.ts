import type { History } from "../history/history.ts";
import type { Task } from "../history/task.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./place-of-task.ts";
import { stuckIn } from "./stuck.ts";

/** Tasks that were not done when main had ended: those that were cancelled then, and those that were left when the loop was given up. */
export function pendingAtEnd(history: History): Finding[] {
	// A program that is stuck stays as it is: what waits is told of there.
	if (history.outcome.kind === "deadlock" || history.outcome.kind === "livelock") return [];
	const { hopeless, told } = stuckIn(history);
	const known = new Set(told);
	const cancelled = history.indexed("shutdown-started").flatMap(([index, { at }]) => {
		const tasks = [...history.at(index).tasks()].filter(({ id }) => !known.has(id));
		for (const { id } of tasks) known.add(id);
		return tasks.map((task) => pending(task, index, at, hopeless.has(task.id)));
	});
	// Once the loop is given up nothing happens to a task any more.
	const left = history
		.indexed("loop-closed")
		.flatMap(([index, { at }]) =>
			[...history.end.tasks()]
				.filter(({ id }) => !known.has(id))
				.map((task) => pending(task, index, at, false)),
		);
	return [...cancelled, ...left];
}

/** @param isHopeless whether it could never have ended: then awaiting it would hang */
function pending(task: Readonly<Task>, index: number, at: number, isHopeless: boolean): Finding {
	return {
		kind: "pending-at-end",
		index,
		task: task.label,
		at,
		place: placeOf(task),
		source: { task: task.id },
		text: `${task.label} was not done when main ended`,
		wayOut: isHopeless
			? "cancel it, and await it then: by itself it would never have ended"
			: "await it; or cancel it, and then await it; or make it in a taskGroup",
	};
}
