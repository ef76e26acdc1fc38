// The lanes of task groups, and what became of the groups.

import type { GroupId, Seconds, TaskId } from "../../runtime/events.ts";
import type { End } from "../timeline.ts";
import { LaneDraft } from "./lane-draft.ts";
import type { Survey } from "./survey.ts";

export class GroupLanes {
	readonly #survey: Survey;
	readonly #lanes = new Map<GroupId, LaneDraft>();
	readonly #aborted = new Map<GroupId, Seconds>();
	readonly #failed = new Set<GroupId>();
	readonly #open = new Set<GroupId>();
	/** When a task's own group cancelled it to wake it. */
	readonly #woken = new Map<TaskId, Seconds>();

	constructor(survey: Survey) {
		this.#survey = survey;
	}

	label(group: GroupId): string {
		return this.#survey.groups.size > 1 ? `group ${group}` : "group";
	}

	laneOf(group: GroupId): LaneDraft | null {
		return this.#lanes.get(group) ?? null;
	}

	enter(group: GroupId, at: Seconds): LaneDraft {
		const lane = new LaneDraft("group", this.label(group), at);
		this.#lanes.set(group, lane);
		this.#open.add(group);
		return lane;
	}

	/** One of its tasks failed. */
	fail(group: GroupId): void {
		this.#failed.add(group);
	}

	abort(group: GroupId, owner: TaskId, at: Seconds): void {
		this.#aborted.set(group, at);
		this.#woken.set(owner, at);
	}

	abortsAt(group: GroupId, at: Seconds): boolean {
		return group !== 0 && this.#aborted.get(group) === at;
	}

	/** Whether a group that `task` itself entered aborts now. */
	wakes(task: TaskId, at: Seconds): boolean {
		return this.#woken.get(task) === at;
	}

	exit(group: GroupId, at: Seconds): void {
		const end = this.#failed.has(group) ? "failed" : this.#aborted.has(group) ? "cancelled" : "done";
		this.#end(group, end, at);
	}

	/** The run is over: what its tasks came to, a group that was never left came to. */
	finish(stuck: boolean, at: Seconds): void {
		for (const group of this.#open) this.#end(group, stuck ? "never-woke" : "abandoned", at);
	}

	#end(group: GroupId, end: End, at: Seconds): void {
		const lane = this.#lanes.get(group);
		this.#open.delete(group);
		if (!lane) return;
		lane.stretch("awaiting", lane.from, at, "its tasks");
		lane.end(end, at);
		if (end === "never-woke") lane.stuck = "awaiting";
	}
}
