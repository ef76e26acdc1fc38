// What happened in one step, act by act, in words.

import { nameIn } from "../../findings/in-python.ts";
import type { History } from "../../history/history.ts";
import type { Moment } from "../../history/moment.ts";
import type { Step } from "../../history/steps.ts";
import {
	type Ending,
	errorSentence,
	type Fact,
	type FactOf,
	NO_TASK,
	type Place,
	type Seconds,
	type TaskId,
} from "../../recording/index.ts";
import { duration } from "../../text/figures.ts";
import { plainLine } from "../../text/width.ts";
import { listed, tasksListed } from "../../text/words.ts";
import { Standings } from "./standing.ts";

/**
 * `lead`: why the turn began. `does`: goes with `It`. `ends`: how the turn ended. `says`: a sentence of its own, about somebody else.
 */
export type ActKind = "lead" | "does" | "ends" | "says";

/** Something that happened: facts from number `from` up to `to`, that not included. */
export interface Act {
	readonly kind: ActKind;
	readonly from: number;
	to: number;
	/** Without a capital letter and a full stop; may be made longer by what follows. */
	words: string;
	readonly isBad: boolean;
	/** Where in the source: of its facts that have a place. */
	readonly places: Place[];
	/** What the names in the words are of, if more may follow. */
	readonly names: string[];
	readonly topic: string;
}

/** Texts of the program are cut beyond this. */
const MOST_TEXT = 60;

/** The acts of a step, in order, and what is true after it. Facts that have no words of their own belong to the act before them. */
export function actsOf(
	step: Step,
	history: History,
): { readonly acts: readonly Act[]; readonly after: Moment } {
	const teller = new Teller(step, history);
	const after = history.walk(step.from, step.to, (fact, index, before) => teller.tell(fact, index, before));
	teller.tellSleeps();
	return { acts: teller.acts, after };
}

class Teller {
	readonly acts: Act[] = [];
	readonly #step: Step;
	readonly #history: History;
	/** Whose names stand in the last act that more may be added to. */
	readonly #grouped = new Set<TaskId>();
	/** Sleeps that a request to stop has ended, and the number of the last fact that did. */
	readonly #brokenOff: { readonly task: TaskId; readonly until: Seconds }[] = [];
	#brokenOffAt = 0;

	constructor(step: Step, history: History) {
		this.#step = step;
		this.#history = history;
	}

	tell(fact: Fact, index: number, before: Moment): void {
		this.#tell(fact, index, before);
		const last = this.acts.at(-1);
		if (last === undefined) return;
		last.to = index + 1;
		if ("place" in fact && fact.place !== undefined) last.places.push(fact.place);
		const raised = fact.kind === "task-ended" && fact.ending.how === "raised" ? fact.ending.error : null;
		if (raised?.place) last.places.push(raised.place);
	}

	/** Their timers are gone. */
	tellSleeps(): void {
		const [first, ...others] = this.#brokenOff;
		if (first === undefined) return;
		const index = this.#brokenOffAt;
		const names = tasksListed(this.#brokenOff.map(({ task }) => this.#history.label(task)));
		const words =
			others.length > 0
				? `the sleeps of ${names} are broken off`
				: `the sleep of ${names} is broken off, before ${duration(first.until)}`;
		this.#put("says", index, words);
	}

	#put(kind: ActKind, index: number, words: string, topic = "", name = "", isBad = false): void {
		const names = name === "" ? [] : [name];
		this.acts.push({ kind, from: index, to: index + 1, words, isBad, places: [], names, topic });
	}

	/** Adds a task to the last act, if that has the topic; else makes one. */
	#group(kind: ActKind, index: number, topic: string, task: TaskId, words: (names: string) => string): void {
		const last = this.acts.at(-1);
		const name = task === NO_TASK ? "a future" : this.#history.label(task);
		if (last?.topic !== topic) {
			this.#put(kind, index, "", topic, name);
			this.#grouped.clear();
		}
		// Two may hear of the end of one.
		else if (!this.#grouped.has(task)) last.names.push(name);
		this.#grouped.add(task);
		const act = this.acts.at(-1);
		if (act !== undefined) act.words = words(tasksListed(act.names));
	}

