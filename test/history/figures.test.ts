import { expect, test } from "vitest";
import { endOfBody, endOfTask } from "../../src/history/endings.ts";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import type { Task, TaskState } from "../../src/history/task.ts";
import type { Strip, Window } from "../../src/history/timeline.ts";
import type { Seconds, TaskId } from "../../src/recording/index.ts";
import { numbersFrom, randomRecording } from "../views/random-stories.ts";

/** ASYNC_LESSONS_SEED=N repeats a failure; each seed is in the message of its assertion. */
const FIRST = Number(process.env.ASYNC_LESSONS_SEED ?? Math.floor(Math.random() * 1e9));
const SEEDS = Array.from({ length: process.env.ASYNC_LESSONS_SEED ? 1 : 30 }, (_, i) => FIRST + i);

/** A task in one state, from when to when. */
interface Stretch extends Window {
	readonly id: TaskId;
	readonly state: TaskState;
	/** Whether it is main, in no body that it called. */
	readonly isPause: boolean;
}

/** Looks at all tasks after each fact. A task that is woken late was ready before that is known: its state says since when. */
function stretchesOf(history: History): Stretch[] {
	const stretches: Stretch[] = [];
	const open = new Map<TaskId, Stretch>();
	const close = (stretch: Stretch, to: Seconds) => {
		if (to > stretch.from) stretches.push({ ...stretch, to });
	};
	for (let index = 0; index < history.length; index++) {
		const moment = history.at(index);
		for (const { id } of history.tasks()) {
			const { state, since, span } = moment.task(id) ?? { state: "ended", since: moment.now, span: null };
			const isPause = id === history.main && (span?.above ?? null) === null;
			const known = open.get(id);
			if (known?.state === state && known.from === since && known.isPause === isPause) continue;
			if (known !== undefined) close(known, state === "ended" ? moment.now : since);
			open.delete(id);
			if (state !== "ended") open.set(id, { id, state, from: since, to: since, isPause });
		}
	}
	for (const stretch of open.values()) close(stretch, history.elapsed);
	return stretches;
}

/** How many tasks at most are of a kind between two facts, in the window. */
function mostOf(
	history: History,
	{ from, to }: Window,
	isCounted: (task: Pick<Task, "id" | "state">) => boolean,
): number {
	const times = Array.from(history.recording.facts, ({ at }) => at);
	const borders = [...new Set([0, ...times, history.elapsed])].sort((a, b) => a - b);
	const counts = borders.slice(1).map((end, index) => {
		const begin = borders[index] ?? 0;
		const tasks = begin < to && end > from ? [...history.atTime(begin).tasks()] : [];
		return tasks.filter(isCounted).length;
	});
	return Math.max(0, ...counts);
}

test("the figures of a run are what adding up its stretches gives", () => {
	for (const seed of SEEDS) {
		const history = new History(randomRecording(seed));
		const stretches = stretchesOf(history);
		const sum = (some: readonly Stretch[]) => some.reduce((total, { from, to }) => total + to - from, 0);
		const all = stretches.filter(({ state }) => state === "waiting");
		const others = all.filter(({ isPause }) => !isPause);
		const waits = others.length > 0 ? others : all;
		const longest = Math.max(0, ...waits.map(({ from, to }) => to - from));
		const longestWaiters = waits
			.filter(({ from, to }) => to - from === longest)
			.map(({ id }) => history.label(id));
		const ends = Array.from(history.tasks(), (task) => endOfTask(task, history.outcome));
		const often = (end: string) => ends.filter((one) => one === end).length;
		const whole = { from: 0, to: Number.POSITIVE_INFINITY };
		const figures = buildTimeline(history, { lanes: 0 }).statistics;
		expect(figures, `seed ${seed}`).toEqual({
			tasks: ends.length,
			waited: expect.closeTo(sum(waits), 4),
			busy: expect.closeTo(sum(stretches.filter(({ state }) => state === "running")), 4),
			longestWait: longest,
			longestWaiter: expect.toBeOneOf(longest === 0 ? [""] : longestWaiters),
			mostAtOnce: mostOf(history, whole, ({ id, state }) => id !== history.main && state !== "ended"),
			mostHeldUp: mostOf(history, whole, ({ id, state }) => id !== history.main && state === "blocked"),
			done: often("done"),
			failed: often("failed"),
			cancelled: often("cancelled"),
			neverWoke: often("never-woke"),
			abandoned: often("abandoned"),
		});
	}
});

