import { findingsOf } from "../../findings/findings.ts";
import type { ResourceView } from "../../history/moment.ts";
import { count, counted, duration } from "../../text/figures.ts";
import { listed } from "../../text/words.ts";
import { broken } from "../broken.ts";
import { clean, givenIsUsed, named, returns, total } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import {
	atOnce,
	bodiesOf,
	factsOf,
	isLater,
	mostAtOnce,
	type Printed,
	printed,
	printedLines,
	sleptBefore,
} from "../reading.ts";

interface Kitchen {
	readonly plates: number;
	/** Seconds for each plate. */
	readonly cooking: number;
	readonly serving: number;
	/** The plates that fall. */
	readonly dropped: readonly number[];
	/** Plates that the counter has room for. */
	readonly room: number;
	readonly waiters: number;
}

type Run = ExerciseRun<Kitchen>;

export default defineExercise<Kitchen>({
	name: "counter",
	title: "The counter",
	after: "producer-consumer",
	story:
		"A cook puts twelve plates on a counter, which has room for three. Three waiters carry them to the tables. Plate 5 falls. All other plates are served, but then nobody goes home: the program waits for ever.",
	task: 'Close the restaurant when every plate has been served or dropped, and not before: "closed" is the last line, and by then all waiters have ended. When a plate falls, its waiter prints "dropped 5" and goes on working. The counter still has room for three, and all three waiters work.',
	hints: [
		"The picture says who waits for whom at the end. What is main waiting for, and what does join count?",
		{
			python:
				"Each get wants one task_done after it, also when a plate falls. Which part of a try statement runs in every case?",
			javascript:
				"Each get wants one taskDone after it, also when a plate falls. Which part of a try statement runs in every case?",
		},
	],
	runs: {
		shown: { plates: 12, cooking: 0.1, serving: 0.5, dropped: [5], room: 3, waiters: 3 },
		// Here a plate takes longer than its number says.
		"slow-waiters": { plates: 9, cooking: 0.27, serving: 1.53, dropped: [2, 7], room: 2, waiters: 2 },
		"many-waiters": {
			plates: 21,
			cooking: 0.0625,
			serving: 0.75,
			dropped: [1, 8, 20],
			room: 4,
			waiters: 6,
		},
		"slow-cook": { plates: 5, cooking: 0.5, serving: 0.25, dropped: [3], room: 3, waiters: 2 },
	},
	checks: [
		{
			name: "no-waiter-lost",
			text: "a waiter who drops a plate goes on",
			test: (run) => {
				for (const waiter of waitersOf(run)) {
					if (waiter.ending?.how !== "raised") continue;
					const at = waiter.endedAt ?? 0;
					broken(
						run,
						`at ${duration(at)} a waiter ends with "${waiter.ending.error.message}": the error that nobody caught ends its task, and the counter has lost a waiter`,
						{ at, task: waiter.label },
					);
				}
			},
		},
		{
			name: "waiters-stay",
			text: "a waiter stays as long as plates come",
			test: (run) => {
				const isStuck = run.history.outcome.kind === "deadlock" && counterOf(run)?.level !== 0;
				for (const { endedAt, ending, label } of waitersOf(run)) {
					if (endedAt === null || ending?.how !== "returned") continue;
					const isMissed = takings(run).some(
						({ plate, at }) => plate <= run.numbers.plates && isLater(at, endedAt),
					);
					if (!isMissed && !isStuck) continue;
					broken(run, `a waiter goes home at ${duration(endedAt)}, and there are plates to come`, {
						at: endedAt,
						task: label,
					});
				}
			},
		},
		{
			name: "all-reported",
			text: "every plate that was taken is reported done",
			test: (run) => {
				const queue = counterOf(run);
				const { outcome, elapsed } = run.history;
				if (outcome.kind !== "deadlock" || queue === null || queue.unfinished === 0) return;
				const taken = takings(run).length;
				const reported = taken + queue.level - queue.unfinished;
				const done = named(run, "task_done", "taskDone");
				const fallen = printedLines(run, /dropped /).map(({ text }) => text);
				const hint =
					fallen.length === taken - reported
						? `: after ${listed(fallen.map((text) => `"${text}"`))} nobody called ${done}`
						: `: each get owes one ${done}`;
				broken(
					run,
					`from ${duration(elapsed)} on all wait for ever: ${count(taken)} plates were taken from the counter, and ${count(reported)} reported done${hint}`,
					{ at: elapsed, task: "main" },
				);
			},
		},
		returns(),
		{
			name: "all-carried",
			text: "a waiter carries each plate",
			test: (run) => {
				const carried = carriedPlates(run);
				for (const { plate, at, task } of takings(run)) {
					if (plate > run.numbers.plates || carried.has(plate)) continue;
					broken(
						run,
						`plate ${plate} is taken from the counter at ${duration(at)}, and no waiter carries it to a table`,
						{
							at,
							task,
						},
					);
				}
			},
		},
		{
			name: "reported-once",
			text: "every plate is reported done once",
			test: (run) => {
				if (unserved(run).length === 0 || counterOf(run)?.unfinished !== 0) return;
				const waiters = waitersOf(run);
				const open = new Map<number, number>();
				for (const { use, task, at } of factsOf(run, "resource-used")) {
					const now = (open.get(task) ?? 0) + (use === "got" ? 1 : use === "task-done" ? -1 : 0);
					open.set(task, now);
					if (now >= 0 || !waiters.some(({ id }) => id === task)) continue;
					const done = named(run, "task_done", "taskDone");
					broken(
						run,
						`at ${duration(at)} a waiter reports a plate done for the second time: each get owes one ${done}, and the counter takes a second for that of a plate that is not served yet`,
						{ at, task: run.history.label(task) },
					);
				}
			},
		},
		{
			name: "not-reported-too-early",
			text: "the restaurant closes when every plate is served",
			test: (run) => {
				const closed = closing(run);
				const inHands = unserved(run).filter((plate) => carriedPlates(run).has(plate));
				if (inHands.length === 0 || counterOf(run)?.unfinished !== 0) return;
				broken(
					run,
					`it closes at ${duration(closed.at)} with ${platesText(inHands)} in the waiters' hands: ${inHands.length === 1 ? "it was" : "they were"} reported done when taken, not when served`,
					{ at: closed.at, task: "main" },
				);
			},
		},
		{
			name: "closing-time-not-guessed",
			text: "the restaurant closes when every plate is served",
			test: (run) => {
				const closed = closing(run);
				const left = unserved(run);
				if (left.length === 0) return;
				broken(
					run,
					`it closes at ${duration(closed.at)}, and ${platesText(left)} ${left.length === 1 ? "is" : "are"} not served: neither a time nor an empty counter says that all is done, its join does`,
					{ at: closed.at, task: "main" },
				);
			},
		},
		{
			name: "room-kept",
			text: "the counter never has more plates than it has room for",
			test: (run) => {
				const { level, at } = fullest(run);
				const { room } = run.numbers;
				if (level <= room) return;
				broken(
					run,
					`at ${duration(at)} there are ${count(level)} plates on the counter, which has room for ${count(room)}`,
					{
						at,
						task: "cook",
					},
				);
			},
		},
		{
			name: "room-used",
			text: "the counter has all its room",
			test: (run) => {
				const { level, at } = fullest(run);
				const { room } = run.numbers;
				if (level >= room || !isCookFaster(run)) return;
				broken(
					run,
					`the counter never has more than ${counted(level, "plate")}, and has room for ${count(room)}`,
					{
						at,
						task: "cook",
					},
				);
			},
		},
		{
			name: "drops-told",
			text: "a plate that falls is told of",
			test: (run) => {
				for (const plate of run.numbers.dropped) {
					if (printedLines(run, `dropped ${plate}`).length === 1) continue;
					const body = bodiesOf(run, "serve").find(({ of }) => of === String(plate));
					const at = body?.end?.at ?? 0;
					broken(run, `plate ${plate} falls at ${duration(at)}, and "dropped ${plate}" is not printed once`, {
						at,
						task: body?.label ?? "main",
					});
				}
			},
		},
		{
			name: "served-once",
			text: "each other plate is served once",
			test: (run) => {
				for (let plate = 1; plate <= run.numbers.plates; plate += 1) {
					const wanted = run.numbers.dropped.includes(plate) ? 0 : 1;
					const [first, second] = printedLines(run, `served ${plate}`);
					if (wanted === 1 && first === undefined) broken(run, `plate ${plate} is not served`);
					if (wanted === 1 && second !== undefined) broken(run, `plate ${plate} is served twice`, second);
				}
			},
		},
		{
			name: "all-waiters-work",
			text: "all waiters work, and nobody else",
			test: (run) => {
				const most = mostAtOnce(bodiesOf(run, "serve"));
				const { waiters } = run.numbers;
				if (most === waiters || (most < waiters && !isCookFaster(run))) return;
				broken(
					run,
					most < waiters
						? `there are ${count(waiters)} waiters, but never more than ${counted(most, "plate")} in their hands at once`
						: `there are ${count(waiters)} waiters, but ${counted(most, "plate")} in their hands at once`,
					{ at: 0, task: "main" },
				);
			},
		},
		{
			name: "waiters-gone-home",
			text: "all waiters have gone home when the restaurant closes",
			test: (run) => {
				const left = findingsOf(run.history).filter(({ kind }) => kind === "pending-at-end");
				const labels = left.flatMap(({ task }) => (task === null ? [] : [task]));
				const at = run.history.elapsed;
				if (labels.length === 0) return;
				broken(
					run,
					`the restaurant closes at ${duration(at)}, and ${counted(labels.length, "waiter")} still ${labels.length === 1 ? "waits" : "wait"} for plates: nobody sends them home`,
					{ at, task: labels[0] ?? "main" },
				);
			},
		},
		{
			name: "waiters-waited-for",
			text: "all waiters have gone home when the restaurant closes",
			test: (run) => {
				const closed = closing(run);
				const facts = [...run.recording.facts];
				const printing = facts.findIndex((fact) => fact.kind === "printed" && fact.text === "closed");
				const gone = new Set(
					facts.slice(0, printing).flatMap(({ kind, task }) => (kind === "task-ended" ? [task] : [])),
				);
				const left = waitersOf(run).filter(({ id }) => !gone.has(id));
				if (left.length === 0) return;
				broken(
					run,
					`"closed" comes at ${duration(closed.at)}, when ${counted(left.length, "waiter")} ${left.length === 1 ? "has" : "have"} not ended: asked to stop is not ended, wait for them`,
					closed,
				);
			},
		},
		{
			name: "closes-when-all-is-done",
			text: "the restaurant closes when every plate is served",
			test: (run) => {
				const closed = closing(run);
				const last = printedLines(run, /(served|dropped) \d+$/).at(-1);
				if (last === undefined) return;
				if (isLater(closed.at, last.at, atOnce(run)))
					broken(
						run,
						`"${last.text}" is the last plate, at ${duration(last.at)}, and it closes only at ${duration(closed.at)}: wait for the counter, not for a time`,
						closed,
					);
				if (sleptBefore(run, closed, ["cook", "serve"]))
					broken(
						run,
						`before it closes at ${duration(closed.at)}, ${closed.task} sleeps: who looks only now and then comes late, wait for the counter`,
						closed,
					);
			},
		},
		{
			name: "closed-last",
			text: '"closed" is the last line',
			test: (run) => {
				const last = printedLines(run, /^/).at(-1);
				if (last?.text !== "closed") broken(run, `"${last?.text}" is printed after "closed"`, { ...last });
			},
		},
		total(({ plates, cooking, serving, waiters }) => {
			const byWaiters = waiters * cooking + Math.ceil(plates / waiters) * serving;
			return Math.max(byWaiters, plates * cooking + serving);
		}),
		givenIsUsed("serve", ({ serving }) => serving),
		clean(),
	],
	wrong: {
		"done-when-taken": "not-reported-too-early",
		"sleeps-for-join": "closing-time-not-guessed",
		"sleeps-long-enough": "closes-when-all-is-done",
		"no-limit": "room-kept",
		"not-caught": "no-waiter-lost",
		"not-caught-but-reported": "no-waiter-lost",
		"filtered-out": "all-carried",
		"drop-not-told": "drops-told",
		"waiters-left": "waiters-gone-home",
		"reported-twice": "reported-once",
		"while-there-are-plates": "waiters-stay",
		"waiter-goes-home": "waiters-stay",
		"one-waiter": "all-waiters-work",
		"waiters-not-waited-for": "waiters-waited-for",
		"counts-now-and-then": "closes-when-all-is-done",
		"nothing-falls": "returns",
	},
});

