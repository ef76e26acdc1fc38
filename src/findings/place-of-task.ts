import type { History } from "../history/history.ts";
import type { Task } from "../history/task.ts";
import type { Place, TaskId } from "../recording/index.ts";

/** Where a task waits, or last waited, at the end; where it was made, if none of its waits is in the program's own lines. */
export function placeOfTask(history: History, id: TaskId): Place | null {
	const task = history.task(id);
	return task === undefined ? null : placeOf(task);
}

/** The same at the moment at which `task` was looked at. */
export function placeOf({ place, made }: Readonly<Task>): Place | null {
	return place ?? made.place ?? null;
}
