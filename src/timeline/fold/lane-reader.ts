// The second reading of the events: the lanes that were chosen, and the notes about them.

import type { Recording } from "../../recording/recording.ts";
import type {
	Cause,
	Ending,
	GroupId,
	Place,
	Seconds,
	TaskId,
	TraceEvent,
	Wait,
} from "../../runtime/events.ts";
import type { State } from "../timeline.ts";
import type { Chosen } from "./choose-lanes.ts";
import { type Cursor, newCursor } from "./cursor.ts";
import { GroupLanes } from "./group-lanes.ts";
import { LaneDraft } from "./lane-draft.ts";
import { NoteBook } from "./note-book.ts";
import { type SpanNode, shownAt } from "./span-tree.ts";
import { ENDS, NEVER_WOKE, NO_TASK, READY, RUNNING, STATES } from "./states.ts";
import { endOf, type Survey } from "./survey.ts";
import { NEVER } from "./task-columns.ts";
import { type Moment, noteDelivery, noteEnd, noteError } from "./task-notes.ts";
import { type Names, stateOf, wordsFor } from "./waits.ts";

/** The loop's own callbacks, which belong to no task. */
const CALLBACKS = "callbacks";

export class LaneReader {
	readonly tops: LaneDraft[] = [];
	readonly notes = new NoteBook();
	readonly #survey: Survey;
	readonly #chosen: Chosen;
	readonly #cursors = new Map<TaskId, Cursor>();
	readonly #spans = new Map<SpanNode, LaneDraft>();
	readonly #groups: GroupLanes;
	readonly #names: Names;
	#callbacks: LaneDraft | null = null;

