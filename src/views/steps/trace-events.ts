// A run in the Trace Event Format, which Chrome's tracing page and Perfetto open. A second of the run is a second there.

import { livesOf } from "../../history/stretches.ts";
import type { State } from "../../history/timeline.ts";
import { NO_TASK, type Seconds, type TaskId } from "../../recording/index.ts";
import { plainLine } from "../../text/width.ts";
import type { StepBook } from "./book.ts";

/** One event; times are microseconds. */
export interface TraceEvent {
	/** `X`: a slice; `M`: a name; `i`: an instant; `s` and `f`: the beginning and the end of an arrow. */
	readonly ph: "X" | "M" | "i" | "s" | "f";
	readonly name: string;
	/** The run. */
	readonly pid: number;
	/** The task. */
	readonly tid: number;
	readonly ts: number;
	readonly dur?: number;
	readonly cat?: string;
	readonly id?: number;
	/** Of the end of an arrow: it points at the slice that encloses it. */
	readonly bp?: "e";
	/** Of an instant: how far it is seen. */
	readonly s?: "t";
	readonly args?: Readonly<Record<string, unknown>>;
}

export interface TraceFile {
	readonly displayTimeUnit: "ms";
	readonly traceEvents: readonly TraceEvent[];
}

/** A process for each run, a thread for each task. */
export function traceFile(
	name: string,
	runs: readonly { readonly variant: string; readonly book: StepBook }[],
): TraceFile {
	return {
		displayTimeUnit: "ms",
		traceEvents: runs.flatMap(({ variant, book }, index) =>
			runEvents(book, `${name}, ${variant}`, index + 1),
		),
	};
}

const micro = (seconds: Seconds) => Math.round(seconds * 1e6);

function runEvents(book: StepBook, name: string, pid: number): TraceEvent[] {
	const { history } = book;
	const tasks = Array.from(history.tasks(), ({ id }) => id);
	const threadName = (tid: TaskId, name: string): TraceEvent => ({
		ph: "M",
		name: "thread_name",
		pid,
		tid,
		ts: 0,
		args: { name },
	});
	const names: TraceEvent[] = [
		{ ph: "M", name: "process_name", pid, tid: NO_TASK, ts: 0, args: { name } },
		threadName(NO_TASK, "the loop"),
		...tasks.map((tid) => threadName(tid, plainLine(history.label(tid)))),
	];
	const lives = livesOf(history, tasks);
	const slices = lives.flatMap(({ task, stretches }) =>
		stretches.map(({ state, from, to }): TraceEvent => {
			const ts = micro(timeOf(book, from));
			return {
				ph: "X",
				name: WORDS[state],
				cat: state,
				pid,
				tid: task,
				ts,
				dur: Math.max(0, micro(timeOf(book, to)) - ts),
				args: argsOf(book, task, from),
			};
		}),
	);
	return [...names, ...slices, ...instants(book, pid), ...arrows(book, pid)];
}

const WORDS: Readonly<Record<State, string>> = {
	running: "runs",
	ready: "ready",
	waiting: "waits for a timer or I/O",
	blocked: "held up",
	awaiting: "awaits another",
	"cleaning-up": "told to stop, goes on",
};

/** The end of the run for a stretch that does not end. */
function timeOf({ history }: StepBook, fact: number): Seconds {
	return history.recording.facts.at(fact)?.at ?? history.elapsed;
}

function argsOf({ history }: StepBook, task: TaskId, fact: number): Record<string, unknown> {
	const told = history.recording.facts.at(fact);
	if (told?.kind !== "suspended" || told.task !== task) return {};
	const place = told.place === undefined ? {} : { place: `${told.place.file}:${told.place.line}` };
	const { wait } = told;
	const what =
		"resource" in wait
			? history.names.resource(wait.resource)
			: wait.kind === "task"
				? history.label(wait.of)
				: wait.kind;
	return { for: plainLine(what), ...place };
}

/** What is printed, requests to stop, and findings. */
function instants(book: StepBook, pid: number): TraceEvent[] {
	const events: TraceEvent[] = [];
	const { facts } = book.history.recording;
	for (let fact = 0; fact < facts.length; fact += 1) {
		const told = facts.at(fact);
		if (told?.kind === "printed")
			events.push({
				ph: "i",
				name: plainLine(told.text).trim(),
				cat: "printed",
				pid,
				tid: told.task,
				ts: micro(told.at),
				s: "t",
			});
		else if (told?.kind === "cancel-requested" && told.accepted)
			events.push({
				ph: "i",
				name: "is told to stop",
				cat: "cancel",
				pid,
				tid: told.task,
				ts: micro(told.at),
				s: "t",
			});
	}
	for (let step = 0; step < book.length; step += 1)
		for (const { kind, text, wayOut, at } of book.findings(step))
			events.push({
				ph: "i",
				name: `${kind}: ${plainLine(text)}`,
				cat: "finding",
				pid,
				tid: NO_TASK,
				ts: micro(at),
				s: "t",
				args: { wayOut },
			});
	return events;
}

/** From who made or woke a task to the next turn of that task. One that has no turn any more gets none. */
function arrows({ history }: StepBook, pid: number): TraceEvent[] {
	const events: TraceEvent[] = [];
	/** By task: where the arrows begin that lead to its next turn. */
	const open = new Map<TaskId, Pick<TraceEvent, "name" | "tid" | "ts">[]>();
	let id = 0;
	for (const fact of history.recording.facts) {
		if (fact.kind === "resumed") {
			for (const begin of open.get(fact.task) ?? []) {
				id += 1;
				const arrow = { ...begin, cat: begin.name, id, pid };
				const end = { tid: fact.task, ts: micro(fact.at), bp: "e" as const };
				events.push({ ...arrow, ph: "s" }, { ...arrow, ...end, ph: "f" });
			}
			open.delete(fact.task);
			continue;
		}
		const by =
			fact.kind === "task-created"
				? fact.by
				: fact.kind === "woken" && fact.cause.kind !== "timer"
					? fact.cause.by
					: NO_TASK;
		if (by === NO_TASK || by === fact.task) continue;
		const begin = { name: fact.kind === "woken" ? "wakes" : "makes", tid: by, ts: micro(fact.at) };
		open.set(fact.task, [...(open.get(fact.task) ?? []), begin]);
	}
	return events;
}
