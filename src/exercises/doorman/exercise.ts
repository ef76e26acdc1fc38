import { count, duration } from "../../text/figures.ts";
import { broken } from "../broken.ts";
import { clean, returns } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { isLater, type Printed, printedLines } from "../reading.ts";

interface Door {
	/** How many guests may go in within any `window` seconds. */
	readonly guests: number;
	readonly window: number;
	/** When each guest comes. */
	readonly comes: readonly number[];
	/** The guests who give up, by number, and when. */
	readonly leaves: Readonly<Record<number, number>>;
}

type Run = ExerciseRun<Door>;

/** How long a guest dances, in seconds. */
const DANCE = 0.1;
/** What is still "at once", in seconds. */
const AT_ONCE = 0.05;

export default defineExercise<Door>({
	name: "doorman",
	title: "The doorman",
	after: "rate-limit",
	story:
		"A doorman lets three guests in within any two seconds. Eight guests come. After the third nobody gets in any more: all of them wait for ever.",
	task: "Mend the doorman. Within any two seconds at most three guests go in. (Exactly two seconds later is late enough: three at 0 s and three more at 2 s.) Nobody waits longer than this rule demands. A guest may give up while waiting: the others still get in. The checks also try other numbers and other times.",
	hints: [
		'The picture says who "wants" the lock and who "holds" it at the end. Who could give it back?',
		{
			python:
				"A lock can't be taken twice by the same task. Look again in a loop inside the lock, or leave the lock before you wait. After a wait it is later than before: ask the clock again.",
			javascript:
				"A lock can't be taken twice by the same task. Look again in a loop inside the lock, or leave the lock before you wait. After a wait it is later than before: ask the clock again.",
		},
	],
	runs: {
		shown: { guests: 3, window: 2, comes: [0, 0, 0, 0, 0, 0, 0, 0], leaves: {} },
		"one-by-one": {
			guests: 4,
			window: 2.5,
			comes: [0, 0.5, 0.5, 1.5, 2.25, 2.25, 2.25, 2.25, 2.75, 3, 4.5, 4.5, 4.5, 6, 14, 14],
			leaves: {},
		},
		"some-give-up": {
			guests: 2,
			window: 3,
			comes: [0, 0, 0, 0.5, 0.5, 0.5, 1],
			leaves: { 3: 1.25, 5: 1.25, 6: 2 },
		},
	},
	checks: [
		{
			name: "does-not-wait-for-itself",
			text: "nobody waits for a lock that it holds itself",
			test: (run) => {
				const { history } = run;
				if (history.outcome.kind !== "deadlock") return;
				for (const { holders, line } of locks(run)) {
					const self = [...line].find((task) => holders.has(task));
					if (self === undefined) continue;
					const { since: at, label } = history.task(self) ?? { since: history.elapsed, label: "" };
					broken(
						run,
						`from ${duration(at)} on ${label} waits for a lock that it holds itself: only it could give it back, and all others wait behind it`,
						{ at, task: label },
					);
				}
			},
		},
		{
			name: "door-given-back",
			text: "a guest who gives up does not keep the door",
			test: (run) => {
				const { history } = run;
				if (history.outcome.kind !== "deadlock") return;
				for (const { holders } of locks(run)) {
					const gone = [...holders.keys()]
						.map((task) => history.task(task))
						.find((task) => task?.endedAt != null);
					if (gone === undefined) continue;
					const at = gone.endedAt ?? 0;
					broken(
						run,
						`${gone.label} gives up at ${duration(at)} and keeps the lock: nobody gets in any more`,
						{ at, task: gone.label },
					);
				}
			},
		},
		{
			name: "nobody-turned-away",
			text: "a guest who has to wait is not turned away",
			test: (run) => {
				for (const { made, ending, label, endedAt } of run.history.tasks()) {
					if (ending?.how !== "raised" || made.by !== run.history.main) continue;
					const at = endedAt ?? 0;
					broken(
						run,
						`${label} is turned away at ${duration(at)} with ${ending.error.name}: ${ending.error.message}; a guest who comes too early has to wait`,
						{ at, task: label },
					);
				}
			},
		},
		returns(),
		{
			name: "counts",
			text: "not too many guests go in within the time",
			test: (run) => {
				const first = tooMany(run);
				const { guests } = run.numbers;
				if (first === null || first.before > 0) return;
				const atOneTime = entries(run).filter(({ at }) => !isLater(at, first.from)).length;
				if (atOneTime <= guests) return;
				broken(run, `${count(atOneTime)} guests go in at ${duration(first.from)}: nobody counts them`, {
					at: first.from,
					task: first.line.task,
				});
			},
		},
		{
			name: "counts-in-a-time",
			text: "not too many guests go in within the time",
			test: (run) => {
				const first = tooMany(run);
				if (first === null || first.before > 0) return;
				const { guests, window } = run.numbers;
				broken(
					run,
					`${first.time} ${count(first.count)} guests go in, and never more than ${count(mostDancing(run))} are inside at once: how many at once is not how many in a time, which is ${count(guests)} in ${duration(window)}`,
					{ at: first.line.at, task: first.line.task },
				);
			},
		},
		{
			name: "any-time",
			text: "not too many guests go in within any such time",
			test: (run) => {
				const first = tooMany(run);
				const { guests, window } = run.numbers;
				const perSlot = new Map<number, number>();
				for (const { at } of entries(run)) {
					const slot = Math.floor(at / window + 1e-6);
					perSlot.set(slot, (perSlot.get(slot) ?? 0) + 1);
				}
				if (first === null || [...perSlot.values()].some((found) => found > guests)) return;
				broken(
					run,
					`${first.time} ${count(first.count)} guests go in: ${duration(window)} begin with each guest, not at fixed times`,
					{ at: first.line.at, task: first.line.task },
				);
			},
		},
		{
			name: "looks-at-the-clock",
			text: "not too many guests go in within any such time",
			test: (run) => {
				const first = tooMany(run);
				if (first === null) return;
				const { guests, window } = run.numbers;
				broken(
					run,
					`${first.time} ${count(first.count)} guests go in, and ${count(guests)} may in ${duration(window)}: who has waited goes in later than it came, and that later time is what counts`,
					{ at: first.line.at, task: first.line.task },
				);
			},
		},
		{
			name: "all-in",
			text: "each guest gets in once",
			test: (run) => {
				for (const [index] of run.numbers.comes.entries()) {
					const guest = index + 1;
					const [first, second] = printedLines(run, `guest ${guest} is in`);
					if (first === undefined && run.numbers.leaves[guest] === undefined)
						broken(run, `guest ${guest} never gets in`, { at: run.history.elapsed, task: "main" });
					if (second !== undefined) broken(run, `guest ${guest} goes in twice`, second);
				}
			},
		},
		{
			name: "room-is-used",
			text: "nobody waits while there is room",
			test: (run) => {
				for (const { line, ideal, came } of against(run)) {
					if (isLater(ideal, came) || !isLater(line.at, ideal, AT_ONCE)) continue;
					broken(
						run,
						`"${line.text}" at ${duration(line.at)}, who could have gone in at ${duration(ideal)}: then there was room for one more`,
						line,
					);
				}
			},
		},
		{
			name: "not-longer-than-needed",
			text: "nobody waits longer than necessary",
			test: (run) => {
				for (const { line, ideal } of against(run)) {
					if (!isLater(line.at, ideal, AT_ONCE)) continue;
					broken(
						run,
						`"${line.text}" at ${duration(line.at)}, who could have gone in at ${duration(ideal)}: by then one of those before was ${duration(run.numbers.window)} ago`,
						line,
					);
				}
			},
		},
		clean(),
	],
	wrong: {
		"old-time-kept": "looks-at-the-clock",
		"semaphore-alone": "counts-in-a-time",
		"evenly-spaced": "room-is-used",
		"no-doorman": "counts",
		"lock-kept": "door-given-back",
		"fixed-windows": "any-time",
		"closed-when-full": "nobody-turned-away",
		"whole-window": "not-longer-than-needed",
	},
});