	constructor(recording: Recording, survey: Survey, chosen: Chosen) {
		this.#survey = survey;
		this.#chosen = chosen;
		this.#groups = new GroupLanes(survey);
		this.#names = {
			task: (id) => survey.tasks.label(id),
			resource: (id) => survey.resources.get(id)?.name ?? `resource ${id}`,
		};
		survey.spans.rewind();
		const about = new Set([...chosen.tasks, survey.main, NO_TASK]);
		for (const event of survey.rows.eventsOf(about, recording.events)) this.#read(event);
		this.#finish(recording);
	}

	/** The lane in which a link of a chain happened, if it is shown. */
	laneOf(task: TaskId, span: SpanNode | null): LaneDraft | null {
		const shown = this.#chosen.spans ? shownAt(span) : null;
		return (shown && this.#spans.get(shown)) ?? this.#cursors.get(task)?.lane ?? null;
	}

	#read(event: TraceEvent): void {
		const cursor = this.#cursors.get(event.task);
		switch (event.kind) {
			case "task-created":
				if (this.#chosen.tasks.has(event.task)) this.#create(event.task, event.at);
				return;
			case "suspended":
				if (cursor) this.#suspend(cursor, event.at, event.wait, event.place ?? null);
				return;
			case "woken":
				if (cursor) this.#wake(cursor, event.at, event.cause);
				return;
			case "resumed":
				if (cursor) this.#resume(cursor, event.at, event.seq, event.cause);
				return;
			case "task-ended":
				if (cursor) this.#end(cursor, event.at, event.seq, event.ending);
				return;
			case "span-started":
				if (event.task === this.#survey.main)
					this.#startSpan(event.span, event.parent, event.label, event.at);
				return;
			case "span-ended":
				if (event.task === this.#survey.main) this.#endSpan(event.span, event.at, event.seq, event.ending);
				return;
			case "cancel-requested":
				if (cursor && event.accepted)
					this.#request(cursor, event.at, event.seq, event.by, event.place ?? null);
				return;
			case "printed":
				if (cursor?.delivered) cursor.delivered.acts += 1;
				return;
			case "blocked":
				if (event.task === NO_TASK) this.#callback(event.at, event.at + event.seconds);
				return;
			case "callback":
				this.#callback(event.at, event.at);
				return;
			case "group-entered":
				this.#enterGroup(event.group, event.task, event.at);
				return;
			case "group-aborted":
				this.#abortGroup(event.group, event.task, event);
				return;
			case "group-exited":
				this.#groups.exit(event.group, event.at);
				return;
			default:
				return;
		}
	}

	#create(id: TaskId, at: Seconds): void {
		const lane = new LaneDraft("task", this.#survey.tasks.label(id), at);
		this.#place(lane, this.#parentOf(id));
		this.#cursors.set(id, newCursor(id, lane, at));
	}

	/** Its group's lane, else that of the body that made it, else that of its nearest shown ancestor. */
	#parentOf(id: TaskId): LaneDraft | null {
		const { tasks } = this.#survey;
		const group = this.#groups.laneOf(tasks.group[id] ?? 0);
		if (group) return group;
		let maker = tasks.parent[id] ?? NO_TASK;
		while (maker !== NO_TASK && !this.#cursors.has(maker)) maker = tasks.parent[maker] ?? NO_TASK;
		const cursor = this.#cursors.get(maker);
		return cursor ? this.laneOf(maker, cursor.span) : null;
	}

	#place(lane: LaneDraft, parent: LaneDraft | null): void {
		lane.parent = parent;
		(parent ? parent.children : this.tops).push(lane);
	}

	#suspend(cursor: Cursor, at: Seconds, wait: Wait, place: Place | null): void {
		this.#close(cursor, at);
		cursor.state = stateOf(wait);
		cursor.wait = wait;
		cursor.why = cursor.state === READY ? "" : wordsFor(wait, this.#names);
		cursor.due = wait.kind === "sleep" ? wait.until : NEVER;
		cursor.place = place;
		if (cursor.delivered) cursor.delivered.acts += 1;
	}

	#wake(cursor: Cursor, at: Seconds, cause: Cause): void {
		if (cursor.state === READY || cursor.state === RUNNING) return;
		const until = cause.kind === "timer" ? Math.max(cursor.since, Math.min(at, cursor.due)) : at;
		this.#close(cursor, until);
		cursor.state = READY;
		cursor.why = "";
	}

	#resume(cursor: Cursor, at: Seconds, seq: number, cause: Cause): void {
		this.#wake(cursor, at, cause);
		this.#close(cursor, at);
		cursor.state = RUNNING;
		if (cause.kind === "cancelled") this.#deliver(cursor, at, seq);
		cursor.ran = true;
	}

	#deliver(cursor: Cursor, at: Seconds, seq: number): void {
		const heard = cursor.asked && !cursor.groupWakes;
		cursor.asked = false;
		cursor.groupWakes = false;
		if (!heard) return;
		this.#leaf(cursor).delivered.push(at);
		if (this.#leaf(cursor) !== cursor.lane) cursor.lane.delivered.push(at);
		cursor.delivered = { at, seq, acts: 0 };
		noteDelivery(this.notes, cursor, { at, seq });
	}

	#end(cursor: Cursor, at: Seconds, seq: number, ending: Ending): void {
		this.#close(cursor, at);
		cursor.lane.end(ENDS[endOf(ending)] ?? "done", at);
		if (ending.how === "raised") this.#groups.fail(this.#survey.tasks.group[cursor.id] ?? 0);
		noteEnd(this.notes, cursor, { at, seq }, ending);
		cursor.ended = true;
	}

	#startSpan(span: number, parent: number, label: string, at: Seconds): void {
		const node = this.#survey.spans.start(span, parent, label, at);
		const cursor = this.#cursors.get(this.#survey.main);
		if (!cursor) return;
		this.#close(cursor, at);
		cursor.span = node;
		if (!node?.shown || !this.#chosen.spans) return;
		const lane = this.#spans.get(node);
		if (lane) lane.begin(at);
		else this.#openSpan(cursor, node, at);
	}

	#openSpan(cursor: Cursor, node: SpanNode, at: Seconds): void {
		const lane = new LaneDraft("span", node.label, at);
		this.#place(lane, this.laneOf(cursor.id, node.parent));
		this.#spans.set(node, lane);
	}

	#endSpan(span: number, at: Seconds, seq: number, ending: Ending): void {
		const node = this.#survey.spans.nodeOf(span);
		const caller = this.#survey.spans.end(span, at, false);
		const cursor = this.#cursors.get(this.#survey.main);
		if (!cursor || !node) return;
		this.#close(cursor, at);
		cursor.span = caller;
		const lane = node.shown ? this.#spans.get(node) : undefined;
		if (!lane) return;
		lane.end(ENDS[endOf(ending)] ?? "done", at);
		if (ending.how === "raised") noteError(this.notes, node.label, { at, seq }, ending.error, cursor.place);
	}

	#request(cursor: Cursor, at: Seconds, seq: number, by: TaskId, place: Place | null): void {
		cursor.asked = true;
		if (this.#groups.wakes(cursor.id, at)) cursor.groupWakes = true;
		else this.notes.request(seq, at, this.#asker(cursor, at, by), cursor.lane.label, place);
	}

	/** Who asked it to stop, in words: a task, its group, or the loop. */
	#asker(cursor: Cursor, at: Seconds, by: TaskId): string {
		const group = this.#survey.tasks.group[cursor.id] ?? 0;
		if (this.#groups.abortsAt(group, at)) return this.#groups.label(group);
		if (by !== NO_TASK) return this.#names.task(by);
		return this.#cursors.get(this.#survey.main)?.ended ? "the loop" : "a time limit";
	}

	#callback(from: Seconds, to: Seconds): void {
		if (!this.#chosen.callbacks) return;
		const [label = CALLBACKS, ...others] = this.#survey.callbacks;
		this.#callbacks ??= new LaneDraft("task", others.length === 0 ? label : CALLBACKS, from);
		this.#callbacks.stretch("running", from, to, "");
	}

	#enterGroup(group: GroupId, task: TaskId, at: Seconds): void {
		const cursor = this.#cursors.get(task);
		if (!this.#chosen.groups.has(group) || !cursor) return;
		this.#place(this.#groups.enter(group, at), this.laneOf(task, cursor.span));
	}

	#abortGroup(group: GroupId, owner: TaskId, { at, seq }: Moment): void {
		this.#groups.abort(group, owner, at);
		const lane = this.#groups.laneOf(group);
		if (lane) this.notes.add(seq, at, "group", lane.label, "cancels what is left of it", null);
	}

	#leaf(cursor: Cursor): LaneDraft {
		return this.laneOf(cursor.id, cursor.span) ?? cursor.lane;
	}

	/** The state that a task was in lasted till now; bodies that called the one at work await it. */
	#close(cursor: Cursor, at: Seconds): void {
		const { since, why } = cursor;
		const state: State = STATES[cursor.state] ?? "ready";
		cursor.since = at;
		const leaf = this.#leaf(cursor);
		leaf.stretch(state, since, at, why);
		if (leaf === cursor.lane) return;
		let below = leaf;
		let node = cursor.span && shownAt(cursor.span);
		while (node) {
			node = node.parent && shownAt(node.parent);
			const lane = this.laneOf(cursor.id, node) ?? cursor.lane;
			lane.stretch("awaiting", since, at, below.label);
			below = lane;
		}
	}

	#finish(recording: Recording): void {
		const { tasks, elapsed, main } = this.#survey;
		for (const cursor of this.#cursors.values()) {
			if (cursor.ended) continue;
			this.#close(cursor, elapsed);
			const end = ENDS[tasks.end[cursor.id] ?? NEVER_WOKE] ?? "abandoned";
			const open = cursor.id === main ? this.#openSpans(cursor) : [];
			for (const lane of [cursor.lane, ...open]) lane.end(end, elapsed);
			if (end === "never-woke") this.#stick(cursor, [...open, cursor.lane], recording);
			if (end === "abandoned") cursor.lane.remark = "still pending";
		}
		this.#groups.finish(recording.outcome.kind === "deadlock", elapsed);
		if (this.#callbacks) this.tops.push(this.#callbacks);
	}

	/** It waits for ever in the innermost of its lanes, the first; the others await that one. */
	#stick(cursor: Cursor, lanes: readonly LaneDraft[], recording: Recording): void {
		for (const lane of lanes) lane.stuck = "awaiting";
		const [leaf] = lanes;
		if (!leaf) return;
		leaf.stuck = STATES[cursor.state] ?? "awaiting";
		leaf.remark = remarkOf(cursor, recording, this.#names);
	}

	/** The lanes of the bodies in which main was when the run stopped. */
	#openSpans(cursor: Cursor): LaneDraft[] {
		const open: LaneDraft[] = [];
		for (let node = cursor.span; node; node = node.parent) {
			const lane = this.#spans.get(node);
			if (lane) open.push(lane);
		}
		return open;
	}
}

/** Why it never woke, short. */
function remarkOf(cursor: Cursor, recording: Recording, names: Names): string {
	const { wait } = cursor;
	if (!wait || !("resource" in wait)) return "never woke";
	const wants = wait.kind === "join" ? "waits for" : "wants";
	const what =
		wait.kind === "get" || wait.kind === "put" ? wordsFor(wait, names) : names.resource(wait.resource);
	const { outcome } = recording;
	const stuck =
		"waiting" in outcome ? outcome.waiting.find((one) => one.task === cursor.lane.label) : undefined;
	const self = stuck?.heldBy.includes(cursor.lane.label) ?? false;
	return `${wants} ${what}${self ? ", and holds it" : ""}`;
}
