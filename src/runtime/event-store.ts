import { FloatColumn, IntColumn } from "./columns.ts";
import type {
	Cause,
	Ending,
	Events,
	GroupId,
	Place,
	ResourceId,
	Seconds,
	SpanId,
	TaskId,
	TraceEvent,
	Wait,
} from "./events.ts";
import type { ResourceUse } from "./resource.ts";
import { Rows } from "./rows.ts";
import type { WakeKind } from "./waiter.ts";

// What a row's two numbers are, by its kind: `arg` and `span`.
const KEPT = 0; // arg: the event in #refs
const TASK_CREATED = 1; // arg: who made it; span: the body that did
const SUSPENDED = 2; // arg: the wait in #refs
const SUSPENDED_SLEEP = 3; // arg: the deadline in #deadlines
const SUSPENDED_TASK = 4; // arg: the task it awaits
const SUSPENDED_TURN = 5;
const WOKEN_TIMER = 6;
const WOKEN_RESULT = 7; // arg: by whom
const WOKEN_HANDED = 8; // arg: by whom
const WOKEN_CANCELLED = 9; // arg: the cause in #refs
const RESUMED = 10; // arg: the row of the wake, or BY_START or BY_TURN
const TASK_ENDED = 11; // arg: the ending in #refs
const SPAN_STARTED = 12; // arg: the label in #refs
const SPAN_ENDED = 13; // arg: the ending in #refs
const PRINTED = 14; // arg: the text in #refs
const TASK_RETURNED = 15; // arg: the value in #refs, or NO_REF
const SPAN_RETURNED = 16; // the same
const USED = 17; // and one more for each of USES; arg: the resource; span: the level

/** For undefined, which most bodies return. */
const NO_REF = -1;

const BY_START = -1;
const BY_TURN = -2;

const USES: readonly ResourceUse[] = [
	"acquired",
	"released",
	"set",
	"cleared",
	"put",
	"got",
	"notified",
	"shutdown",
];

const WOKEN: Readonly<Record<WakeKind, number>> = {
	timer: WOKEN_TIMER,
	result: WOKEN_RESULT,
	handed: WOKEN_HANDED,
};

const TURN: Wait = { kind: "turn" };

/** A line that a program printed; `task` is the label of the task that did, null for a plain callback of the loop. */
export interface PrintedLine {
	readonly at: Seconds;
	readonly task: string | null;
	readonly text: string;
}

/**
 * The events of a run, as numbers in columns. They become objects when they are read: a million objects that nobody has asked for
 * would cost more than the run.
 */
export class EventStore implements Events {
	readonly #rows = new Rows();
	readonly #refs: unknown[] = [];
	/** The rows of what was printed. */
	readonly #printed: number[] = [];
	readonly #deadlines = new FloatColumn();
	/** By row, where there is one. */
	readonly #places = new Map<number, Place>();
	// By task: its label, the name given or the number of Task-N when it was made, and its group, 0 for none.
	readonly #labels: string[] = [];
	readonly #names: (string | number)[] = [];
	readonly #groups = new IntColumn();
	/** By span: the span that called it. */
	readonly #parents = new IntColumn();
	/** By task: the row of its last wake and one more; 0 if it has not run yet, less if it has run since. */
	readonly #wakes = new IntColumn();
	/** By task: the row of its last wait and one more, 0 if there was none. */
	readonly #waits = new IntColumn();

	/** How many there are: the number of the next. */
	get length(): number {
		return this.#rows.length;
	}

	at(index: number): TraceEvent | undefined {
		const row = index < 0 ? this.length + index : index;
		return row >= 0 && row < this.length ? this.#read(row) : undefined;
	}

