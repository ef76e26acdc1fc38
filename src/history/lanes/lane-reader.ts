// The second reading: the lanes that were chosen, and the notes about them.

import {
	errorSentence,
	type Fact,
	type FactOf,
	type LimitId,
	NO_TASK,
	type ResourceId,
	type Seconds,
	type TaskId,
	toMicroseconds,
} from "../../recording/index.ts";
import { endOfBody, endOfTask } from "../endings.ts";
import type { History } from "../history.ts";
import type { Request } from "../records.ts";
import type { Reader } from "../replay.ts";
import type { Task } from "../task.ts";
import type { World } from "../world.ts";
import type { Chosen } from "./choose-lanes.ts";
import { GroupLanes } from "./group-lanes.ts";
import { LaneDraft } from "./lane-draft.ts";
import { NoteBook } from "./note-book.ts";
import { type SpanNode, type SpanTree, SpanWalk, shownAt } from "./span-tree.ts";
import { type Delivery, GOES_ON, noteDelivery, noteEnd, noteError, RAISES_AGAIN } from "./task-notes.ts";
import { limitText, remarkOf, whyOf } from "./why.ts";

/** The lane of a task, and how far it was drawn. */
interface TaskLane {
	readonly lane: LaneDraft;
	drawn: Seconds;
	/** What it waits for, in words. */
	why: string;
	/** The body in which it is; null: its own. */
	span: SpanNode | null;
	/** The last cancellation that reached it. */
	delivered: Delivery | null;
	/** When a time limit of it last raised a TimeoutError. */
	timedOutAt: Seconds | null;
	/** The condition at which it waited last, until it has its lock again; 0: none. */
	leaves: ResourceId;
}

export class LaneReader implements Reader {
	readonly kinds = [
		"task-created",
		"resumed",
		"suspended",
		"task-ended",
		"span-started",
		"span-ended",
		"cancel-requested",
		"printed",
		"limit-left",
		"group-body-ended",
		"group-entered",
		"group-exited",
	] as const;
	readonly tops: LaneDraft[] = [];
	readonly notes = new NoteBook();
	readonly #history: History;
	readonly #spans: SpanWalk;
	readonly #chosen: Chosen;
	readonly #lanes = new Map<TaskId, TaskLane>();
	readonly #spanLanes = new Map<SpanNode, LaneDraft>();
	readonly #groups: GroupLanes;
	readonly #length: Seconds;

	/** @param length of the window that is drawn, in seconds */
	constructor(history: History, spans: SpanTree, chosen: Chosen, length: Seconds) {
		this.#history = history;
		this.#length = length;
		this.#spans = new SpanWalk(history, spans);
		this.#chosen = chosen;
		this.#groups = new GroupLanes(history, length);
	}

	/** The lane in which a link of a chain happened, if it is shown. */
	laneOf(task: TaskId, span: SpanNode | null): LaneDraft | null {
		return this.#laneIn(span) ?? this.#lanes.get(task)?.lane ?? null;
	}

