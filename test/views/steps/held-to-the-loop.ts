// What is said of the steps of a run, held to what the loop itself had at the end of each turn.

import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import type { Recording } from "../../../src/recording/index.ts";
import { counted, duration } from "../../../src/text/figures.ts";
import { StepBook } from "../../../src/views/steps/book.ts";
import type { Program } from "../../conformance/program.ts";
import { header } from "../../findings/found.ts";
import { hold } from "../../history/held-to-the-scheduler.ts";
import type { State, TaskState } from "../../history/told-state.ts";

/** In what the steps of a program contradict the loop. */
export function contradictionsOfSteps(program: Program): string[] {
	const states = new Map<number, State>();
	const { facts } = hold(program, (count, has) => states.set(count, structuredClone(has)));
	const recording: Recording = {
		header,
		facts,
		end: { kind: "end", how: "main-ended", at: facts.at(-1)?.at ?? 0 },
	};
	const history = new History(recording);
	const book = new StepBook(history, findingsOf(history));
	return [...ofPartition(book), ...ofTurns(book, states), ...ofMoments(book, states)];
}

/** The steps follow each other without a gap, and each turn is one. */
export function ofPartition(book: StepBook): string[] {
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

/** Words, ready order, and who waits for whom, wherever the loop was looked at. */
function ofMoments(book: StepBook, states: ReadonlyMap<number, State>): string[] {
	const wrong: string[] = [];
	for (const [count, state] of states) {
		if (state.turn !== null) continue;
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
		for (const task of state.tasks) {
			const words = standings.words(task.id).replace(/^(?:told to stop|cleans up); /, "");
			differ(`task ${task.id}`, wordsOf(task, state, book), kept(words, task));
			const isTold = standings.words(task.id).startsWith("told to stop");
			differ(`task ${task.id} is told to stop`, task.asked.length > 0 || task.delivering !== 0, isTold);
		}
		const edges = standings.edges();
		for (const task of state.tasks) {
			const expected = neededBy(task, state);
			if (expected === null) continue;
			differ(
				`whom task ${task.id} waits for`,
				expected,
				edges
					.filter(({ from }) => from === task.id)
					.map(({ to }) => to)
					.sort((a, b) => a - b),
			);
		}
		const ring = [...standings.ring];
		for (const id of ring)
			if (!edges.some(({ from, to }) => from === id && standings.ring.has(to)))
				wrong.push(`after ${count} facts, task ${id} is in no ring`);
		if (ring.length === 0 && hasRing(state))
			wrong.push(`after ${count} facts there is a ring that is not told of`);
	}
	return wrong;
}

function readyName(entry: string, { history }: StepBook): string {
	const [, kind, id] = /^(task|timer) (\d+)$/.exec(entry) ?? [];
	if (kind !== undefined)
		return kind === "task" ? history.label(Number(id)) : `the timer of ${history.label(Number(id))}`;
	const [, label = "", of = "0"] = /^callback \w+ "(.*)" of (\d+)$/.exec(entry) ?? [];
	return of === "0" ? `callback ${label}`.trim() : `callback of ${history.label(Number(of))}`;
}

/** What the words for a wait for several tasks say of how many are left depends on how many there were: that is left out. */
function kept(words: string, { wait }: TaskState): string {
	return wait !== null && "by" in wait
		? words.replace(/( of \d+)?(, (all have ended|\d+ still to end))?$/, "")
		: words;
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

/** Null: the loop does not say, since futures that stand for others are among them. */
function neededBy({ id, wait: of, state: doing }: TaskState, state: State): number[] | null {
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
	if (wait.by === "taskGroup") return null;
	return wait.futures?.length === 0
		? [...new Set(wait.of as number[])].sort((a, b) => a - b)
		: id < 0
			? []
			: null;
}

/** Whether somebody waits for itself by locks and single tasks alone. */
function hasRing(state: State): boolean {
	const next = new Map(
		state.tasks.map((task) => [task.id, isPlain(task) ? (neededBy(task, state) ?? []) : []]),
	);
	return state.tasks.some(({ id }) => {
		const seen = new Set<number>();
		const left = [...(next.get(id) ?? [])];
		for (let one = left.pop(); one !== undefined; one = left.pop()) {
			if (one === id) return true;
			if (seen.has(one)) continue;
			seen.add(one);
			left.push(...(next.get(one) ?? []));
		}
		return false;
	});
}

function isPlain({ wait }: TaskState): boolean {
	return wait !== null && "kind" in wait && (wait.kind === "lock" || wait.kind === "task");
}
