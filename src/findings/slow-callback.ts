import type { History } from "../history/history.ts";
import type { Reader } from "../history/replay.ts";
import type { World } from "../history/world.ts";
import { type Fact, NO_TASK, type Place, type Seconds, type TaskId } from "../recording/index.ts";
import { exactSeconds } from "../text/figures.ts";
import type { Finding } from "./finding.ts";

/** A turn that keeps the loop for longer, in seconds of the wall clock where the run goes by that. CPython: base_events.py, slow_callback_duration */
const SLOW: Seconds = 0.1;

/** Turns of tasks and callbacks that kept the loop for more than a tenth of a second. */
export function slowCallbacks(history: History): Finding[] {
	const blocked = new Set(history.indexed("blocked").map(([, { task }]) => task));
	const { speed } = history.recording.header;
	// Under virtual time nothing but a blocking call takes time.
	if (speed === undefined && blocked.size === 0) return [];
	const reader = new TurnReader(SLOW * (speed ?? 1));
	history.replay(reader, speed === undefined ? blocked : undefined);
	return reader.found;
}

/** Times each turn. */
class TurnReader implements Reader {
	readonly kinds = [
		"resumed",
		"callback-started",
		"blocked",
		"suspended",
		"task-ended",
		"callback-ended",
	] as const;
	readonly found: Finding[] = [];
	readonly #slow: Seconds;
	#task: TaskId = NO_TASK;
	#since: Seconds = 0;
	#block: { readonly place: Place | null; readonly index: number } | null = null;

	constructor(slow: Seconds) {
		this.#slow = slow;
	}

	before(fact: Fact, index: number, world: World): void {
		switch (fact.kind) {
			case "resumed":
				this.#begin(fact.task, fact.at);
				return;
			case "callback-started":
				this.#begin(NO_TASK, fact.at);
				return;
			case "blocked":
				this.#block = { place: fact.place ?? null, index };
				return;
			case "suspended":
			case "task-ended":
			case "callback-ended":
				this.#end(fact.at, index, world);
				return;
			default:
				return;
		}
	}

	#begin(task: TaskId, at: Seconds): void {
		this.#task = task;
		this.#since = at;
		this.#block = null;
	}

	#end(at: Seconds, index: number, world: World): void {
		const seconds = at - this.#since;
		if (seconds <= this.#slow) return;
		const label = this.#task === NO_TASK ? null : (world.task(this.#task)?.label ?? `Task-${this.#task}`);
		this.found.push({
			kind: "slow-callback",
			index,
			task: label,
			at,
			place: this.#block?.place ?? null,
			source: this.#block && { fact: this.#block.index },
			text: `${label ?? "a callback"} kept the loop for ${exactSeconds(seconds)}; nothing else could run`,
			wayOut: "await what takes time, or give up a turn now and then with sleep(0)",
		});
	}
}
