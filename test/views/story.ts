// Hand-made recordings: what happens, step by step, without a runtime.

import type { Line, Outcome } from "../../src/history/history.ts";
import type {
	Cause,
	Diagnosis,
	Ending,
	Place,
	Recording,
	ResourceKind,
	SpanId,
	TaskId,
	TraceEvent,
	Wait,
} from "../../src/recording/index.ts";

type Body<E> = E extends TraceEvent ? Omit<E, "seq" | "at" | "task"> : never;

export const RETURNED: Ending = { how: "returned", value: null };

export class Story {
	readonly events: TraceEvent[] = [];
	readonly lines: Line[] = [];
	#now = 0;
	#tasks = 0;
	#spans = 0;
	#resources = 0;
	#groups = 0;
	readonly #labels: string[] = ["loop"];
	readonly #bodies: SpanId[] = [0];
	readonly #open: SpanId[][] = [[]];

	/** From here on it is `seconds`. */
	at(seconds: number): this {
		this.#now = seconds;
		return this;
	}

	add(task: TaskId, body: Body<TraceEvent>): void {
		const event = { seq: this.events.length, at: this.#now, task, ...body };
		this.events.push(event as TraceEvent);
	}

	/** A task is made; it has not run yet. */
	make(label: string, by: TaskId = 0, group: number | null = null): TaskId {
		this.#tasks += 1;
		const id = this.#tasks;
		this.#labels[id] = label;
		this.#open[id] = [];
		const bySpan = this.#open[by]?.at(-1) ?? 0;
		this.add(id, { kind: "task-created", name: `Task-${id}`, label, by, bySpan, group });
		return id;
	}

	/** It runs for the first time. */
	start(...tasks: TaskId[]): void {
		for (const task of tasks) {
			this.add(task, { kind: "resumed", cause: { kind: "start" } });
			this.#bodies[task] = this.call(task, this.#labels[task] ?? "");
		}
	}

	/** A coroutine's body begins within the task. */
	call(task: TaskId, label: string): SpanId {
		this.#spans += 1;
		const parent = this.#open[task]?.at(-1) ?? 0;
		this.#open[task]?.push(this.#spans);
		this.add(task, { kind: "span-started", span: this.#spans, parent, label });
		return this.#spans;
	}

	/** The innermost body ends. */
	leave(task: TaskId, ending: Ending = RETURNED): void {
		const span = this.#open[task]?.pop() ?? 0;
		this.add(task, { kind: "span-ended", span, ending });
	}

	wait(task: TaskId, wait: Wait, place?: Place): void {
		const span = this.#open[task]?.at(-1) ?? 0;
		this.add(task, { kind: "suspended", wait, span, ...(place ? { place } : {}) });
	}

	sleep(task: TaskId, until: number, place?: Place): void {
		this.wait(task, { kind: "sleep", until }, place);
	}

	/** It is woken and runs at once. */
	wake(task: TaskId, cause: Cause = { kind: "timer" }): void {
		this.add(task, { kind: "woken", cause });
		this.add(task, { kind: "resumed", cause });
	}

	/** `by` asks it to stop, and it hears of it now. */
	cancel(task: TaskId, by: TaskId, place?: Place): void {
		this.ask(task, by, place);
		this.wake(task, { kind: "cancelled", by, message: null });
	}

	ask(task: TaskId, by: TaskId, place?: Place): void {
		const request = { kind: "cancel-requested", by, message: null, accepted: true } as const;
		this.add(task, place ? { ...request, place } : request);
	}

	print(task: TaskId, text: string): void {
		this.add(task, { kind: "printed", text });
		this.lines.push({ at: this.#now, task: this.#labels[task] ?? "", text });
	}

	/** It ends, and with it the bodies that it is in. */
	end(task: TaskId, ending: Ending = RETURNED): void {
		while ((this.#open[task]?.length ?? 0) > 0) this.leave(task, ending);
		this.add(task, { kind: "task-ended", ending });
	}

	resource(resourceKind: ResourceKind, name: string, capacity = 0): number {
		this.#resources += 1;
		this.add(0, { kind: "resource-created", resource: this.#resources, resourceKind, name, capacity });
		return this.#resources;
	}

	group(task: TaskId): number {
		this.#groups += 1;
		this.add(task, { kind: "group-entered", group: this.#groups, span: this.#open[task]?.at(-1) ?? 0 });
		return this.#groups;
	}

	recording(facts: Partial<Recording> = {}): Recording {
		return {
			demo: "demo",
			variant: "variant",
			parameters: {},
			seed: 42,
			elapsed: this.#now,
			asPromised: true,
			outcome: { kind: "returned", value: null },
			lines: this.lines,
			events: this.events,
			diagnoses: [],
			...facts,
		};
	}
}

export function failed(name: string, message: string): Ending {
	return { how: "raised", error: { name, message } };
}

export const CANCELLED: Ending = { how: "cancelled" };

export function at(file: string, line: number): Place {
	return { file: `/src/demos/${file}`, line, column: 1 };
}

export function by(task: TaskId): Cause {
	return { kind: "result", by: task };
}

export function deadlock(
	waiting: readonly { task: string; for: string; heldBy: string[]; at: string | null }[],
): Outcome {
	return { kind: "deadlock", message: "deadlock", waiting, cycle: [] };
}

export function diagnosis(kind: Diagnosis["kind"], text: string, wayOut: string, seconds = 0): Diagnosis {
	return { kind, task: null, at: seconds, place: null, text, wayOut };
}
