import type { History } from "../history/history.ts";
import type { Task } from "../history/task.ts";
import type { Place, TaskId } from "../recording/index.ts";

/** Where a task waits, or last waited, at the end; where it was made, if none of its waits is in the program's own lines. */
export function placeOfTask(history: History, id: TaskId): Place | null {
	return placeOf(history.task(id));
}

/** The same at the moment at which `task` was looked at. Undefined: it is no task. */
export function placeOf(task: Readonly<Task> | undefined): Place | null {
	return task?.place ?? task?.made.place ?? null;
}