	// By hand: a million events are gone through at half the cost of a generator.
	[Symbol.iterator](): Iterator<TraceEvent> {
		let row = 0;
		return {
			next: () =>
				row < this.length ? { done: false, value: this.#read(row++) } : { done: true, value: undefined },
		};
	}

	/** The lines printed, found without going through all the rest. */
	*lines(): Generator<PrintedLine, void> {
		for (const row of this.#printed) {
			const task = this.labelOf(this.#rows.task(row));
			yield { at: this.#rows.at(row), task, text: this.#refs[this.#rows.arg(row)] as string };
		}
	}

	// --- writing ---

	/** An event that is too rare, or has too much to say, for columns. */
	keep(event: TraceEvent): void {
		this.#rows.push(KEPT, event.at, event.task, this.#ref(event), 0);
	}

	/** Says where the next event takes place. */
	placeNext(place: Place | null): void {
		if (place !== null) this.#places.set(this.length, place);
	}

	taskCreated(
		at: Seconds,
		task: { readonly id: TaskId; readonly label: string; readonly name: string | number },
		by: TaskId,
		bySpan: SpanId,
		group: GroupId | null,
	): void {
		this.#labels[task.id] = task.label;
		this.#names[task.id] = task.name;
		if (group !== null) this.#groups.set(task.id, group);
		this.#rows.push(TASK_CREATED, at, task.id, by, bySpan);
	}

	suspended(at: Seconds, task: TaskId, wait: Wait | null, span: SpanId): void {
		this.#waits.set(task, this.length + 1);
		if (wait === null) this.#rows.push(SUSPENDED_TURN, at, task, 0, span);
		else if (wait.kind === "task") this.#rows.push(SUSPENDED_TASK, at, task, wait.of, span);
		else if (wait.kind === "sleep") {
			this.#rows.push(SUSPENDED_SLEEP, at, task, this.#deadlines.length, span);
			this.#deadlines.push(wait.until);
		} else this.#rows.push(SUSPENDED, at, task, this.#ref(wait), span);
	}

	woken(at: Seconds, task: TaskId, kind: WakeKind, by: TaskId): void {
		this.#wakes.set(task, this.length + 1);
		this.#rows.push(WOKEN[kind], at, task, by, 0);
	}

	cancelled(at: Seconds, task: TaskId, cause: Cause): void {
		this.#wakes.set(task, this.length + 1);
		this.#rows.push(WOKEN_CANCELLED, at, task, this.#ref(cause), 0);
	}

	resumed(at: Seconds, task: TaskId): void {
		const wake = this.#wakes.at(task);
		this.#rows.push(RESUMED, at, task, wake > 0 ? wake - 1 : wake === 0 ? BY_START : BY_TURN, 0);
		this.#wakes.set(task, -1);
	}

	taskReturned(at: Seconds, task: TaskId, value: unknown): void {
		this.#rows.push(TASK_RETURNED, at, task, value === undefined ? NO_REF : this.#ref(value), 0);
	}

	taskEnded(at: Seconds, task: TaskId, ending: Ending): void {
		this.#rows.push(TASK_ENDED, at, task, this.#ref(ending), 0);
	}

	spanStarted(at: Seconds, task: TaskId, span: SpanId, parent: SpanId, label: string): void {
		this.#parents.set(span, parent);
		this.#rows.push(SPAN_STARTED, at, task, this.#ref(label), span);
	}

	spanReturned(at: Seconds, task: TaskId, span: SpanId, value: unknown): void {
		this.#rows.push(SPAN_RETURNED, at, task, value === undefined ? NO_REF : this.#ref(value), span);
	}

	spanEnded(at: Seconds, task: TaskId, span: SpanId, ending: Ending): void {
		this.#rows.push(SPAN_ENDED, at, task, this.#ref(ending), span);
	}

	printed(at: Seconds, task: TaskId, text: string): void {
		this.#printed.push(this.length);
		this.#rows.push(PRINTED, at, task, this.#ref(text), 0);
	}

	used(at: Seconds, task: TaskId, resource: ResourceId, use: ResourceUse, level: number): void {
		this.#rows.push(USED + USES.indexOf(use), at, task, resource, level);
	}

	renamed(task: TaskId, label: string): void {
		this.#labels[task] = label;
	}

	// --- reading ---

	/** What the task is called. */
	labelOf(task: TaskId): string | null {
		return this.#labels[task] ?? null;
	}

	/** Where the task waits, or last waited. */
	placeOfWait(task: TaskId): Place | null {
		return this.#places.get(this.#waits.at(task) - 1) ?? null;
	}

	#ref(value: unknown): number {
		return this.#refs.push(value) - 1;
	}

	// A literal for each kind: the events of one kind are then of one shape, and cost little to make.
	#read(row: number): TraceEvent {
		const kind = this.#rows.kind(row);
		const at = this.#rows.at(row);
		const task = this.#rows.task(row);
		const arg = this.#rows.arg(row);
		const span = this.#rows.span(row);
		switch (kind) {
			case KEPT:
				return this.#refs[arg] as TraceEvent;
			case TASK_CREATED:
				return this.#creation(row, at, task);
			case SUSPENDED:
				return this.#suspension(row, at, task, this.#refs[arg] as Wait);
			case SUSPENDED_SLEEP:
				return this.#suspension(row, at, task, { kind: "sleep", until: this.#deadlines.at(arg) });
			case SUSPENDED_TASK:
				return this.#suspension(row, at, task, { kind: "task", of: arg });
			case SUSPENDED_TURN:
				return this.#suspension(row, at, task, TURN);
			case RESUMED:
				return { seq: row, at, task, kind: "resumed", cause: this.#causeOfTurn(arg) };
			case TASK_ENDED:
				return { seq: row, at, task, kind: "task-ended", ending: this.#refs[arg] as Ending };
			case TASK_RETURNED:
				return { seq: row, at, task, kind: "task-ended", ending: this.#returned(arg) };
			case SPAN_RETURNED:
				return { seq: row, at, task, kind: "span-ended", span, ending: this.#returned(arg) };
			case SPAN_STARTED: {
				const label = this.#refs[arg] as string;
				return { seq: row, at, task, kind: "span-started", span, parent: this.#parents.at(span), label };
			}
			case SPAN_ENDED:
				return { seq: row, at, task, kind: "span-ended", span, ending: this.#refs[arg] as Ending };
			case PRINTED:
				return { seq: row, at, task, kind: "printed", text: this.#refs[arg] as string };
			default:
				if (kind < USED) return { seq: row, at, task, kind: "woken", cause: this.#causeOfWake(row) };
				return {
					seq: row,
					at,
					task,
					kind: "resource-used",
					resource: arg,
					use: USES[kind - USED] as ResourceUse,
					level: span,
				};
		}
	}

	#returned(ref: number): Ending {
		return { how: "returned", value: ref === NO_REF ? undefined : this.#refs[ref] };
	}

	#creation(row: number, at: Seconds, task: TaskId): TraceEvent {
		const given = this.#names[task] as string | number;
		const event = {
			seq: row,
			at,
			task,
			kind: "task-created",
			name: typeof given === "number" ? `Task-${given}` : given,
			label: this.#labels[task] as string,
			by: this.#rows.arg(row),
			bySpan: this.#rows.span(row),
			group: this.#groups.at(task) || null,
		} as const;
		const place = this.#places.get(row);
		return place === undefined ? event : { ...event, place };
	}

	#suspension(row: number, at: Seconds, task: TaskId, wait: Wait): TraceEvent {
		const span = this.#rows.span(row);
		const place = this.#places.get(row);
		if (place === undefined) return { seq: row, at, task, kind: "suspended", wait, span };
		return { seq: row, at, task, kind: "suspended", wait, span, place };
	}

	#causeOfTurn(wake: number): Cause {
		if (wake === BY_START) return { kind: "start" };
		if (wake === BY_TURN) return { kind: "turn" };
		return this.#causeOfWake(wake);
	}

	#causeOfWake(row: number): Cause {
		const arg = this.#rows.arg(row);
		switch (this.#rows.kind(row)) {
			case WOKEN_TIMER:
				return { kind: "timer" };
			case WOKEN_RESULT:
				return { kind: "result", by: arg };
			case WOKEN_HANDED:
				return { kind: "handed", by: arg };
			default:
				return this.#refs[arg] as Cause;
		}
	}
}
