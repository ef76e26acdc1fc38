import { NO_TASK, type Seconds, type TaskId } from "../recording/index.ts";
import { endOfTask } from "./endings.ts";
import type { History } from "./history.ts";
import type { Reader } from "./replay.ts";
import type { Task } from "./task.ts";
import type { End, Statistics } from "./timeline.ts";
import type { World } from "./world.ts";

/** What one party of a run waited for by itself. */
interface Waited {
	total: Seconds;
	longest: Seconds;
	/** Who waited longest. */
	by: TaskId;
}

/** Works out the figures of a run. */
export class Figures implements Reader {
	readonly #history: History;
	/** What main waited in a body of its own, beside what it called: no more than the pauses between what is looked at. */
	readonly #pauses: Waited = { total: 0, longest: 0, by: NO_TASK };
	readonly #waited: Waited = { total: 0, longest: 0, by: NO_TASK };
	#busy = 0;
	#mostAtOnce = 0;
	#mostHeldUp = 0;

	constructor(history: History) {
		this.#history = history;
	}

	passing(_at: Seconds, { tasks }: World): void {
		const main = tasks.get(this.#history.main);
		const isOpen = main !== undefined && main.state !== "ended";
		const atOnce = tasks.live.size - (isOpen ? 1 : 0);
		if (atOnce > this.#mostAtOnce) this.#mostAtOnce = atOnce;
		const heldUp = tasks.counts.blocked - (main?.state === "blocked" ? 1 : 0);
		if (heldUp > this.#mostHeldUp) this.#mostHeldUp = heldUp;
	}

	leaving({ id, state, since, span }: Readonly<Task>, to: Seconds): void {
		if (to <= since) return;
		if (state === "running") this.#busy += to - since;
		if (state !== "waiting") return;
		const isPause = id === this.#history.main && (span?.above ?? null) === null;
		add(isPause ? this.#pauses : this.#waited, id, to - since);
	}

	statistics(): Statistics {
		const { outcome } = this.#history;
		const ends: Record<End, number> = { done: 0, failed: 0, cancelled: 0, "never-woke": 0, abandoned: 0 };
		let tasks = 0;
		for (const task of this.#history.tasks()) {
			tasks += 1;
			ends[endOfTask(task, outcome)] += 1;
		}
		// Where nobody else waits, main's pauses are all there is.
		const waited = this.#waited.total > 0 ? this.#waited : this.#pauses;
		return {
			tasks,
			waited: waited.total,
			busy: this.#busy,
			longestWait: waited.longest,
			longestWaiter: waited.by === NO_TASK ? "" : this.#history.label(waited.by),
			mostAtOnce: this.#mostAtOnce,
			mostHeldUp: this.#mostHeldUp,
			done: ends.done,
			failed: ends.failed,
			cancelled: ends.cancelled,
			neverWoke: ends["never-woke"],
			abandoned: ends.abandoned,
		};
	}
}

function add(waited: Waited, by: TaskId, seconds: Seconds): void {
	waited.total += seconds;
	if (seconds <= waited.longest) return;
	waited.longest = seconds;
	waited.by = by;
}
