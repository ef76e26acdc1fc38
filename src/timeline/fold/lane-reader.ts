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
import { LaneDraft } from "./lane-draft.ts";
import { groupLabel, NoteBook } from "./note-book.ts";
import { type SpanNode, shownAt } from "./span-tree.ts";
import { ENDS, NEVER_WOKE, NO_TASK, READY, RUNNING, STATES } from "./states.ts";
import { endOf, type Survey } from "./survey.ts";
import { NEVER } from "./task-columns.ts";
import { type Names, stateOf, wordsFor } from "./waits.ts";

/** Where a task is while its events are read. */
interface Cursor {
	readonly id: TaskId;
	readonly lane: LaneDraft;
	/** The body that runs or waits; null: the task's own. */
	span: SpanNode | null;
	state: number;
	since: Seconds;
	why: string;
	due: Seconds;
	/** Where it waited last. */
	place: Place | null;
	wait: Wait | null;
	ran: boolean;
	ended: boolean;
	/** It was asked to stop, and has not heard of it yet. Without that, a cancellation is one of what it awaits. */
	asked: boolean;
	/** Its own group is waking it by a cancellation, which it takes back: nothing that a reader should worry about. */
	groupWakes: boolean;
	/** When a cancellation reached it, and what it has done since. */
	delivered: { readonly at: Seconds; readonly seq: number; acts: number } | null;
}

/** The loop's own callbacks, which belong to no task. */
const CALLBACKS = "callbacks";

const GOES_ON = "catches it and goes on";

export class LaneReader {
	readonly tops: LaneDraft[] = [];
	readonly notes = new NoteBook();
	readonly #survey: Survey;
	readonly #chosen: Chosen;
	readonly #cursors = new Map<TaskId, Cursor>();
	readonly #spans = new Map<SpanNode, LaneDraft>();
	readonly #groups = new Map<GroupId, LaneDraft>();
	readonly #aborted = new Map<GroupId, Seconds>();
	readonly #failedGroups = new Set<GroupId>();
	readonly #names: Names;
	#callbacks: LaneDraft | null = null;

	constructor(recording: Recording, survey: Survey, chosen: Chosen) {
		this.#survey = survey;
		this.#chosen = chosen;
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
				this.#abortGroup(event.group, event.at, event.seq);
				return;
			case "group-exited":
				this.#exitGroup(event.group, event.at);
				return;
			default:
				return;
		}
	}

	#create(id: TaskId, at: Seconds): void {
		const lane = new LaneDraft("task", this.#survey.tasks.label(id), at);
		this.#place(lane, this.#parentOf(id));
		this.#cursors.set(id, {
			id,
			lane,
			span: null,
			state: READY,
			since: at,
			why: "",
			due: NEVER,
			place: null,
			wait: null,
			ran: false,
			ended: false,
			asked: false,
			groupWakes: false,
			delivered: null,
		});
	}

	/** Its group's lane, else that of the body that made it, else that of its nearest shown ancestor. */
	#parentOf(id: TaskId): LaneDraft | null {
		const { tasks } = this.#survey;
		const group = this.#groups.get(tasks.group[id] ?? 0);
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
		const what = cursor.ran ? "CancelledError at its await" : "CancelledError before its first turn";
		this.notes.add(seq, at, "cancel-delivered", cursor.lane.label, what, cursor.place);
	}

	#end(cursor: Cursor, at: Seconds, seq: number, ending: Ending): void {
		this.#close(cursor, at);
		cursor.lane.end(ENDS[endOf(ending)] ?? "done", at);
		this.#noteEnd(cursor, at, seq, ending);
		cursor.ended = true;
	}

	#noteEnd(cursor: Cursor, at: Seconds, seq: number, ending: Ending): void {
		const { label } = cursor.lane;
		const { delivered } = cursor;
		switch (ending.how) {
			case "raised":
				this.#failedGroups.add(this.#survey.tasks.group[cursor.id] ?? 0);
				this.#fail(label, at, seq, ending.error, cursor.place);
				return;
			case "cancelled":
				this.#noteCancelled(cursor, at, seq);
				return;
			case "returned":
				if (delivered) this.notes.add(delivered.seq + 0.5, delivered.at, "swallowed", label, GOES_ON, null);
				return;
			default:
				ending satisfies never;
		}
	}

	#noteCancelled({ lane, ran, delivered }: Cursor, at: Seconds, seq: number): void {
		const what = delivered
			? "cleans up, raises it again"
			: ran
				? "ends with what it awaits"
				: "ends before its first turn";
		// One that does nothing after it was told has nothing to tell.
		if (!delivered || delivered.acts > 0) this.notes.add(seq, at, "cancelled", lane.label, what, null);
	}

	#fail(
		who: string,
		at: Seconds,
		seq: number,
		error: { name: string; message: string },
		place: Place | null,
	): void {
		const what = error.message === "" ? `raises ${error.name}` : `raises ${error.name}: ${error.message}`;
		this.notes.add(seq, at, "failed", who, what, place);
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
		if (ending.how === "raised") this.#fail(node.label, at, seq, ending.error, cursor.place);
	}

	#request(cursor: Cursor, at: Seconds, seq: number, by: TaskId, place: Place | null): void {
		cursor.asked = true;
		if (this.#isOwnGroup(cursor.id, at)) cursor.groupWakes = true;
		else this.notes.request(seq, at, this.#asker(cursor, at, by), cursor.lane.label, place);
	}

	#isOwnGroup(id: TaskId, at: Seconds): boolean {
		for (const [group, aborted] of this.#aborted)
			if (aborted === at && this.#survey.groups.get(group)?.task === id) return true;
		return false;
	}

	/** Who asked it to stop, in words: a task, its group, or the loop. */
	#asker(cursor: Cursor, at: Seconds, by: TaskId): string {
		const group = this.#survey.tasks.group[cursor.id] ?? 0;
		if (group !== 0 && this.#aborted.get(group) === at) return groupLabel(group, this.#survey.groups.size);
		if (by !== NO_TASK) return this.#names.task(by);
		return this.#cursors.get(this.#survey.main)?.ended ? "the loop" : "a time limit";
	}

	#callback(from: Seconds, to: Seconds): void {
		if (!this.#chosen.callbacks) return;
		if (!this.#callbacks) {
			const labels = [...this.#survey.callbacks];
			this.#callbacks = new LaneDraft(
				"task",
				labels.length === 1 ? (labels[0] ?? CALLBACKS) : CALLBACKS,
				from,
			);
		}
		this.#callbacks.stretch("running", from, to, "");
	}

	#enterGroup(group: GroupId, task: TaskId, at: Seconds): void {
		const cursor = this.#cursors.get(task);
		if (!this.#chosen.groups.has(group) || !cursor) return;
		const lane = new LaneDraft("group", groupLabel(group, this.#survey.groups.size), at);
		this.#place(lane, this.laneOf(task, cursor.span));
		this.#groups.set(group, lane);
	}

	#abortGroup(group: GroupId, at: Seconds, seq: number): void {
		this.#aborted.set(group, at);
		if (!this.#groups.has(group)) return;
		const label = groupLabel(group, this.#survey.groups.size);
		this.notes.add(seq, at, "group", label, "cancels what is left of it", null);
	}

	#exitGroup(group: GroupId, at: Seconds): void {
		const lane = this.#groups.get(group);
		if (!lane) return;
		lane.stretch("awaiting", lane.from, at, "its tasks");
		if (this.#failedGroups.has(group)) lane.end("failed", at);
		else lane.end(this.#aborted.has(group) ? "cancelled" : "done", at);
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
