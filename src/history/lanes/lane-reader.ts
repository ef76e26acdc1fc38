// The second reading: the lanes that were chosen, and the notes about them.

import { type Fact, type FactOf, NO_TASK, type Seconds, type TaskId } from "../../recording/index.ts";
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
import { type SpanNode, type SpanTree, shownAt } from "./span-tree.ts";
import { type Delivery, noteDelivery, noteEnd, noteError } from "./task-notes.ts";
import { remarkOf, whyOf } from "./why.ts";

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
}

export class LaneReader implements Reader {
	readonly tops: LaneDraft[] = [];
	readonly notes = new NoteBook();
	readonly #history: History;
	readonly #spans: SpanTree;
	readonly #chosen: Chosen;
	readonly #lanes = new Map<TaskId, TaskLane>();
	readonly #spanLanes = new Map<SpanNode, LaneDraft>();
	readonly #groups: GroupLanes;

	constructor(history: History, spans: SpanTree, chosen: Chosen) {
		this.#history = history;
		this.#spans = spans;
		this.#chosen = chosen;
		this.#groups = new GroupLanes(history);
		spans.rewind();
	}

	/** The lane in which a link of a chain happened, if it is shown. */
	laneOf(task: TaskId, span: SpanNode | null): LaneDraft | null {
		const shown = this.#chosen.spans ? shownAt(span) : null;
		return (shown && this.#spanLanes.get(shown)) ?? this.#lanes.get(task)?.lane ?? null;
	}

	before(fact: Fact, index: number, world: World): void {
		const task = world.task(fact.task);
		const lane = this.#lanes.get(fact.task);
		switch (fact.kind) {
			case "resumed":
				if (task?.delivering && lane)
					this.#deliver(lane, task, task.delivering, { at: fact.at, index, acts: 0 });
				return;
			case "task-ended":
				if (task && lane)
					noteEnd(this.notes, lane.lane.label, task, { at: fact.at, index }, fact.ending, lane.delivered);
				return;
			case "span-started":
				if (task?.id === this.#history.main && lane) this.#draw(lane, task, fact.at);
				return;
			case "span-ended":
				if (task?.id === this.#history.main) this.#endSpan(task, lane, fact, index);
				this.#spans.before(fact);
				return;
			default:
				return;
		}
	}

	leaving(task: Readonly<Task>, to: Seconds): void {
		const lane = this.#lanes.get(task.id);
		if (lane) this.#draw(lane, task, to);
	}

	after(fact: Fact, index: number, world: World): void {
		const lane = this.#lanes.get(fact.task);
		switch (fact.kind) {
			case "task-created":
				if (this.#chosen.tasks.has(fact.task) && world.task(fact.task)?.made === fact) this.#create(fact);
				return;
			case "suspended":
				if (lane) this.#suspend(lane, fact, world);
				return;
			case "woken":
				if (lane && world.task(fact.task)?.state === "ready") lane.why = "";
				return;
			case "resumed":
				if (lane) lane.why = "";
				return;
			case "task-ended":
				if (lane) this.#end(lane, fact);
				return;
			case "span-started":
				this.#startSpan(fact, index, world);
				return;
			case "span-ended":
				if (lane) lane.span = this.#spans.nodeOf(world.task(fact.task)?.span ?? null);
				return;
			case "cancel-requested":
				if (lane && fact.accepted) this.#request(lane, fact, index);
				return;
			case "printed":
				if (lane?.delivered) lane.delivered.acts += 1;
				return;
			case "group-entered":
				if (lane && this.#chosen.groups.has(fact.group))
					this.#place(this.#groups.enter(fact.group, fact.at), this.laneOf(fact.task, lane.span));
				return;
			case "group-aborted":
				this.#abort(fact, index);
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
		const lane = new LaneDraft("task", this.#history.label(id), at);
		this.#place(lane, this.#parentOf(id));
		this.#lanes.set(id, { lane, drawn: at, why: "", span: null, delivered: null });
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

	#suspend(lane: TaskLane, { wait }: FactOf<"suspended">, world: World): void {
		lane.why = wait.kind === "turn" ? "" : whyOf(wait, this.#history.names, world);
		if (lane.delivered) lane.delivered.acts += 1;
	}

	#deliver(lane: TaskLane, task: Readonly<Task>, request: Request, delivery: Delivery): void {
		if (this.#isOwnGroups(request.origin, task.id)) return;
		const leaf = this.#leaf(lane, task.id);
		leaf.delivered.push(delivery.at);
		if (leaf !== lane.lane) lane.lane.delivered.push(delivery.at);
		lane.delivered = delivery;
		noteDelivery(this.notes, lane.lane.label, task, delivery);
	}

	#end({ lane }: TaskLane, { task, at, ending }: FactOf<"task-ended">): void {
		lane.end(endOfBody(ending), at);
		if (ending.how === "raised") this.#groups.fail(this.#history.task(task)?.made.group ?? 0);
	}

	#startSpan(fact: FactOf<"span-started">, index: number, world: World): void {
		const lane = this.#lanes.get(fact.task);
		this.#spans.after(fact, index, world);
		if (!lane || fact.task !== this.#history.main) return;
		const node = this.#spans.nodeOf(world.task(fact.task)?.span ?? null);
		lane.span = node;
		if (!node?.shown || !this.#chosen.spans) return;
		const known = this.#spanLanes.get(node);
		if (known) known.begin(fact.at);
		else this.#openSpan(fact, node);
	}

	#openSpan({ task, at }: FactOf<"span-started">, node: SpanNode): void {
		const lane = new LaneDraft("span", node.label, at);
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

	#request(lane: TaskLane, fact: FactOf<"cancel-requested">, index: number): void {
		if (this.#isOwnGroups(fact.origin, fact.task)) return;
		this.notes.request(index, fact.at, this.#asker(fact), lane.lane.label, fact.place ?? null);
	}

	/** Whether a group cancels the task that entered it, to wake it, and takes that back: nothing that a reader should worry about. */
	#isOwnGroups(origin: Request["origin"], task: TaskId): boolean {
		return origin.kind === "group" && this.#history.group(origin.group)?.made.task === task;
	}

	/** Who asked it to stop, in words: a task, its group, or the loop. */
	#asker({ origin, by }: FactOf<"cancel-requested">): string {
		switch (origin.kind) {
			case "group":
				return this.#groups.label(origin.group);
			case "limit":
				return "a time limit";
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

	#abort({ group, at }: FactOf<"group-aborted">, index: number): void {
		const lane = this.#groups.laneOf(group);
		if (lane) this.notes.add(index, at, "group", lane.label, "cancels what is left of it", null);
	}

	#leaf(lane: TaskLane, task: TaskId): LaneDraft {
		return this.laneOf(task, lane.span) ?? lane.lane;
	}

	/** It was in its state till now; bodies that called the one at work await it. */
	#draw(lane: TaskLane, { id, state }: Readonly<Task>, to: Seconds): void {
		if (state === "ended") return;
		const from = lane.drawn;
		lane.drawn = to;
		const leaf = this.#leaf(lane, id);
		leaf.stretch(state, from, to, lane.why);
		if (leaf === lane.lane) return;
		let below = leaf;
		let node = lane.span && shownAt(lane.span);
		while (node) {
			node = node.parent && shownAt(node.parent);
			const above = this.laneOf(id, node) ?? lane.lane;
			above.stretch("awaiting", from, to, below.label);
			below = above;
		}
	}

	/** It waits for ever in the innermost of its lanes, the first; the others await that one. */
	#stick([leaf, ...callers]: readonly LaneDraft[], task: Readonly<Task>, world: World): void {
		for (const lane of callers) lane.stuck = "awaiting";
		if (!leaf || task.state === "ended") return;
		leaf.stuck = task.state;
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
