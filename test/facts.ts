// Recordings made by hand: what happens, step by step, without a runtime.

import type { Finding } from "../src/findings/finding.ts";
import type {
	CancelOrigin,
	Cause,
	End,
	Ending,
	Fact,
	Header,
	Place,
	Recording,
	ResourceKind,
	SpanId,
	TaskId,
	TasksWait,
	Wait,
} from "../src/recording/index.ts";
import { toMicroseconds } from "../src/recording/index.ts";

type Body<F> = F extends Fact ? Omit<F, "at" | "task"> : never;

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

	/** From here on it is `seconds`, told to the microsecond as recordings do. */
	at(seconds: number): this {
		this.#now = toMicroseconds(seconds);
		return this;
	}

	add(task: TaskId, body: Body<Fact>): void {
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
		const span = this.#open[task]?.pop() ?? 0;
		this.add(task, { kind: "span-ended", span, ending });
	}

	wait(task: TaskId, wait: Wait, place?: Place): void {
		this.add(task, { kind: "suspended", wait, ...(place ? { place } : {}) });
	}

	/** It waits for the end of others, by `gather` or a group. */
	waitForAll(task: TaskId, by: TasksWait, of: readonly TaskId[], count = of.length): void {
		const rest = { futures: [], until: "all", deadline: null, future: 0 } as const;
		this.wait(task, { kind: "tasks", by, of, count, ...rest });
	}

	sleep(task: TaskId, until: number, place?: Place): void {
		this.wait(task, { kind: "sleep", until }, place);
	}

	/** It is woken and runs at once. */
	wake(task: TaskId, cause: Cause = { kind: "timer" }): void {
		this.add(task, { kind: "woken", cause });
		this.add(task, { kind: "resumed" });
	}

	/** `by` asks it to stop, and it hears of it now. */
	cancel(task: TaskId, by: TaskId, place?: Place): void {
		this.ask(task, by, place);
		this.wake(task, this.told(by));
	}

	/** Without another origin, that of the task `by`; without a task, a time limit's. */
	ask(task: TaskId, by: TaskId, place?: Place, origin: CancelOrigin = originOf(by)): void {
		this.#requests += 1;
		const request = { kind: "cancel-requested", request: this.#requests, by, origin } as const;
		this.add(task, { ...request, message: null, accepted: true, ...(place ? { place } : {}) });
	}

	/** A CancelledError for the request made last. */
	told(by: TaskId): Cause {
		return { kind: "cancelled", by, request: this.#requests, message: null };
	}

	print(task: TaskId, text: string): void {
		this.add(task, { kind: "printed", text });
	}

	/** A plain callback of the program has its turn. */
	callBack(label: string): void {
		this.add(0, { kind: "callback-queued", callback: "call", label, of: 0 });
		this.add(0, { kind: "callback-started" });
	}

	/** It ends, and with it the bodies that it is in. */
	end(task: TaskId, ending: Ending = RETURNED): void {
		while ((this.#open[task]?.length ?? 0) > 0) this.leave(task, ending);
		this.add(task, { kind: "task-ended", ending });
	}

	resource(resourceKind: ResourceKind, name: string, capacity = 0): number {
		this.#resources += 1;
		const resource = this.#resources;
		this.add(0, { kind: "resource-created", resource, resourceKind, name, capacity, lock: 0 });
		return resource;
	}

	use(task: TaskId, resource: number, use: "acquired" | "released", level: number): void {
		this.add(task, { kind: "resource-used", resource, use, level });
	}

	group(task: TaskId): number {
		this.#groups += 1;
		this.add(task, { kind: "group-entered", group: this.#groups });
		return this.#groups;
	}

	/** All of it. Default: main ended, now. */
	recording(variant = "variant", how: "main-ended" | "deadlock" | "livelock" = "main-ended"): Recording {
		return { header: headerOf(variant), facts: this.facts, end: endOf(how, this.#now) };
	}
}

function originOf(by: TaskId): CancelOrigin {
	return by === 0 ? { kind: "limit", limit: 1 } : { kind: "task" };
}

function headerOf(variant: string): Header {
	return {
		format: "async-lessons/recording",
		version: 2,
		program: "demo",
		variant,
		parameters: {},
		seed: 42,
		language: "typescript",
		runtime: "async-lessons",
		clock: "virtual",
		sources: [],
	};
}

function endOf(how: "main-ended" | "deadlock" | "livelock", at: number): End {
	return how === "livelock"
		? { kind: "end", how, at, turns: 1_000_000, busy: [1] }
		: { kind: "end", how, at };
}

export function failed(name: string, message: string): Ending {
	return { how: "raised", error: { name, message } };
}

export function at(file: string, line: number): Place {
	return { file: `/src/demos/${file}`, line, column: 1 };
}

export function by(task: TaskId): Cause {
	return { kind: "result", by: task };
}

/** Something that was found to be wrong, by hand. */
export function finding(
	kind: Finding["kind"],
	text: string,
	wayOut: string,
	more: Partial<Finding> = {},
): Finding {
	return { kind, index: 0, task: null, at: 0, place: null, source: null, text, wayOut, ...more };
}

/** A task that waits for a lock, by hand. */
export function waitsFor(task: string, lock: string, holder: string, place: Place, since = 0) {
	return {
		task,
		taskId: 0,
		for: lock,
		relation: "holders",
		heldBy: [holder],
		since,
		chain: [],
		place,
	} as const;
}
