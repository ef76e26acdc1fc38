import { anything, count, fields, list, number, oneOf, optional, orNull, type Shape, text, truth, variants } from "./shape.ts";

const place = fields({ file: text, line: count, column: count });

const error = fields({ name: text, message: text });

const ending = variants("how", {
	returned: fields({ value: anything }),
	raised: fields({ error }),
	cancelled: fields({}),
});

const tasks = list(count);
const ofResource = fields({ resource: count });
const ofHeldResource = fields({ resource: count, holders: tasks });
const ofLabel = fields({ label: text });

const wait = variants("kind", {
	turn: fields({}),
	sleep: fields({ until: number }),
	task: fields({ of: count }),
	future: ofLabel,
	tasks: fields({
		by: oneOf("gather", "wait", "asCompleted", "shield", "waitFor", "taskGroup"),
		of: tasks,
		count,
	}),
	lock: ofHeldResource,
	semaphore: ofHeldResource,
	event: ofResource,
	condition: ofResource,
	barrier: ofResource,
	get: ofResource,
	put: ofResource,
	join: ofResource,
	outside: ofLabel,
});

const byTask = fields({ by: count });

const cause = variants("kind", {
	start: fields({}),
	turn: fields({}),
	timer: fields({}),
	result: byTask,
	handed: byTask,
	cancelled: fields({ by: count, message: orNull(text) }),
});

const waiting = fields({
	task: text,
	taskId: count,
	for: text,
	heldBy: list(text),
	at: orNull(place),
});

/** A {@link Diagnosis}. */
export const diagnosis: Shape = fields({
	kind: oneOf(
		"deadlock",
		"livelock",
		"never-awaited",
		"never-retrieved",
		"pending-at-end",
		"slow-callback",
		"swallowed-cancel",
		"awaited-twice",
		"released-by-other",
	),
	task: orNull(text),
	at: number,
	place: orNull(place),
	text,
	wayOut: text,
	waiting: optional(list(waiting)),
	cycle: optional(list(text)),
});

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
		resourceKind: oneOf("lock", "semaphore", "event", "condition", "barrier", "queue"),
		name: text,
		capacity: number,
	}),
	"resource-used": event({
		resource: count,
		use: oneOf("acquired", "released", "set", "cleared", "put", "got", "notified", "shutdown"),
		level: number,
	}),
	"group-entered": event({ group: count, span: count }),
	"group-aborted": event({ group: count }),
	"group-exited": event({ group: count }),
	diagnosed: event({ diagnosis }),
});