/** The locks at the end of the run. */
function locks({ history }: Run) {
	return [...history.end.resources()]
		.filter(({ made }) => made.resourceKind === "lock")
		.map((lock) => ({ holders: lock.holders, line: lock.line("lock") }));
}

/** Who went in, in order. Where that is printed says nothing: it is in the given part. */
function entries(run: Run): readonly Printed[] {
	return printedLines(run, /guest \d+ is in$/).map(({ at, task, text, index }) => ({
		at,
		task,
		text,
		index,
	}));
}

/** The first time that too many went in; null: there is none. */
function tooMany(run: Run) {
	const { guests, window } = run.numbers;
	const all = entries(run);
	for (const [before, { at: from }] of all.entries()) {
		const within = all.slice(before).filter(({ at }) => isLater(from + window, at));
		const line = within.at(-1);
		if (within.length <= guests || line === undefined) continue;
		const isLonger = isLater(line.at, from);
		const time = isLonger ? `from ${duration(from)} to ${duration(line.at)}` : `at ${duration(from)}`;
		return { before, from, line, time, count: within.length };
	}
	return null;
}

function mostDancing(run: Run): number {
	const all = entries(run);
	return Math.max(
		...all.map(({ at }) => all.filter((one) => !isLater(one.at, at) && isLater(one.at + DANCE, at)).length),
	);
}

/** Each entry, and when it could have been: of those who went in, in the order of their coming. */
function against(run: Run) {
	const { guests, window, comes } = run.numbers;
	const all = entries(run);
	const came = all.map(({ text }) => comes[Number(/\d+/.exec(text)?.[0]) - 1] ?? 0).toSorted((a, b) => a - b);
	const ideal: number[] = [];
	return all.map((line, index) => {
		const own = came[index] ?? 0;
		const before = ideal[index - guests];
		const best = before === undefined ? own : Math.max(own, before + window);
		ideal.push(best);
		return { line, came: own, ideal: best };
	});
}