	before(fact: Fact, index: number, world: World): void {
		// There are very many of them.
		if (fact.kind === "suspended") return;
		const task = world.task(fact.task);
		const lane = this.#lanes.get(fact.task);
		switch (fact.kind) {
			case "resumed":
				if (task?.delivering && lane)
					this.#deliver(lane, task, task.delivering, { at: fact.at, index, acts: 0 }, world);
				return;
			case "limit-left":
				if (lane && task) this.#leaveLimit(lane, task, fact, index);
				return;
			case "group-body-ended":
				if (lane) this.#endBody(lane, fact, index);
				return;
			case "task-ended":
				if (task && lane && !isShownAlready(fact, lane))
					noteEnd(this.notes, lane.lane.label, task, { at: fact.at, index }, fact.ending, lane.delivered);
				return;
			case "span-started":
				if (task?.id === this.#history.main && lane) this.#draw(lane, task, fact.at);
				return;
			case "span-ended":
				if (task?.id === this.#history.main) this.#endSpan(task, lane, fact, index);
				this.#spans.endedBy(fact);
				return;
			default:
				return;
		}
	}

	leaving(task: Readonly<Task>, to: Seconds): void {
		const lane = this.#lanes.get(task.id);
		if (lane === undefined) return;
		this.#draw(lane, task, to);
		lane.why = "";
	}

	after(fact: Fact, index: number, world: World): void {
		if (fact.kind === "resumed") return;
		const lane = this.#lanes.get(fact.task);
		switch (fact.kind) {
			case "task-created":
				if (this.#chosen.tasks.has(fact.task) && world.task(fact.task)?.made === fact) this.#create(fact);
				return;
			case "suspended":
				if (lane) this.#suspend(lane, fact, index, world);
				return;
			case "task-ended":
				if (lane) this.#end(lane, fact);
				return;
			case "span-started":
				this.#startSpan(fact, world);
				return;
			case "span-ended":
				if (lane) lane.span = this.#spans.nodeOf(world.task(fact.task)?.span ?? null);
				return;
			case "cancel-requested":
				if (lane && fact.accepted) this.#request(lane, fact, index, world);
				return;
			case "printed":
				if (lane?.delivered) lane.delivered.acts += 1;
				return;
			case "group-entered":
				if (lane && this.#chosen.groups.has(fact.group))
					this.#place(this.#groups.enter(fact.group, fact.at), this.laneOf(fact.task, lane.span));
				return;
			case "group-exited":
				this.#groups.exit(fact.group, fact.at);
				return;
			default:
				return;
		}
	}

	finish(world: World): void {
		const { elapsed, outcome } = this.#history;
		for (const [id, lane] of this.#lanes) {
			const task = world.task(id);
			if (task === undefined) continue;
			const end = endOfTask(task, outcome);
			const open = this.#openSpans(lane);
			for (const one of [lane.lane, ...open]) one.end(end, elapsed);
			if (end === "never-woke") this.#stick([...open, lane.lane], task, world);
			if (end === "abandoned") lane.lane.remark = "still pending";
		}
		this.#groups.finish();
	}

	#create({ task: id, at }: FactOf<"task-created">): void {
		const lane = new LaneDraft("task", this.#history.label(id), at, this.#length);
		this.#place(lane, this.#parentOf(id));
		this.#lanes.set(id, {
			lane,
			drawn: at,
			why: "",
			span: null,
			delivered: null,
			timedOutAt: null,
			leaves: 0,
		});
	}

	/** Its group's lane, else that of the body that made it, else that of its nearest shown ancestor. */
	#parentOf(id: TaskId): LaneDraft | null {
		const group = this.#groups.laneOf(this.#history.task(id)?.made.group ?? 0);
		if (group) return group;
		let maker = this.#makerOf(id);
		while (maker !== NO_TASK && !this.#lanes.has(maker)) maker = this.#makerOf(maker);
		const lane = this.#lanes.get(maker);
		return lane ? this.laneOf(maker, lane.span) : null;
	}

	/** Who made it: one that was made before. */
	#makerOf(id: TaskId): TaskId {
		const by = this.#history.task(id)?.made.by ?? NO_TASK;
		return by < id ? by : NO_TASK;
	}

	#place(lane: LaneDraft, parent: LaneDraft | null): void {
		lane.parent = parent;
		(parent ? parent.children : this.tops).push(lane);
	}

	#suspend(lane: TaskLane, { wait, at }: FactOf<"suspended">, index: number, world: World): void {
		lane.why = wait.kind === "turn" ? "" : whyOf(wait, this.#history.names, world);
		if (wait.kind === "lock" && this.#lockOf(lane.leaves, world) === wait.resource) {
			lane.why = `to get back ${lane.why}`;
			// The CancelledError is raised in the program only when it has it.
			if (lane.delivered?.at === at && lane.delivered.acts === 0) {
				lane.delivered.regains = `it had ${lane.why}`;
				this.notes.add(index, at, "cancelled", lane.lane.label, `waits ${lane.why}`, null);
			}
		} else lane.leaves = wait.kind === "condition" ? wait.resource : 0;
		if (lane.delivered) lane.delivered.acts += 1;
	}

