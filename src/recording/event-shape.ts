import type {
	Cause,
	DiagnosisKind,
	Ending,
	ResourceKind,
	TasksWait,
	TraceEvent,
	Wait,
} from "../runtime/index.ts";
import {
	anything,
	count,
	fields,
	list,
	number,
	oneOf,
	optional,
	orNull,
	type Shape,
	text,
	truth,
	variants,
} from "./shape.ts";

/** The compiler holds these lists to the types that they check. */
function keys<K extends string>(all: Record<K, 1>): string[] {
	return Object.keys(all);
}

const place = fields({ file: text, line: count, column: count });

const error = fields({ name: text, message: text });

const ending = variants("how", {
	returned: fields({ value: anything }),
	raised: fields({ error }),
	cancelled: fields({}),
} satisfies Record<Ending["how"], Shape>);

const tasks = list(count);
const ofResource = fields({ resource: count });
const ofHeldResource = fields({ resource: count, holders: tasks });
const ofLabel = fields({ label: text });

const tasksWait = oneOf(
	...keys<TasksWait>({ gather: 1, wait: 1, asCompleted: 1, shield: 1, waitFor: 1, taskGroup: 1 }),
);

const wait = variants("kind", {
	turn: fields({}),
	sleep: fields({ until: number }),
	task: fields({ of: count }),
	future: ofLabel,
	tasks: fields({ by: tasksWait, of: tasks, count }),
	lock: ofHeldResource,
	semaphore: ofHeldResource,
	event: ofResource,
	condition: ofResource,
	barrier: ofResource,
	get: ofResource,
	put: ofResource,
	join: ofResource,
	outside: ofLabel,
} satisfies Record<Wait["kind"], Shape>);

const byTask = fields({ by: count });

const cause = variants("kind", {
	start: fields({}),
	turn: fields({}),
	timer: fields({}),
	result: byTask,
	handed: byTask,
	cancelled: fields({ by: count, message: orNull(text) }),
} satisfies Record<Cause["kind"], Shape>);

const waiting = fields({
	task: text,
	taskId: count,
	for: text,
	heldBy: list(text),
	at: orNull(place),
});

const diagnosisKind = oneOf(
	...keys<DiagnosisKind>({
		deadlock: 1,
		livelock: 1,
		"never-awaited": 1,
		"never-retrieved": 1,
		"pending-at-end": 1,
		"slow-callback": 1,
		"swallowed-cancel": 1,
		"awaited-twice": 1,
		"released-by-other": 1,
		"unhandled-error": 1,
	}),
);

/** A {@link Diagnosis}. */
export const diagnosis: Shape = fields({
	kind: diagnosisKind,
	task: orNull(text),
	at: number,
	place: orNull(place),
	text,
	wayOut: text,
	waiting: optional(list(waiting)),
	cycle: optional(list(text)),
});

const resourceKind = oneOf(
	...keys<ResourceKind>({ lock: 1, semaphore: 1, event: 1, condition: 1, barrier: 1, queue: 1 }),
);

type ResourceUse = Extract<TraceEvent, { kind: "resource-used" }>["use"];

const resourceUse = oneOf(
	...keys<ResourceUse>({
		acquired: 1,
		released: 1,
		set: 1,
		cleared: 1,
		put: 1,
		got: 1,
		notified: 1,
		shutdown: 1,
	}),
);

function event(shapes: Readonly<Record<string, Shape>>): Shape {
	return fields({ seq: count, at: number, task: count, ...shapes });
}

/** A {@link TraceEvent}, as it stands in JSON. */
export const traceEvent: Shape = variants("kind", {
	"task-created": event({
		name: text,
		label: text,
		by: count,
		bySpan: count,
		group: orNull(count),
		place: optional(place),
	}),
	suspended: event({ wait, span: count, place: optional(place) }),
	woken: event({ cause }),
	resumed: event({ cause }),
	"task-ended": event({ ending }),
	"span-started": event({ span: count, parent: count, label: text }),
	"span-ended": event({ span: count, ending }),
	"cancel-requested": event({ by: count, message: orNull(text), accepted: truth, place: optional(place) }),
	printed: event({ text }),
	blocked: event({ seconds: number, place: optional(place) }),
	callback: event({ label: text }),
	"resource-created": event({
		resource: count,
		resourceKind,
		name: text,
		capacity: number,
	}),
	"resource-used": event({
		resource: count,
		use: resourceUse,
		level: number,
	}),
	"group-entered": event({ group: count, span: count }),
	"group-aborted": event({ group: count }),
	"group-exited": event({ group: count }),
	diagnosed: event({ diagnosis }),
} satisfies Record<TraceEvent["kind"], Shape>);
