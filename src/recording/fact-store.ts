import {
	type CallbackKind,
	type Cause,
	type Ending,
	type GroupId,
	NO_TASK,
	type Place,
	type ResourceId,
	type ResourceUse,
	type Seconds,
	type SpanId,
	type TaskId,
	type Wait,
	type WakeKind,
} from "../runtime/observer.ts";
import { FloatColumn } from "./columns.ts";
import type { Fact, FactKind } from "./facts.ts";
import type { SourcePlaces } from "./places.ts";
import type { Facts } from "./recording.ts";
import { RESOURCE_WAITS } from "./resource-waits.ts";
import { Rows } from "./rows.ts";

export const USES = [
	"acquired",
	"released",
	"handed",
	"put-back",
	"set",
	"cleared",
	"put",
	"got",
	"task-done",
	"shutdown",
	"notified",
	"arrived",
	"left",
	"reset",
	"aborted",
] as const satisfies readonly ResourceUse[];

export const CALLBACKS = [
	"call",
	"done",
	"gather",
	"group",
	"wait",
	"asCompleted",
	"shield",
	"limit",
	"main",
] as const satisfies readonly CallbackKind[];

// What a row's two numbers are, by its kind: `arg` and `extra`.
const KEPT = 0; // arg: the fact in #refs
const CREATED = 1; // arg: who made it; extra: the group
const SUSPENDED = 2; // arg: the wait in #refs
const SUSPENDED_SLEEP = 3; // arg: the deadline in #numbers
const SUSPENDED_TASK = 4; // arg: the task it awaits
const SUSPENDED_TURN = 5;
const SUSPENDED_RESOURCE = 6; // arg: the resource; extra: which of RESOURCE_WAITS
const WOKEN_TIMER = 7;
const WOKEN_RESULT = 8; // arg: by whom
const WOKEN_HANDED = 9; // arg: by whom
const WOKEN_CANCELLED = 10; // arg: the cause in #refs
const RESUMED = 11;
const ENDED = 12; // arg: the ending in #refs
const RETURNED = 13; // arg: the value in #refs, or NO_REF
const SPAN_STARTED = 14; // arg: the span
const SPAN_ENDED = 15; // arg: the ending in #refs; extra: the span
const SPAN_RETURNED = 16; // arg: the value in #refs, or NO_REF; extra: the span
const PRINTED = 17; // arg: the text in #refs
const QUEUED = 18; // arg: which of CALLBACKS; extra: the task whose end it is called for
const STARTED = 19;
const USED = 20; // and one more for each of USES; arg: the resource; extra: the level
const ITEM = USED + USES.length; // and one more for each of USES; arg: the resource; extra: the level in #numbers, the item after it

/** For undefined, which most bodies return. */
const NO_REF = -1;

const WOKEN: Readonly<Record<WakeKind, number>> = {
	timer: WOKEN_TIMER,
	result: WOKEN_RESULT,
	handed: WOKEN_HANDED,
};

const TURN: Wait = { kind: "turn" };
const TIMER: Cause = { kind: "timer" };
const NOTHING: Ending = { how: "returned", value: undefined };

/** A fact that is kept as it is. */
export type KeptFact = Exclude<
	Fact,
	{
		kind:
			| "task-created"
			| "suspended"
			| "woken"
			| "resumed"
			| "task-ended"
			| "span-started"
			| "span-ended"
			| "resource-used"
			| "callback-started";
	}
>;

/**
 * The facts of a run, the frequent kinds as numbers in columns. They become objects when they are read: a million objects that
 * nobody has asked for would cost more than the run.
 */
export class FactStore implements Facts {
	readonly #rows: Rows;
	readonly #refs: unknown[] = [];
	/** Waits at resources that were read, by resource and kind. */
	readonly #waits = new Map<number, Wait>();
	readonly #numbers = new FloatColumn();
	/** By row, where there is one. */
	readonly #places = new Map<number, Place>();
	// By task: its label, and the name given or the number of Task-N, when it was made.
	readonly #labels: string[] = [];
	readonly #names: (string | number)[] = [];
	// By span.
	readonly #spanLabels: string[] = [];
	readonly #spanNames: string[] = [];
	readonly #sourcePlaces: SourcePlaces;

	/** `sourcePlaces` says where in the sources a place is, when it is read. Facts beyond `most` are dropped. */
	constructor(sourcePlaces: SourcePlaces, most?: number, onOverflow?: () => void) {
		this.#sourcePlaces = sourcePlaces;
		this.#rows = new Rows(most, onOverflow);
	}

	/** Whether it takes no more. */
	get isFull(): boolean {
		return this.#rows.isFull;
	}

	/** How many there are: the number of the next. */
	get length(): number {
		return this.#rows.length;
	}

	at(index: number): Fact | undefined {
		const row = index < 0 ? this.length + index : index;
		return row >= 0 && row < this.length ? this.#read(row) : undefined;
	}

