import type { Task } from "./task.ts";

const COMPACT_FROM = 64;

/** The tasks that are not done, in order of creation. Each knows its index here, so adding and removing cost the same at any length. */
export class TaskList {
	#tasks: (Task<unknown> | null)[] = [];
	#gone = 0;

	add(task: Task<unknown>): void {
		// Only who adds sweeps: a list that runs empty is never gone through.
		if (this.#gone > COMPACT_FROM && this.#gone * 2 > this.#tasks.length) this.#compact();
		task.listIndex = this.#tasks.length;
		this.#tasks.push(task);
	}

	remove(task: Task<unknown>): void {
		this.#tasks[task.listIndex] = null;
		this.#gone += 1;
		if (this.#gone === this.#tasks.length) this.#clear();
	}

	all(): Task<unknown>[] {
		return this.#tasks.filter((task) => task !== null);
	}

	#clear(): void {
		this.#tasks = [];
		this.#gone = 0;
	}

	#compact(): void {
		const tasks = this.all();
		tasks.forEach((task, index) => {
			task.listIndex = index;
		});
		this.#tasks = tasks;
		this.#gone = 0;
	}
}