/** Null: there is no queue. */
function counterOf({ history }: Run): ResourceView | null {
	return [...history.end.resources()].find(({ made }) => made.resourceKind === "queue") ?? null;
}

/** Whether plates come faster than all waiters together can carry them, so that the counter gets full. */
function isCookFaster({ numbers: { cooking, serving, waiters } }: Run): boolean {
	return cooking * waiters < serving;
}

function closing(run: Run): Printed {
	return printed(run, "closed") ?? broken(run, '"closed" is never printed');
}

function carriedPlates(run: Run): ReadonlySet<number> {
	return new Set(bodiesOf(run, "serve").map(({ of }) => Number(of)));
}

/** The plates that were neither served nor dropped when the restaurant closed. */
function unserved(run: Run): readonly number[] {
	const { index } = closing(run);
	const plates = Array.from({ length: run.numbers.plates }, (_, before) => before + 1);
	return plates.filter((plate) => {
		const line = printed(run, `served ${plate}`) ?? printed(run, `dropped ${plate}`);
		return line === undefined
			? !run.numbers.dropped.includes(plate) || !carriedPlates(run).has(plate)
			: line.index > index;
	});
}

function platesText(plates: readonly number[]): string {
	return `${plates.length === 1 ? "plate" : "plates"} ${listed(plates.map((plate) => String(plate)))}`;
}

/** The tasks that took plates from the counter. */
function waitersOf(run: Run) {
	const takers = new Set(
		factsOf(run, "resource-used").flatMap(({ use, task }) => (use === "got" ? [task] : [])),
	);
	return [...run.history.tasks()].filter(({ id }) => takers.has(id));
}

/** When plates were taken from the counter, and by whom. */
function takings(run: Run) {
	return factsOf(run, "resource-used").flatMap(({ use, item, at, task }) =>
		use === "got" && item !== undefined ? [{ plate: item, at, task: run.history.label(task) }] : [],
	);
}

/** The most plates that were on the counter, and when. */
function fullest(run: Run) {
	const puts = factsOf(run, "resource-used").filter(({ use }) => use === "put");
	return puts.reduce((most, { level, at }) => (level > most.level ? { level, at } : most), {
		level: 0,
		at: 0,
	});
}