	#tell(fact: Fact, index: number, before: Moment): void {
		const name = this.#history.label(fact.task);
		const own = fact.task === this.#step.task;
		switch (fact.kind) {
			case "task-created":
				if (fact.by === NO_TASK && index === 0)
					this.#put("says", index, `${name} is put into the ready queue`);
				else this.#group("does", index, "makes", fact.task, (names) => `makes ${names}`);
				return;
			case "task-renamed":
				this.#put(own ? "does" : "says", index, own ? `is called ${name} now` : `${name} has a new name`);
				return;
			case "resumed":
				this.#put("lead", index, leadOf(before, fact.task, this.#history));
				return;
			case "suspended":
				this.#suspend(fact, index);
				return;
			case "woken":
				this.#wake(fact, index, before, name);
				return;
			case "task-ended":
				this.#put("ends", index, endWords(fact.ending), "", "", fact.ending.how === "raised");
				return;
			case "span-started":
				if (before.task(fact.task)?.span) this.#put("does", index, `calls ${plain(fact.label)}`);
				return;
			case "span-ended":
				this.#endSpan(fact, index, before);
				return;
			case "awaited-twice":
				this.#put("does", index, `awaits ${plain(fact.label)} again, which is used up`, "", "", true);
				return;
			case "cancel-requested":
				this.#ask(fact, index, name);
				return;
			case "uncancelled":
				this.#put("does", index, "takes a request to stop back");
				return;
			case "limit-set":
				this.#put(
					"does",
					index,
					fact.when === null || fact.when >= Number.MAX_VALUE
						? "sets a time limit that never expires"
						: `sets a time limit, until ${duration(fact.when)}`,
				);
				return;
			case "limit-rescheduled":
				this.#put(
					"does",
					index,
					`moves its time limit${fact.when === null ? "" : ` to ${duration(fact.when)}`}`,
				);
				return;
			case "limit-expired":
				this.#put("says", index, `the time limit of ${name} has expired`, "limit");
				return;
			case "limit-left":
				this.#put("does", index, LIMIT_LEFT[fact.how], "", "", fact.how === "timed-out");
				return;
			case "group-entered":
				this.#put("does", index, "enters a task group");
				return;
			case "group-body-ended":
				if (fact.ending.how === "raised")
					this.#put(
						"does",
						index,
						`fails in the body of the group: ${plain(errorSentence(fact.ending.error))}`,
					);
				return;
			case "group-aborted":
				this.#put("says", index, `the group of ${name} is to end`, "group", "");
				return;
			case "group-exited":
				this.#put(
					"does",
					index,
					`leaves the task group${fact.error === null ? "" : ` with ${fact.error.name}`}`,
				);
				return;
			case "future-made":
			case "future-ended":
			case "resource-created":
			case "callback-ended":
				return;
			case "callback-queued":
				if (this.#step.kind === "clock" && fact.callback === "call")
					this.#put("says", index, timersWords([callbackName(fact.label)]), "timers");
				else if (fact.callback === "call" || fact.callback === "done")
					this.#put("does", index, `puts ${callbackName(fact.label)} into the ready queue`);
				return;
			case "callback-started":
				this.#callback(index, before);
				return;
			case "timers-due": {
				const names = fact.timers.map((timer) =>
					"task" in timer ? this.#history.label(timer.task) : callbackName(timer.label),
				);
				const areTasks = fact.timers.every((timer) => "task" in timer);
				this.#put("says", index, timersWords(names, areTasks ? tasksListed : listed), "timers");
				for (const one of names) this.acts.at(-1)?.names.push(one);
				return;
			}
			case "resource-used":
				this.#use(fact, index, before, name);
				return;
			case "printed":
				this.#print(fact, index);
				return;
			case "blocked":
				this.#put(
					"does",
					index,
					`blocks the loop for ${duration(fact.seconds)}: nobody else can run`,
					"",
					"",
					true,
				);
				return;
			case "work-started":
				this.#put(
					"does",
					index,
					`starts ${fact.label === "" ? "work" : plain(fact.label)} outside of the loop`,
				);
				return;
			case "work-ended":
				this.#put("says", index, `${before.work(fact.work) || "the work outside of the loop"} is done`);
				return;
			case "clock-switched":
				this.#put("does", index, "switches to the clock of the wall");
				return;
			case "error-reported":
				this.#put(
					"says",
					index,
					`an error reached nobody: ${plain(errorSentence(fact.error))}`,
					"",
					"",
					true,
				);
				return;
			case "shutdown-started":
				this.#put("says", index, "main has ended, so what is left is cancelled", "shutdown");
				return;
			case "loop-closed":
				this.#put("lead", index, "is given up");
				return;
			case "never-retrieved":
				this.#put(
					"says",
					index,
					`nobody asked for the error of ${fact.task === NO_TASK ? "a future" : name}: ${plain(errorSentence(fact.error))}`,
					"",
					"",
					true,
				);
				return;
			case "never-awaited":
				this.#put(
					"says",
					index,
					`${fact.future === undefined ? plain(fact.label) || "a coroutine" : "a future that stands for others"} was never awaited`,
					"",
					"",
					true,
				);
				return;
			default:
				fact satisfies never;
		}
	}

	#suspend({ wait, task: id }: FactOf<"suspended">, index: number): void {
		if (wait.kind === "turn") {
			this.#put("ends", index, "gives up its turn");
			return;
		}
		if (wait.kind === "sleep") {
			const isEver = wait.until >= Number.MAX_VALUE;
			this.#put("ends", index, isEver ? "sleeps for ever" : `sleeps until ${duration(wait.until)}`);
			return;
		}
		const standings = new Standings(this.#history.at(index), this.#history);
		const task = standings.moment.task(id);
		const words = task === undefined ? "" : standings.waitWords(task);
		this.#put("ends", index, task?.state === "awaiting" ? `awaits ${words}` : `waits for ${words}`);
	}

	#wake({ cause, task }: FactOf<"woken">, index: number, before: Moment, name: string): void {
		const last = this.acts.at(-1);
		if (cause.kind === "timer") {
			if (last?.topic === "timers" && last.names.includes(name)) return;
			const isQueued = [...before.ready].some((entry) => entry.kind === "timer" && entry.task === task);
			if (isQueued)
				this.#group("says", index, "its timer", task, (names) => `the timer of ${names} makes it ready`);
			else this.#group("says", index, "timer", task, (names) => `the timer of ${names} is due`);
			return;
		}
		if (cause.kind === "cancelled") {
			const sleeper = before.task(task);
			const isSleeping = sleeper?.state === "waiting" && sleeper.wait?.kind === "sleep";
			if (isSleeping && sleeper.wait?.kind === "sleep" && sleeper.wait.until < Number.MAX_VALUE) {
				this.#brokenOff.push({ task, until: sleeper.wait.until });
				this.#brokenOffAt = index;
			}
			const isSaid = last !== undefined && ["asks", "group", "limit", "shutdown"].includes(last.topic);
			if (isSaid || task === this.#step.task) return;
			this.#put(this.#does, index, `${this.#wakes} ${name} with CancelledError`);
			return;
		}
		if (last?.topic === `hands ${name}`) return;
		this.#group(this.#does, index, "wakes", task, (names) => `${this.#wakes} ${names}`);
	}

	/** What follows after the end of a turn is a sentence of its own. */
	get #does(): ActKind {
		const isOver = this.acts.some(({ kind }) => kind === "ends");
		return !isOver && (this.#step.kind === "turn" || this.#step.kind === "callback") ? "does" : "says";
	}

	get #wakes(): string {
		return this.#does === "does" ? "wakes" : "that wakes";
	}

	#endSpan({ task, span, ending }: FactOf<"span-ended">, index: number, before: Moment): void {
		const open = [...(before.task(task)?.spans() ?? [])].find(({ made }) => made.span === span);
		if (!open || open.above === null) return;
		const label = plain(open.made.label);
		if (ending.how === "returned") this.#put("does", index, `leaves ${label}`);
		else if (ending.how === "cancelled") this.#put("does", index, `leaves ${label} cancelled`);
		else this.#put("does", index, `leaves ${label} with ${ending.error.name}`);
	}

	#ask(fact: FactOf<"cancel-requested">, index: number, name: string): void {
		const last = this.acts.at(-1);
		const isOwn = fact.origin.kind === "task";
		if (!fact.accepted) {
			// What stands for others asks them all, and nobody has to know of those that have ended.
			if (isOwn)
				this.#put(
					this.#does,
					index,
					`${this.#does === "does" ? "asks" : "it asks"} ${name} to stop, which has ended`,
				);
			return;
		}
		switch (fact.origin.kind) {
			case "limit": {
				if (last?.topic !== "limit") this.#put("says", index, "a time limit has expired", "limit");
				const act = this.acts.at(-1);
				act?.names.push(name);
				if (act)
					act.words = `${act.words.split(":")[0]}: ${tasksListed(act.names)} ${act.names.length === 1 ? "is" : "are"} asked to stop`;
				return;
			}
			case "group":
				// Who waits for the end of its group is only woken so.
				if (last?.topic === "group" && this.#history.group(fact.origin.group)?.made.task === fact.task)
					return;
				if (last?.topic === "group") {
					last.names.push(name);
					last.words = `the group is to end, so it asks ${tasksListed(last.names)} to stop`;
				} else this.#put("says", index, `the group asks ${name} to stop`, "group", name);
				return;
			case "shutdown":
				if (last?.topic === "shutdown") {
					last.names.push(name);
					last.words = `main has ended, so what is left is asked to stop: ${tasksListed(last.names)}`;
				} else this.#put("says", index, `${name} is left, and is asked to stop`, "shutdown", name);
				return;
			case "signal":
				this.#put("says", index, `somebody from outside asks ${name} to stop`, "asks");
				return;
			case "task":
				if (fact.by === fact.task) this.#put("does", index, "asks itself to stop", "asks");
				else if (this.#does === "says") this.#put("says", index, `${name} is asked to stop`, "asks");
				else this.#group("does", index, "asks", fact.task, (names) => `asks ${names} to stop`);
				return;
			default:
				fact.origin satisfies never;
		}
	}

	#print({ text, stream }: FactOf<"printed">, index: number): void {
		const last = this.acts.at(-1);
		const line = short(text);
		const verb = stream === "stderr" ? "writes to stderr" : "prints";
		if (last?.topic !== verb) {
			this.#put(this.#does, index, `${verb} “${line}”`, verb, line);
			return;
		}
		last.names.push(line);
		const more = last.names.length - 1;
		last.words = `${verb} “${last.names[0]}” and ${more} more line${more === 1 ? "" : "s"}`;
	}

	#callback(index: number, before: Moment): void {
		const turn = this.#history.at(index).turn;
		if (turn?.kind !== "callback") {
			const words =
				turn === null ? "a timer is due" : `it is the turn of a timer of ${this.#history.label(turn.task)}`;
			this.#put("says", index, words);
			return;
		}
		if (turn.callback === "call" || turn.callback === "done") {
			this.#put("lead", index, callbackName(turn.label));
			return;
		}
		if (turn.callback === "limit") return;
		const { callback, of } = turn;
		const verb = endVerb(before, of);
		if (callback === "main") {
			const who = of === NO_TASK ? "all that was left" : this.#history.label(of);
			this.#put("says", index, `the loop hears that ${who} has ended`);
			return;
		}
		this.#group("says", index, `hears ${callback} ${verb}`, of, (names) => {
			const have = this.acts.at(-1)?.names.length === 1 ? "has" : "have";
			return `${nameIn(this.#history.recording, HEARS[callback])} hears that ${names} ${have} ${verb}`;
		});
	}

	#use(fact: FactOf<"resource-used">, index: number, before: Moment, name: string): void {
		const resource = before.resource(fact.resource);
		const what = this.#history.names.resource(fact.resource);
		const kind = resource?.made.resourceKind;
		const capacity = resource?.made.capacity ?? 0;
		const level =
			capacity > 0 && capacity < Number.MAX_VALUE
				? ` (${fact.level} of ${capacity})`
				: kind === "queue"
					? ` (${fact.level} in it)`
					: "";
		const permit = kind === "semaphore" ? `a permit of ${what}` : what;
		switch (fact.use) {
			case "acquired":
				this.#put("does", index, `takes ${permit}${level}`);
				return;
			case "released":
				this.#put("does", index, `gives ${permit} back${level}`);
				return;
			case "handed":
				this.#put(this.#does, index, `hands ${permit} to ${name}`, `hands ${name}`);
				return;
			case "put-back":
				this.#put("says", index, `${name} does not want ${permit} any more`);
				return;
			case "set":
				this.#put(this.#does, index, `sets ${what}`);
				return;
			case "cleared":
				this.#put(this.#does, index, `clears ${what}`);
				return;
			case "put":
				this.#put(this.#does, index, `puts an item into ${what}${level}`);
				return;
			case "got":
				this.#put(this.#does, index, `gets an item from ${what}${level}`);
				return;
			case "task-done":
				this.#put("does", index, `reports an item of ${what} done (${fact.level} not yet)`);
				return;
			case "shutdown":
				this.#put(this.#does, index, `shuts ${what} down`);
				return;
			case "notified":
				this.#put("does", index, `notifies ${what}`);
				return;
			case "arrived":
				this.#put("does", index, `comes to ${what}${level}`);
				return;
			case "left":
				this.#put("does", index, `leaves ${what}`);
				return;
			case "reset":
				this.#put("does", index, `resets ${what}`);
				return;
			case "aborted":
				this.#put("does", index, `breaks ${what}`);
				return;
			default:
				fact.use satisfies never;
		}
	}
}

