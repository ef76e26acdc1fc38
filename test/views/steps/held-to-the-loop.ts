// What is said of the steps of a run, held to what the loop itself had at the end of each turn.

import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import type { Recording, TaskId } from "../../../src/recording/index.ts";
import type { Program as Recordable } from "../../../src/recording/program.ts";
import { counted, duration } from "../../../src/text/figures.ts";
import { StepBook } from "../../../src/views/steps/book.ts";
import type { Program } from "../../conformance/program.ts";
import { header } from "../../findings/found.ts";
import { type HeldTrace, hold, holdMain, type Keep } from "../../history/held-to-the-scheduler.ts";
import type { FutureState, State, TaskState } from "../../history/told-state.ts";
import { whileNoted } from "../../history/used.ts";

/** In what the steps of a program contradict the loop. */
export function contradictionsOfSteps(program: Program): string[] {
	return contradictionsIn((keep) => hold(program, keep));
}

/** The same of any coroutine. */
export function contradictionsOfMain(main: Recordable["main"]): string[] {
	return contradictionsIn((keep) => whileNoted((used) => holdMain(main, used, keep)));
}

function contradictionsIn(held: (keep: Keep) => HeldTrace): string[] {
	const states = new Map<number, State>();
	const { facts, contradictions } = held((count, has) => states.set(count, structuredClone(has)));
	const recording: Recording = {
		header,
		facts,
		end: { kind: "end", how: "main-ended", at: facts.at(-1)?.at ?? 0 },
	};
	const history = new History(recording);
	const book = new StepBook(history, findingsOf(history));
	return [
		...contradictions,
		...ofPartition(book),
		...ofTurns(book, states),
		...Array.from(states, ([count, state]) => ofMoment(book, count, state)).flat(),
	];
}