test("a strip counts in each slice who was in its state, in the whole run and in a part of it", () => {
	for (const seed of SEEDS.slice(0, 5)) {
		const history = new History(randomRecording(seed));
		const { elapsed } = history;
		const random = numbersFrom(seed);
		const [from = 0, to = elapsed] = [random() * elapsed, random() * elapsed].sort((a, b) => a - b);
		for (const window of [
			{ from: 0, to: elapsed },
			{ from, to },
		]) {
			const { strips, hidden } = buildTimeline(history, { lanes: 0, ...window });
			if (hidden === 0 || window.from === window.to) continue;
			const slices = strips[0]?.counts.length ?? 1;
			const counted = [...statesIn(history, window, slices), ...endsIn(history, window, slices)];
			const known = counted.filter(({ most }) => most > 0);
			expect(strips.map(plain), `seed ${seed}, ${window.from} to ${window.to}`).toEqual(known.map(plain));
		}
	}
});

const plain = ({ name, most, counts }: Strip) => ({ name, most, counts: [...counts] });

/** In each slice the tasks in a state, each for its share of the slice, rounded up. */
function statesIn(history: History, window: Window, slices: number): Strip[] {
	const stretches = stretchesOf(history);
	const long = (window.to - window.from) / slices;
	return (["running", "ready", "waiting", "blocked", "awaiting"] as const).map((name) => {
		const shares = new Float64Array(slices);
		const isCounted = (task: Pick<Task, "id" | "state">) => task.id !== history.main && task.state === name;
		for (const { from, to } of stretches.filter(isCounted))
			for (
				let slice = Math.max(0, Math.floor((from - window.from) / long) - 1);
				slice < slices && window.from + slice * long < to;
				slice++
			) {
				const begin = window.from + slice * long;
				const both = Math.min(to, begin + long) - Math.max(from, begin);
				if (both > 0) shares[slice] = (shares[slice] ?? 0) + both / long;
			}
		const counts = Uint32Array.from(shares, (share) => Math.ceil(share - 1e-6));
		return { name, most: Math.max(mostOf(history, window, isCounted), ...counts), counts };
	});
}

/** At the end of each slice those that have ended so, in the window or before it. */
function endsIn(history: History, window: Window, slices: number): Strip[] {
	return (["done", "failed", "cancelled"] as const).map((name) => {
		const counts = new Uint32Array(slices);
		for (const fact of history.recording.facts) {
			if (fact.kind !== "task-ended" || fact.task === history.main || endOfBody(fact.ending) !== name)
				continue;
			if (fact.at > window.to) continue;
			const place = Math.floor(((fact.at - window.from) * slices) / (window.to - window.from));
			const slice = Math.min(slices - 1, Math.max(0, place));
			for (let later = slice; later < slices; later++) counts[later] = (counts[later] ?? 0) + 1;
		}
		return { name, most: counts.at(-1) ?? 0, counts };
	});
}

test("the lane of a task shows the state that it was in, or that it cleans up once it was told to stop", () => {
	for (const seed of SEEDS.slice(0, 15)) {
		const history = new History(randomRecording(seed));
		const stretches = stretchesOf(history);
		const { lanes } = buildTimeline(history, { lanes: "all" });
		for (const { id, label } of history.tasks()) {
			const own = lanes.filter((lane) => lane.kind === "task" && lane.label === label);
			const [lane] = own;
			// A coroutine that main awaits has a lane of its own.
			if (id === history.main || own.length !== 1 || lane?.kind !== "task") continue;
			const told = Math.min(...lane.delivered);
			const shown = lane.segments.filter(({ from, to }) => to > from);
			const known = stretches.filter((stretch) => stretch.id === id);
			const states = known.map(({ state, from, to }) => {
				const there = shown.filter((segment) => segment.from < to && segment.to > from);
				return {
					from,
					to,
					states: [
						...new Set(there.map((one) => (one.state === "cleaning-up" && from >= told ? state : one.state))),
					],
				};
			});
			expect(states, `seed ${seed}, ${label}`).toEqual(
				known.map(({ state, from, to }) => ({ from, to, states: [state] })),
			);
		}
	}
});