	// By hand: a million facts are gone through at half the cost of a generator.
	[Symbol.iterator](): Iterator<Fact> {
		let row = 0;
		return {
			next: () =>
				row < this.length ? { done: false, value: this.#read(row++) } : { done: true, value: undefined },
		};
	}

	// --- writing ---

	/** A fact that is too rare, or has too much to say, for columns. */
	keep(fact: KeptFact): void {
		this.#rows.push(KEPT, fact.at, fact.task, this.#ref(fact), 0);
	}

	/** Any fact, as it is. */
	add(fact: Fact): void {
		this.#rows.push(KEPT, fact.at, NO_TASK, this.#ref(fact), 0);
	}

	/** Says where the next fact takes place. */
	placeNext(place: Place | null): void {
		if (place !== null) this.#places.set(this.length, place);
	}

	/** Says where a fact took place. */
	place(index: number, place: Place): void {
		this.#places.set(index, place);
	}

	/** Where a fact took place, as the platform tells it; undefined if that is not known. */
	placeOf(index: number): Place | undefined {
		return this.#places.get(index);
	}

	/** Whether all facts of the other are the first of these, as far as numbers tell. */
	beginsWith(other: FactStore): boolean {
		return this.#rows.beginsWith(other.#rows);
	}

	taskCreated(
		at: Seconds,
		task: { readonly id: TaskId; readonly label: string; readonly name: string | number },
		by: TaskId,
		group: GroupId,
	): void {
		this.#labels[task.id] = task.label;
		this.#names[task.id] = task.name;
		this.#rows.push(CREATED, at, task.id, by, group);
	}

	suspended(at: Seconds, task: TaskId, wait: Wait | null): void {
		if (wait === null) this.#rows.push(SUSPENDED_TURN, at, task, 0, 0);
		else if (wait.kind === "task") this.#rows.push(SUSPENDED_TASK, at, task, wait.of, 0);
		else if (wait.kind === "sleep") this.sleeps(at, task, wait.until);
		else if ("resource" in wait) {
			this.#rows.push(SUSPENDED_RESOURCE, at, task, wait.resource, RESOURCE_WAITS.indexOf(wait.kind));
		} else this.#rows.push(SUSPENDED, at, task, this.#ref(wait), 0);
	}

	/** It is suspended until a timer is due at `until`. */
	sleeps(at: Seconds, task: TaskId, until: Seconds): void {
		this.#rows.push(SUSPENDED_SLEEP, at, task, this.#numbers.length, 0);
		this.#numbers.push(until);
	}

	woken(at: Seconds, task: TaskId, kind: WakeKind, by: TaskId): void {
		this.#rows.push(WOKEN[kind], at, task, by, 0);
	}

	cancelled(at: Seconds, task: TaskId, cause: Cause): void {
		this.#rows.push(WOKEN_CANCELLED, at, task, this.#ref(cause), 0);
	}

	resumed(at: Seconds, task: TaskId): void {
		this.#rows.push(RESUMED, at, task, 0, 0);
	}

	taskReturned(at: Seconds, task: TaskId, value: unknown): void {
		this.#rows.push(RETURNED, at, task, this.#valueRef(value), 0);
	}

	taskEnded(at: Seconds, task: TaskId, ending: Ending): void {
		this.#rows.push(ENDED, at, task, this.#ref(ending), 0);
	}

	spanStarted(at: Seconds, task: TaskId, span: SpanId, label: string, name: string): void {
		this.#spanLabels[span] = label;
		this.#spanNames[span] = name;
		this.#rows.push(SPAN_STARTED, at, task, span, 0);
	}

	spanReturned(at: Seconds, task: TaskId, span: SpanId, value: unknown): void {
		this.#rows.push(SPAN_RETURNED, at, task, this.#valueRef(value), span);
	}

	spanEnded(at: Seconds, task: TaskId, span: SpanId, ending: Ending): void {
		this.#rows.push(SPAN_ENDED, at, task, this.#ref(ending), span);
	}

	printed(at: Seconds, task: TaskId, text: string): void {
		this.#rows.push(PRINTED, at, task, this.#ref(text), 0);
	}

	callbackQueued(at: Seconds, task: TaskId, callback: CallbackKind, of: TaskId): void {
		this.#rows.push(QUEUED, at, task, CALLBACKS.indexOf(callback), of);
	}

	callbackStarted(at: Seconds): void {
		this.#rows.push(STARTED, at, 0, 0, 0);
	}

	used(at: Seconds, task: TaskId, resource: ResourceId, use: ResourceUse, level: number, item: number): void {
		if (item === 0) this.#rows.push(USED + USES.indexOf(use), at, task, resource, level);
		else {
			this.#rows.push(ITEM + USES.indexOf(use), at, task, resource, this.#numbers.length);
			this.#numbers.push(level);
			this.#numbers.push(item);
		}
	}

	#ref(value: unknown): number {
		return this.isFull ? NO_REF : this.#refs.push(value) - 1;
	}

