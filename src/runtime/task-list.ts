import type { Task } from "./task.ts";

const COMPACT_FROM = 64;

/** The tasks that are not done, in order of creation. Each knows its place here, so adding and removing cost the same at any length. */
export class TaskList {
	#tasks: (Task<unknown> | null)[] = [];
	#gone = 0;

	add(task: Task<unknown>): void {
		task.place = this.#tasks.length;
		this.#tasks.push(task);
	}

	remove(task: Task<unknown>): void {
		this.#tasks[task.place] = null;
		this.#gone += 1;
		if (this.#gone > COMPACT_FROM && this.#gone * 2 > this.#tasks.length) this.#compact();
	}

	all(): Task<unknown>[] {
		return this.#tasks.filter((task) => task !== null);
	}

	#compact(): void {
		let kept = 0;
		const tasks = this.#tasks;
		for (const task of tasks) {
			if (task === null) continue;
			task.place = kept;
			tasks[kept++] = task;
		}
		tasks.length = kept;
		this.#gone = 0;
	}
}
