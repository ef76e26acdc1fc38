// The lanes of task groups, and what became of the groups.

import type { GroupId, Seconds } from "../../recording/index.ts";
import type { History } from "../history.ts";
import type { End } from "../timeline.ts";
import { LaneDraft } from "./lane-draft.ts";

export class GroupLanes {
	readonly #history: History;
	readonly #length: Seconds;
	readonly #hasMany: boolean;
	readonly #lanes = new Map<GroupId, LaneDraft>();
	readonly #failed = new Set<GroupId>();

	/** @param length of the window that is drawn, in seconds */
	constructor(history: History, length: Seconds) {
		this.#history = history;
		this.#length = length;
		const groups = history.groups()[Symbol.iterator]();
		groups.next();
		this.#hasMany = groups.next().done !== true;
	}

	label(group: GroupId): string {
		return this.#hasMany ? `group ${group}` : "group";
	}

	laneOf(group: GroupId): LaneDraft | null {
		return this.#lanes.get(group) ?? null;
	}

	enter(group: GroupId, at: Seconds): LaneDraft {
		const lane = new LaneDraft("group", this.label(group), at, this.#length);
		this.#lanes.set(group, lane);
		return lane;
	}

	/** One of its tasks failed. */
	fail(group: GroupId): void {
		this.#failed.add(group);
	}

	exit(group: GroupId, at: Seconds): void {
		const wasAborted = (this.#history.group(group)?.abortedAt ?? null) !== null;
		this.#end(group, this.#failed.has(group) ? "failed" : wasAborted ? "cancelled" : "done", at);
	}

	/** The run is over. A group that was never left ends as the run does. */
	finish(): void {
		const { elapsed, outcome } = this.#history;
		const end = outcome.kind === "deadlock" ? "never-woke" : "abandoned";
		for (const [group, lane] of this.#lanes) if (lane.lives.length === 0) this.#end(group, end, elapsed);
	}

	#end(group: GroupId, end: End, at: Seconds): void {
		const lane = this.#lanes.get(group);
		if (!lane) return;
		lane.stretch("awaiting", lane.from, at, "its tasks");
		lane.end(end, at);
		if (end === "never-woke") lane.stuck = "awaiting";
	}
}
