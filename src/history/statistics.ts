import { NO_TASK, type Seconds, type TaskId } from "../recording/index.ts";
import { endOfTask } from "./endings.ts";
import type { History } from "./history.ts";
import type { Reader } from "./replay.ts";
import type { Task } from "./task.ts";
import type { End, Statistics } from "./timeline.ts";
import type { World } from "./world.ts";

/** Works out the figures of a run. */
export class Figures implements Reader {
	readonly #history: History;
	#work = 0;
	#longestWait = 0;
	#longestWaiter: TaskId = NO_TASK;
	#mostAtOnce = 0;

	constructor(history: History) {
		this.#history = history;
	}

	passing(_at: Seconds, { tasks }: World): void {
		const working = tasks.counts.waiting + tasks.counts.running;
		if (working > this.#mostAtOnce) this.#mostAtOnce = working;
	}

	leaving({ id, state, since }: Readonly<Task>, to: Seconds): void {
		if (to <= since || (state !== "waiting" && state !== "running")) return;
		this.#work += to - since;
		if (state === "waiting" && to - since > this.#longestWait) {
			this.#longestWait = to - since;
			this.#longestWaiter = id;
		}
	}

	statistics(): Statistics {
		const { elapsed, outcome } = this.#history;
		const ends: Record<End, number> = { done: 0, failed: 0, cancelled: 0, "never-woke": 0, abandoned: 0 };
		let tasks = 0;
		for (const task of this.#history.tasks()) {
			tasks += 1;
			ends[endOfTask(task, outcome)] += 1;
		}
		return {
			tasks,
			work: this.#work,
			longestWait: this.#longestWait,
			longestWaiter: this.#longestWaiter === NO_TASK ? "" : this.#history.label(this.#longestWaiter),
			mostAtOnce: this.#mostAtOnce,
			averageAtOnce: elapsed > 0 ? this.#work / elapsed : 0,
			done: ends.done,
			failed: ends.failed,
			cancelled: ends.cancelled,
			neverWoke: ends["never-woke"],
			abandoned: ends.abandoned,
		};
	}
}