	#lockOf(condition: ResourceId, world: World): ResourceId | undefined {
		return condition === 0 ? undefined : world.resources.get(condition)?.made.lock;
	}

	#deliver(lane: TaskLane, task: Readonly<Task>, request: Request, delivery: Delivery, world: World): void {
		if (this.#onlyWakes(request.origin, task.id, world)) return;
		const leaf = this.#leaf(lane);
		if (request.origin.kind === "group") delivery.group = request.origin.group;
		leaf.delivered.push(delivery.at);
		if (leaf !== lane.lane) lane.lane.delivered.push(delivery.at);
		lane.delivered = delivery;
		noteDelivery(this.notes, lane.lane.label, task, delivery);
	}

	#end({ lane }: TaskLane, { task, at, ending }: FactOf<"task-ended">): void {
		lane.end(endOfBody(ending), at);
		if (ending.how === "raised") this.#groups.fail(this.#history.task(task)?.made.group ?? 0);
	}

	#startSpan(fact: FactOf<"span-started">, world: World): void {
		const lane = this.#lanes.get(fact.task);
		this.#spans.after(fact, world);
		if (!lane || fact.task !== this.#history.main) return;
		const node = this.#spans.nodeOf(world.task(fact.task)?.span ?? null);
		lane.span = node;
		if (!node?.shown || !this.#chosen.spans) return;
		const known = this.#spanLanes.get(node);
		if (known) known.begin(fact.at);
		else this.#openSpan(fact, node);
	}

	#openSpan({ task, at }: FactOf<"span-started">, node: SpanNode): void {
		const lane = new LaneDraft("span", node.label, at, this.#length);
		this.#place(lane, this.laneOf(task, node.parent));
		this.#spanLanes.set(node, lane);
	}

	#endSpan(
		task: Readonly<Task>,
		lane: TaskLane | undefined,
		fact: FactOf<"span-ended">,
		index: number,
	): void {
		const span = [...task.spans()].find((one) => one.made.span === fact.span) ?? null;
		const node = this.#spans.nodeOf(span);
		if (!lane || !node) return;
		const { at, ending } = fact;
		this.#draw(lane, task, at);
		const shown = node.shown ? this.#spanLanes.get(node) : undefined;
		if (!shown) return;
		shown.end(endOfBody(ending), at);
		if (ending.how === "raised") noteError(this.notes, node.label, { at, index }, ending.error, task.place);
	}

	#request(lane: TaskLane, fact: FactOf<"cancel-requested">, index: number, world: World): void {
		const { origin, task, by, at, place = null, message } = fact;
		const who = this.#asker(fact);
		if (this.#onlyWakes(origin, task, world)) {
			const others = (world.task(task)?.cancelling ?? 0) > 1;
			if (by === task)
				this.notes.add(
					index,
					at,
					"group",
					who,
					`takes its request back, passes the other on to ${lane.lane.label}`,
					null,
				);
			else if (others) this.notes.request(index, at, who, lane.lane.label, null, message);
			return;
		}
		const limit = origin.kind === "limit" ? this.#limitOf(origin.limit) : null;
		this.notes.request(index, at, who, lane.lane.label, limit?.place ?? place, message);
	}

	/** Whether a group cancels the task that waits for its end, to wake it, and takes that back: nothing that a reader should worry about. */
	#onlyWakes(origin: Request["origin"], task: TaskId, world: World): boolean {
		if (origin.kind !== "group" || this.#history.group(origin.group)?.made.task !== task) return false;
		// One that has been left has passed on what others had asked for.
		const group = world.groups.get(origin.group);
		return group !== undefined && group.bodyEnding !== null;
	}

	/** What was caught on the way to the end of a time limit is over then. */
	#leaveLimit(lane: TaskLane, { id }: Readonly<Task>, fact: FactOf<"limit-left">, index: number): void {
		const story = this.#history.deliveries.limits.get(fact.limit);
		if (story === undefined || story.expiredAt === null) return;
		const { how, at, error } = fact;
		const delivery = lane.delivered;
		const label = lane.lane.label;
		if (how === "cancelled") {
			const what = `takes its request back, passes the other on to ${label}`;
			this.notes.add(index, at, "group", limitText(story.made), what, story.made.place ?? null);
			return;
		}
		if (how === "swallowed") {
			if (delivery && story.deliveries.some((one) => one.task === id))
				this.notes.add(delivery.index + 0.5, delivery.at, "swallowed", label, GOES_ON, null);
		} else {
			const late = at - (story.when ?? at);
			const words = late > 1e-6 ? `, ${toMicroseconds(late)} s late` : "";
			if (how === "timed-out") {
				lane.timedOutAt = at;
				const why = words === "" ? "" : `: ${delivery?.regains ?? "it cleaned up till then"}`;
				this.notes.add(
					index,
					at,
					"cancelled",
					label,
					`raises TimeoutError${words}${why}`,
					story.made.place ?? null,
				);
			} else if (error !== undefined) {
				const what = `raises no TimeoutError, but ${errorSentence(error)}${words}`;
				this.notes.add(index, at, "failed", label, what, error.place ?? null);
			}
			if (delivery) this.#cleanedUp(lane, delivery.at, at, id);
		}
		lane.delivered = null;
	}

	/** All lanes of a task that lay open then. */
	#cleanedUp(lane: TaskLane, since: Seconds, until: Seconds, task: TaskId): void {
		this.#draw(lane, this.#history.task(task) as Readonly<Task>, until);
		lane.lane.cleanedUp(since, until);
		if (task === this.#history.main) for (const one of this.#spanLanes.values()) one.cleanedUp(since, until);
	}

	/** The body of a group has ended: with its own error, or, where the group had asked it to stop, as if nothing had happened. */
	#endBody(lane: TaskLane, { group, at, ending }: FactOf<"group-body-ended">, index: number): void {
		const label = lane.lane.label;
		if (ending.how === "raised") {
			this.#groups.fail(group);
			const what = `fails in the body of its group: ${errorSentence(ending.error)}`;
			this.notes.add(index, at, "failed", label, what, ending.error.place ?? null);
		}
		const delivery = lane.delivered;
		if (delivery === null || delivery.group !== group) return;
		if (ending.how === "returned")
			this.notes.add(delivery.index + 0.5, delivery.at, "swallowed", label, GOES_ON, null);
		if (ending.how === "cancelled" && delivery.acts > 0)
			this.notes.add(index, at, "cancelled", label, RAISES_AGAIN, null);
		lane.delivered = null;
	}

	#limitOf(limit: LimitId): FactOf<"limit-set"> | null {
		return this.#history.deliveries.limits.get(limit)?.made ?? null;
	}

	/** Who asked it to stop, in words: a task, its group, or the loop. */
	#asker({ origin, by }: FactOf<"cancel-requested">): string {
		switch (origin.kind) {
			case "group":
				return this.#groups.label(origin.group);
			case "limit": {
				const made = this.#limitOf(origin.limit);
				return made === null ? "a time limit" : limitText(made);
			}
			case "shutdown":
				return "the loop";
			case "signal":
				return "a signal";
			case "task":
				return by === NO_TASK ? "a callback" : this.#history.label(by);
			default:
				return origin satisfies never;
		}
	}

	#leaf({ lane, span }: TaskLane): LaneDraft {
		return this.#laneIn(span) ?? lane;
	}

	/** The lane of the innermost body shown that is this one or calls it. */
	#laneIn(span: SpanNode | null): LaneDraft | null {
		const shown = this.#chosen.spans ? shownAt(span) : null;
		return shown === null ? null : (this.#spanLanes.get(shown) ?? null);
	}

	/** It was in its state till now, and so was the innermost of its bodies; those between have called it. */
	#draw(lane: TaskLane, { id, state }: Readonly<Task>, to: Seconds): void {
		if (state === "ended") return;
		const from = lane.drawn;
		lane.drawn = to;
		lane.lane.stretch(state, from, to, lane.why);
		let below = this.#leaf(lane);
		if (below === lane.lane) return;
		below.stretch(state, from, to, lane.why);
		for (let node = callerOf(lane.span); node; node = callerOf(node)) {
			const above = this.laneOf(id, node);
			above?.stretch("awaiting", from, to, below.label);
			below = above ?? below;
		}
	}

	/** It waits for ever in the innermost of its lanes, the first; the last is its own. */
	#stick(lanes: readonly LaneDraft[], task: Readonly<Task>, world: World): void {
		const [leaf] = lanes;
		if (!leaf || task.state === "ended") return;
		for (const lane of lanes) lane.stuck = lane === leaf || lane.kind === "task" ? task.state : "awaiting";
		leaf.remark = remarkOf(task, this.#history.names, world);
	}

	/** The lanes of the bodies in which it was when the run stopped. */
	#openSpans({ span }: TaskLane): LaneDraft[] {
		const open: LaneDraft[] = [];
		for (let node = span; node; node = node.parent) {
			const lane = this.#spanLanes.get(node);
			if (lane) open.push(lane);
		}
		return open;
	}
}

/** Whether it ends with the TimeoutError of a limit, which has just been told. */
function isShownAlready({ at, ending }: FactOf<"task-ended">, { timedOutAt }: TaskLane): boolean {
	return ending.how === "raised" && ending.error.name === "TimeoutError" && timedOutAt === at;
}

/** The next body shown outside of this one; null: there is none in the task. */
function callerOf(node: SpanNode | null): SpanNode | null {
	const shown = shownAt(node);
	return shown?.parent ? shownAt(shown.parent) : null;
}