	#valueRef(value: unknown): number {
		return value === undefined ? NO_REF : this.#ref(value);
	}

	// --- reading ---

	// A literal for each kind: the facts of one kind are then of one shape, and cost little to make.
	#read(row: number): Fact {
		const kind = this.#rows.kind(row);
		const at = this.#rows.at(row);
		const task = this.#rows.task(row);
		const arg = this.#rows.arg(row);
		const extra = this.#rows.extra(row);
		switch (kind) {
			case KEPT:
				return this.#placed(row, this.#refs[arg] as Fact);
			case CREATED:
				return this.#placed(row, this.#creation(at, task, arg, extra));
			case SUSPENDED:
				return this.#suspension(row, at, task, this.#refs[arg] as Wait);
			case SUSPENDED_SLEEP:
				return this.#suspension(row, at, task, { kind: "sleep", until: this.#numbers.at(arg) });
			case SUSPENDED_TASK:
				return this.#suspension(row, at, task, { kind: "task", of: arg });
			case SUSPENDED_TURN:
				return this.#suspension(row, at, task, TURN);
			case SUSPENDED_RESOURCE:
				return this.#suspension(row, at, task, this.#resourceWait(arg, extra));
			case WOKEN_TIMER:
				return { kind: "woken", at, task, cause: TIMER };
			case WOKEN_RESULT:
				return { kind: "woken", at, task, cause: { kind: "result", by: arg } };
			case WOKEN_HANDED:
				return { kind: "woken", at, task, cause: { kind: "handed", by: arg } };
			case WOKEN_CANCELLED:
				return { kind: "woken", at, task, cause: this.#refs[arg] as Cause };
			case RESUMED:
				return { kind: "resumed", at, task };
			case ENDED:
				return { kind: "task-ended", at, task, ending: this.#refs[arg] as Ending };
			case RETURNED:
				return { kind: "task-ended", at, task, ending: this.#returned(arg) };
			case SPAN_STARTED: {
				const [label = "", name = ""] = [this.#spanLabels[arg], this.#spanNames[arg]];
				return this.#placed(row, { kind: "span-started", at, task, span: arg, label, name });
			}
			case SPAN_ENDED:
				return { kind: "span-ended", at, task, span: extra, ending: this.#refs[arg] as Ending };
			case SPAN_RETURNED:
				return { kind: "span-ended", at, task, span: extra, ending: this.#returned(arg) };
			case PRINTED:
				return this.#placed(row, { kind: "printed", at, task, text: this.#refs[arg] as string });
			case QUEUED: {
				const callback = CALLBACKS[arg] ?? "call";
				return { kind: "callback-queued", at, task, callback, label: "", of: extra };
			}
			case STARTED:
				return { kind: "callback-started", at, task };
			default:
				return this.#placed(row, this.#use(kind, at, task, arg, extra));
		}
	}

	#use(kind: number, at: Seconds, task: TaskId, resource: ResourceId, extra: number): Fact {
		const use = USES[(kind - USED) % USES.length] ?? "acquired";
		if (kind < ITEM) return { kind: "resource-used", at, task, resource, use, level: extra };
		const [level, item] = [this.#numbers.at(extra), this.#numbers.at(extra + 1)];
		return { kind: "resource-used", at, task, resource, use, level, item };
	}

	/** A crowd that waits for the same shares the wait. */
	#resourceWait(resource: ResourceId, kind: number): Wait {
		const key = resource * RESOURCE_WAITS.length + kind;
		const wait = this.#waits.get(key) ?? { kind: RESOURCE_WAITS[kind] ?? "lock", resource };
		this.#waits.set(key, wait);
		return wait;
	}

	#returned(ref: number): Ending {
		return ref === NO_REF ? NOTHING : { how: "returned", value: this.#refs[ref] };
	}

	#creation(at: Seconds, task: TaskId, by: TaskId, group: GroupId): Fact {
		const given = this.#names[task] as string | number;
		const name = typeof given === "number" ? `Task-${given}` : given;
		return { kind: "task-created", at, task, name, label: this.#labels[task] as string, by, group };
	}

	#suspension(row: number, at: Seconds, task: TaskId, wait: Wait): Fact {
		const place = this.#places.get(row);
		if (place === undefined) return { kind: "suspended", at, task, wait };
		return { kind: "suspended", at, task, wait, place: this.#sourcePlaces(place) };
	}

	#placed(row: number, fact: Fact): Fact {
		const place = this.#places.get(row);
		if (place === undefined) return fact;
		// Only facts that may have one were given a place.
		return { ...fact, place: this.#sourcePlaces(place) } as Fact;
	}
}

/** The kinds of facts that may have a place. */
export type PlacedKind = Extract<Fact, { readonly place?: Place }>["kind"] & FactKind;
