// Hand-made recordings: what happens, fact by fact, without a runtime.

import type {
	CancelOrigin,
	Cause,
	End,
	Ending,
	Fact,
	FactKind,
	FactOf,
	Place,
	Recording,
	ResourceKind,
	SpanId,
	TaskId,
	Wait,
} from "../../src/recording/index.ts";

type Body = { readonly [K in FactKind]: Omit<FactOf<K>, "at" | "task"> }[FactKind];

export const RETURNED: Ending = { how: "returned", value: null };
export const CANCELLED: Ending = { how: "cancelled" };

export class Story {
	readonly facts: Fact[] = [];
	#now = 0;
	#tasks = 0;
	#spans = 0;
	#resources = 0;
	#groups = 0;
	#requests = 0;
	readonly #labels: string[] = ["loop"];
	readonly #open: SpanId[][] = [[]];
	readonly #asked = new Map<TaskId, number>();

	/** From here on it is `seconds`. */
	at(seconds: number): this {
		this.#now = seconds;
		return this;
	}

	add(task: TaskId, body: Body): void {
		this.facts.push({ at: this.#now, task, ...body } as Fact);
	}

	/** A task is made; it has not run yet. */
	make(label: string, by: TaskId = 0, group = 0): TaskId {
		this.#tasks += 1;
		const id = this.#tasks;
		this.#labels[id] = label;
		this.#open[id] = [];
		this.add(id, { kind: "task-created", name: `Task-${id}`, label, by, group });
		return id;
	}

	/** It runs for the first time. */
	start(...tasks: TaskId[]): void {
		for (const task of tasks) {
			this.add(task, { kind: "resumed" });
			this.call(task, this.#labels[task] ?? "");
		}
	}

	/** A coroutine's body begins within the task. */
	call(task: TaskId, label: string): SpanId {
		this.#spans += 1;
		this.#open[task]?.push(this.#spans);
		this.add(task, { kind: "span-started", span: this.#spans, label, name: label });
		return this.#spans;
	}

	/** The innermost body ends. */
	leave(task: TaskId, ending: Ending = RETURNED): void {
		this.add(task, { kind: "span-ended", span: this.#open[task]?.pop() ?? 0, ending });
	}

	wait(task: TaskId, wait: Wait, place?: Place): void {
		this.add(task, { kind: "suspended", wait, ...(place && { place }) });
	}

	sleep(task: TaskId, until: number, place?: Place): void {
		this.wait(task, { kind: "sleep", until }, place);
	}

	/** It is woken and runs at once. */
	wake(task: TaskId, cause: Cause = { kind: "timer" }): void {
		this.add(task, { kind: "woken", cause });
		this.add(task, { kind: "resumed" });
	}

	/** `by` asks it to stop, and it hears of it now; without a task, a time limit does. */
	cancel(task: TaskId, by: TaskId, place?: Place): void {
		this.ask(task, by, by === 0 ? { kind: "limit", limit: 1 } : { kind: "task" }, place);
		this.hear(task, by);
		this.add(task, { kind: "resumed" });
	}

	ask(task: TaskId, by: TaskId, origin: CancelOrigin = { kind: "task" }, place?: Place): void {
		this.#requests += 1;
		this.#asked.set(task, this.#requests);
		const request = {
			request: this.#requests,
			by,
			origin,
			message: null,
			accepted: true,
			...(place && { place }),
		};
		this.add(task, { kind: "cancel-requested", ...request });
	}

	/** The last request made is about to be raised in it. */
	hear(task: TaskId, by: TaskId): void {
		const request = this.#asked.get(task) ?? null;
		this.add(task, { kind: "woken", cause: { kind: "cancelled", by, request, message: null } });
	}

	print(task: TaskId, text: string): void {
		this.add(task, { kind: "printed", text });
	}

	/** It ends, and with it the bodies that it is in. */
	end(task: TaskId, ending: Ending = RETURNED): void {
		while ((this.#open[task]?.length ?? 0) > 0) this.leave(task, ending);
		this.add(task, { kind: "task-ended", ending });
	}

	resource(resourceKind: ResourceKind, name: string, capacity = 0): number {
		this.#resources += 1;
		this.add(0, {
			kind: "resource-created",
			resource: this.#resources,
			resourceKind,
			name,
			capacity,
			lock: 0,
		});
		return this.#resources;
	}

	use(task: TaskId, resource: number, use: FactOf<"resource-used">["use"], level: number): void {
		this.add(task, { kind: "resource-used", resource, use, level });
	}

	group(task: TaskId): number {
		this.#groups += 1;
		this.add(task, { kind: "group-entered", group: this.#groups });
		return this.#groups;
	}

	/** Up to now; main has ended, if nothing else is said. */
	recording(variant = "variant", end: "main-ended" | "deadlock" | null = "main-ended"): Recording {
		return recordingOf(this.facts, end && { kind: "end", how: end, at: this.#now }, variant);
	}
}

export function recordingOf(facts: readonly Fact[], end: End | null, variant = "variant"): Recording {
	const header = {
		format: "async-lessons/recording",
		version: 2,
		program: "demo",
		variant,
		parameters: {},
		seed: 42,
		language: "typescript",
		runtime: "by hand",
		clock: "virtual",
		sources: [],
	} as const;
	return { header, facts, end };
}

/** A wait for the end of several. */
export function tasks(by: "gather" | "taskGroup", of: readonly TaskId[]): Wait {
	const count = of.length;
	return { kind: "tasks", by, of, futures: [], count, until: "all", deadline: null, future: 0 };
}

export function failed(name: string, message: string): Ending {
	return { how: "raised", error: { name, message } };
}

export function at(file: string, line: number): Place {
	return { file, line, column: 1 };
}

export function by(task: TaskId): Cause {
	return { kind: "result", by: task };
}