/** The steps follow each other without a gap, and each turn is one. */
function ofPartition(book: StepBook): string[] {
	const wrong: string[] = [];
	const { facts } = book.history.recording;
	let next = 0;
	for (let index = 0; index < book.length; index += 1) {
		const { from, to, kind } = book.step(index);
		if (from !== next) wrong.push(`step ${index} begins with fact ${from}, not ${next}`);
		if (to <= from && kind !== "end") wrong.push(`step ${index} has no fact`);
		next = to;
		const text = book.text(index);
		if (/undefined|null|NaN|\[object/.test(text.replace(/“[^”]*”|, with .*?[,.]/g, "")))
			wrong.push(`step ${index} says: ${text}`);
		const ends = book.acts(index).filter((act) => act.kind === "ends").length;
		if (kind === "turn" && ends !== 1) wrong.push(`the turn of step ${index} ends ${ends} times: ${text}`);
	}
	if (next !== facts.length) wrong.push(`the steps end with fact ${next} of ${facts.length}`);
	const turns = Array.from(facts).filter((fact) => fact.kind === "resumed").length;
	const told = Array.from({ length: book.length }, (_, index) => book.step(index)).filter(
		({ kind }) => kind === "turn",
	);
	if (told.length !== turns) wrong.push(`${turns} turns are told of in ${told.length} steps`);
	return wrong;
}

/** What a turn is said to end with is what the task does when the loop has come to its end. */
function ofTurns(book: StepBook, states: ReadonlyMap<number, State>): string[] {
	const wrong: string[] = [];
	for (let index = 0; index < book.length; index += 1) {
		const { kind, task: id, to } = book.step(index);
		if (kind !== "turn") continue;
		const state = states.get(to);
		if (state === undefined) {
			// A run that is broken off has a turn whose end the loop did not come to.
			if (index < book.length - 2)
				wrong.push(`no turn of the loop ends where step ${index} does, after ${to} facts`);
			continue;
		}
		const task = state.tasks.find((one) => one.id === id);
		const ends = book.acts(index).findLast((act) => act.kind === "ends")?.words ?? "";
		const expected = verbsOf(task);
		if (!expected.some((verb) => ends.startsWith(verb)))
			wrong.push(`step ${index}: task ${id} ${ends}, and the loop has it ${task?.state ?? "ended"}`);
		const [who] = book.parts(index);
		if (who?.text !== book.history.label(id)) wrong.push(`step ${index} is told of ${who?.text}`);
	}
	return wrong;
}

function verbsOf(task: TaskState | undefined): string[] {
	if (task === undefined) return ["is done", "fails", "ends cancelled"];
	switch (task.state) {
		case "waiting":
			return task.wait !== null && "until" in task.wait ? ["sleeps"] : ["waits for"];
		case "awaiting":
			return ["awaits"];
		case "blocked":
			return ["waits for"];
		default:
			// It may have been woken since, by what followed from its own turn.
			return ["gives up its turn", "sleeps", "waits for", "awaits"];
	}
}

/** Words, ready order, holders, who waits for whom and in which ring, wherever the loop was looked at. */
function ofMoment(book: StepBook, count: number, state: State): string[] {
	if (state.turn !== null) return [];
	const wrong: string[] = [];
	const standings = book.standings(count);
	const differ = (what: string, loop: unknown, told: unknown) => {
		if (JSON.stringify(loop) !== JSON.stringify(told))
			wrong.push(
				`after ${count} facts, ${what}: the loop has ${JSON.stringify(loop)}, told is ${JSON.stringify(told)}`,
			);
	};
	differ(
		"ready",
		state.ready.map((entry) => readyName(entry, book)),
		standings.ready.map((entry) => standings.readyName(entry)),
	);
	for (const { id, holders, level } of state.resources) {
		const told = standings.moment.resource(id);
		differ(`resource ${id}`, [holders, level], [[...(told?.holders ?? [])], told?.level]);
	}
	const needs = new Map(state.tasks.map((task) => [task.id, neededBy(task, state)]));
	const edges = standings.edges();
	for (const task of state.tasks) {
		const [words = "", ...more] = standings
			.words(task.id)
			.replace(/^told to stop; /, "")
			.split("; ");
		differ(`task ${task.id}`, wordsOf(task, state, book), kept(words, task));
		differ(`what more is said of task ${task.id}`, moreOf(task, state), more);
		const isTold = standings.words(task.id).startsWith("told to stop");
		differ(`task ${task.id} is told to stop`, task.asked.length > 0 || task.delivering !== 0, isTold);
		differ(
			`whom task ${task.id} waits for`,
			needs.get(task.id),
			edges
				.filter(({ from }) => from === task.id)
				.map(({ to }) => to)
				.sort((a, b) => a - b),
		);
	}
	differ(
		"timers",
		timersOf(state),
		standings.timers().map(({ until, task, kind }) => `${until} ${task} ${kind}`),
	);
	return [
		...wrong,
		...ofRing([...standings.ring], needs, state).map((text) => `after ${count} facts, ${text}`),
	];
}

type Needs = ReadonlyMap<TaskId, readonly TaskId[]>;

/** Each waits for the next, and the last for the first; where there is such a ring, one is told of. */
function ofRing(ring: readonly TaskId[], needs: Needs, state: State): string[] {
	const closing = new Map(state.tasks.map((task) => [task.id, closingNeeds(task, needs.get(task.id) ?? [])]));
	const wrong = ring.flatMap((id, index) => {
		const next = ring[(index + 1) % ring.length] ?? 0;
		return closing.get(id)?.includes(next) ? [] : [`ring ${ring}: task ${id} does not wait for task ${next}`];
	});
	const inRings = state.tasks.filter(({ id }) => reaches(id, closing)).map(({ id }) => id);
	if (ring.length === 0 && inRings.length > 0)
		wrong.push(`tasks ${inRings} wait in a ring that is not told of`);
	return wrong;
}

/** Who holds a permit and wants another can be helped by anybody else who holds one. */
function closingNeeds({ id, wait }: TaskState, needs: readonly TaskId[]): readonly TaskId[] {
	const isPermit = wait !== null && "kind" in wait && wait.kind === "semaphore";
	const others = needs.filter((one) => one !== id);
	return isPermit && others.length > 0 ? others : needs;
}

/** Whether a task waits for itself, at any distance. */
function reaches(id: TaskId, needs: Needs): boolean {
	const all = new Set(needs.get(id));
	// What is added while it is gone through comes in turn.
	for (const one of all) for (const next of needs.get(one) ?? []) all.add(next);
	return all.has(id);
}

function readyName(entry: string, { history }: StepBook): string {
	const [, kind, id] = /^(task|timer) (\d+)$/.exec(entry) ?? [];
	if (kind !== undefined)
		return kind === "task" ? history.label(Number(id)) : `the timer of ${history.label(Number(id))}`;
	const [, callback, label = "", of = "0"] = /^callback (\w+) "(.*)" of (\d+)$/.exec(entry) ?? [];
	if (callback === "main") return `end of ${of === "0" ? "all that was left" : history.label(Number(of))}`;
	return of === "0" ? `callback ${label}`.trim() : `callback of ${history.label(Number(of))}`;
}

/** How many there were is known only at the beginning; how many are left, where it is said, has to be so many. */
function kept(words: string, { wait }: TaskState): string {
	if (wait === null || !isForTasks(wait)) return words;
	const left = (wait.of?.length ?? 0) + (wait.futures?.length ?? 0);
	const ending = left === 0 ? ", all have ended" : `, ${left} still to end`;
	const isSaid = words.endsWith(ending);
	return (isSaid ? words.slice(0, -ending.length) : words).replace(/ of \d+$/, "");
}

function isForTasks(
	wait: object,
): wait is { readonly of: readonly TaskId[] | null; readonly futures: readonly number[] | null } {
	return "by" in wait;
}

function wordsOf(task: TaskState, state: State, { history }: StepBook): string {
	const wait = task.wait as {
		kind: string;
		until?: number;
		of?: number;
		by?: string;
		label?: string;
		resource?: number;
	} | null;
	const place = state.ready.indexOf(`task ${task.id}`);
	const timer = state.ready.indexOf(`timer ${task.id}`);
	if (task.state === "ready") return place === 0 ? "ready: next to run" : `ready: no. ${place + 1} in line`;
	if (task.state === "running" || wait === null) return "runs";
	const resource = state.resources.find(({ id }) => id === wait.resource);
	switch (wait.kind) {
		case "sleep":
			if (timer >= 0) return `its timer is due: no. ${timer + 1} in line`;
			if (typeof wait.until !== "number") return "sleeps";
			return state.now > wait.until + 1e-9
				? `due since ${duration(wait.until)}: the loop is kept`
				: `sleeps until ${duration(wait.until)}`;
		case "task":
			return `awaits ${history.label(wait.of ?? 0)}`;
		case "tasks":
			return wait.by === "taskGroup" ? "awaits the tasks of its group" : `awaits ${wait.by}`;
		case "future":
			return `awaits ${wait.label === "" ? "a future" : wait.label}`;
		case "lock":
		case "semaphore": {
			const holders = (resource?.holders ?? []).map(([id]) => id);
			const names = holders.map((id) => (id === task.id ? "itself" : history.label(id)));
			const by =
				names.length === 0
					? ""
					: names.length === 1
						? `, held by ${names[0]}`
						: names.length > 3
							? `, held by ${counted(names.length, "task")}`
							: `, held by ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
			return `wants ${resource?.name}${by}`;
		}
		case "get":
			return `wants an item from ${resource?.name}`;
		case "put":
			return `wants room in ${resource?.name}`;
		case "join":
			return `waits for ${resource?.name} to be worked off`;
		default:
			return `waits for ${resource?.name}`;
	}
}

/** What a task holds, and that it heard of a request to stop and goes on. */
function moreOf(task: TaskState, state: State): string[] {
	const wanted = (task.wait as { resource?: number } | null)?.resource;
	const isWaiting = ["waiting", "blocked", "awaiting"].includes(task.state);
	const held = state.resources.flatMap(({ id, kind, name, holders }) => {
		const count = holders.find(([holder]) => holder === task.id)?.[1] ?? 0;
		if (count === 0 || (isWaiting && id === wanted)) return [];
		return kind === "semaphore" ? `${count === 1 ? "a permit" : `${count} permits`} of ${name}` : name;
	});
	const shown = held.length > 3 ? [...held.slice(0, 3), `${held.length - 3} more`] : held;
	const list = shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown.join();
	const isTold = task.asked.length > 0 || task.delivering !== 0;
	const goesOn = isWaiting && !isTold && task.heard !== 0 && task.cancelling > 0;
	return [...(held.length > 0 ? [`holds ${list}`] : []), ...(goesOn ? ["was told to stop"] : [])];
}

/** Those that the loop has for tasks that sleep, and for limits, as far as they are still to come. */
function timersOf({ tasks, ready, now }: State): string[] {
	const isLimitDue = ready.some((entry) => entry.startsWith("callback limit "));
	const timers = tasks.flatMap(({ id, wait, limits, state }): [number, number, string][] => {
		const { until, deadline } = (wait ?? {}) as { until?: unknown; deadline?: number | null };
		const isDue = state === "ready" || state === "running" || ready.includes(`timer ${id}`);
		return [
			...(typeof until === "number" && !isDue ? [[until, id, "sleep"] as [number, number, string]] : []),
			...(typeof deadline === "number" && !isDue ? [[deadline, id, "wait"] as [number, number, string]] : []),
			...limits
				.filter(([, when, expired]) => when !== null && !expired && !(isLimitDue && when <= now))
				.map(([, when]): [number, number, string] => [when ?? 0, id, "limit"]),
		];
	});
	return timers
		.sort(([a, one], [b, other]) => a - b || one - other)
		.map(([until, id, kind]) => `${until} ${id} ${kind}`);
}

/** The tasks that hold what a task wants, or whose end it waits for, also through futures that stand for others. */
function neededBy({ wait: of, state: doing, spans }: TaskState, state: State): TaskId[] {
	const wait = of as {
		kind: string;
		of?: number | number[];
		futures?: number[];
		by?: string;
		resource?: number;
	} | null;
	if (doing !== "blocked" && doing !== "awaiting") return [];
	if (wait?.kind === "task") return [wait.of as number];
	if (wait?.kind === "lock" || wait?.kind === "semaphore")
		return (state.resources.find((one) => one.id === wait.resource)?.holders ?? [])
			.map(([holder]) => holder)
			.sort((a, b) => a - b);
	if (wait?.kind !== "tasks") return [];
	const tasks = new Set<TaskId>(wait.by === "taskGroup" ? membersOf(spans, state) : (wait.of as number[]));
	const futures = new Set(wait.futures);
	for (const id of futures) {
		const future: FutureState | undefined = state.futures.find((one) => one.future === id);
		for (const task of future?.of ?? []) tasks.add(task);
		for (const inner of future?.futures ?? []) futures.add(inner);
	}
	return [...tasks].sort((a, b) => a - b);
}

/** Those of the innermost group that a body of the task has entered. */
function membersOf(spans: TaskState["spans"], { groups }: State): readonly TaskId[] {
	const own = groups.filter(({ span }) => spans.some(([id]) => id === span));
	return own.at(-1)?.members ?? [];
}
