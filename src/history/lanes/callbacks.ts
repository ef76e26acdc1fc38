import { type Fact, NO_TASK, type Seconds } from "../../recording/index.ts";
import type { Reader } from "../replay.ts";
import type { World } from "../world.ts";
import { LaneDraft } from "./lane-draft.ts";

/** What the lane is called if there are several kinds of them. */
const CALLBACKS = "callbacks";

/** Collects the program's own callbacks that the loop called, and what the loop did outside of tasks that took time. */
export class Callbacks implements Reader {
	readonly kinds = ["callback-started", "blocked"] as const;
	readonly #labels = new Set<string>();
	readonly #runs: { readonly from: Seconds; readonly to: Seconds }[] = [];

	after(fact: Fact, _index: number, { turn }: World): void {
		if (fact.kind === "callback-started") {
			if (turn?.kind === "callback" && turn.callback === "call")
				this.#run(turn.label || "callback", fact.at, 0);
		} else if (fact.kind === "blocked" && fact.task === NO_TASK) this.#run("loop", fact.at, fact.seconds);
	}

	get areThere(): boolean {
		return this.#runs.length > 0;
	}

	/** @param length of the window that is drawn, in seconds */
	lane(length: Seconds): LaneDraft | null {
		const [first] = this.#runs;
		if (first === undefined) return null;
		const [label = CALLBACKS, ...others] = this.#labels;
		const lane = new LaneDraft("task", others.length === 0 ? label : CALLBACKS, first.from, length);
		for (const { from, to } of this.#runs) lane.stretch("running", from, to, "");
		return lane;
	}

	#run(label: string, at: Seconds, seconds: Seconds): void {
		// Only whether there are several kinds is asked.
		if (this.#labels.size < 2) this.#labels.add(label);
		this.#runs.push({ from: at, to: at + seconds });
	}
}