const HEARS = {
	gather: "gather",
	group: "the group",
	wait: "wait",
	asCompleted: "asCompleted",
	shield: "shield",
} as const;

/** What let those at a barrier go on. */
const OPENED = { arrived: "came last to", reset: "reset", aborted: "broke" } as const;

const LIMIT_LEFT: Readonly<Record<FactOf<"limit-left">["how"], string>> = {
	"in-time": "is within its time limit",
	"timed-out": "gets TimeoutError from its time limit",
	"other-error": "leaves its time limit with another error",
	cancelled: "leaves its time limit cancelled",
	swallowed: "leaves its time limit as if nothing had happened",
};

function timersWords(names: readonly string[], list = listed): string {
	return names.length === 1 ? `the timer of ${names[0]} is due` : `the timers of ${list(names)} are due`;
}

function callbackName(label: string): string {
	return label === "" ? "a callback" : `the callback ${plain(label)}`;
}

function endVerb(before: Moment, id: TaskId): string {
	const how = before.task(id)?.ending?.how;
	return how === "raised" ? "failed" : how === "cancelled" ? "ended cancelled" : "ended";
}

/** Why its turn has come. */
function leadOf(before: Moment, id: TaskId, history: History): string {
	const task = before.task(id);
	if (task === undefined) return "runs";
	const { cause, wait } = task;
	if (cause === null) return task.ran ? "goes on: its turn has come round" : "runs for the first time";
	if (cause.kind === "timer") return "goes on: its timer was due";
	if (cause.kind === "cancelled") return `gets CancelledError at its await: ${askedBy(before, id, history)}`;
	const who = cause.by === NO_TASK ? "" : history.label(cause.by);
	const what = wait !== null && "resource" in wait ? history.names.resource(wait.resource) : "";
	if (cause.kind === "handed") {
		if (wait?.kind === "put") return `goes on: ${who || "somebody"} made room in ${what}`;
		if (wait?.kind === "get") return `goes on: ${who || "somebody"} left an item in ${what}`;
		return `goes on: ${who || "somebody"} left it ${what || "what it waited for"}`;
	}
	if (who === "") return "goes on: what it waited for is there";
	switch (wait?.kind) {
		case "task":
		case "tasks":
			return `goes on: ${who} has ${endVerb(before, cause.by)}`;
		case "join":
			return `goes on: ${who} worked off the last item of ${what}`;
		case "event":
			return `goes on: ${who} set ${what}`;
		case "condition":
			return `goes on: ${who} notified ${what}`;
		case "barrier":
			return `goes on: ${who} ${OPENED[before.resource(wait.resource)?.openedBy ?? "arrived"]} ${what}`;
		case "lock":
		case "semaphore":
			return `goes on: ${who} gave ${what} back`;
		default:
			return `goes on: ${who} set what it waited for`;
	}
}

function askedBy(before: Moment, id: TaskId, history: History): string {
	const request = before.task(id)?.delivering;
	if (!request) return "what it awaits was cancelled";
	switch (request.origin.kind) {
		case "limit":
			return limitWords(request.origin.limit, id, history);
		case "group":
			return "its group asked for it";
		case "shutdown":
			return "the run is over";
		case "signal":
			return "somebody from outside asked for it";
		case "task":
			return request.by === id
				? "it asked for it itself"
				: request.by === NO_TASK
					? "somebody outside of the tasks asked for it"
					: `${history.label(request.by)} asked for it`;
		default:
			return request.origin satisfies never;
	}
}

function limitWords(limit: number, task: TaskId, history: History): string {
	const set = history.indexed("limit-set").find(([, made]) => made.limit === limit)?.[1];
	const whose =
		set === undefined || set.task === task
			? "its time limit"
			: `the time limit of ${history.label(set.task)}`;
	return `${whose} has expired`;
}

function endWords(ending: Ending): string {
	if (ending.how === "cancelled") return "ends cancelled";
	if (ending.how === "raised") return `fails: ${short(errorSentence(ending.error))}`;
	const { value } = ending;
	return value === undefined || value === null
		? "is done"
		: `is done, with ${short(JSON.stringify(value) ?? "a value", 40)}`;
}

function plain(text: string): string {
	return plainLine(text);
}

function short(text: string, most = MOST_TEXT): string {
	const line = plainLine(text).trim();
	return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
