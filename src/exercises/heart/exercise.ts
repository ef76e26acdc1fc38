import { count, duration } from "../../text/figures.ts";
import { broken } from "../broken.ts";
import { awaited, clean, named, returns } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { factsOf, isByWallClock, isLater, printed, sleptBefore } from "../reading.ts";

interface Sums {
	readonly pieces: number;
	/** Seconds of computing for each. */
	readonly piece: number;
	/** Seconds from one beat to the next. */
	readonly beat: number;
	/** What compute answers is so many times the number of the piece. */
	readonly factor: number;
}

type Run = ExerciseRun<Sums>;

/** Seconds that very short pauses between the pieces may take together. */
const TURNS = 0.1;

export default defineExercise<Sums>({
	name: "heart",
	title: "The heart that stops",
	after: "blocking-call",
	story:
		"A program works out a sum in twenty pieces, each of a tenth of a second. Beside it a heart beats every half second, to show that the program is alive. While the sum is worked out, the heart stands still.",
	task: {
		python:
			"Change add_up so that the heart is never silent for more than three quarters of a second. All pieces still have to be computed: to sleep in place of that does not count. And the sum is still ready after two seconds.",
		javascript:
			"Change addUp so that the heart is never silent for more than three quarters of a second. All pieces still have to be computed: to sleep in place of that does not count. And the sum is still ready after two seconds.",
	},
	hints: [
		{
			python:
				"One thread runs both, one at a time. The heart can run only while add_up waits for something. When does it?",
			javascript:
				"One thread runs both, one at a time. The heart can run only while addUp waits for something. When does it?",
		},
		{
			python: "await asyncio.sleep(0) lets the others run once, and takes no time. Between which pieces?",
			javascript: "yield* sleep(0) lets the others run once, and takes no time. Between which pieces?",
		},
	],
	runs: {
		shown: { pieces: 20, piece: 0.1, beat: 0.5, factor: 1 },
		"smaller-pieces": { pieces: 50, piece: 0.0625, beat: 0.375, factor: 1 },
		"fewer-pieces": { pieces: 8, piece: 0.25, beat: 1, factor: 3 },
	},
	checks: [
		awaited(),
		returns(),
		{
			name: "not-slept",
			text: "the pieces are worked out, not slept",
			test: (run) => {
				const wanted = run.numbers.pieces * run.numbers.piece;
				const done = worked(run);
				// On the wall clock a thread or a process may do it, of which a run knows nothing.
				if (!isLater(wanted, done) || done > 0 || isByWallClock(run)) return;
				const word = named(run, "asyncio.sleep", "sleep");
				broken(
					run,
					`nothing is worked out: ${word} lets time pass, but ${count(run.numbers.pieces)} pieces of ${duration(run.numbers.piece)} of computing are to be done`,
					{ at: 0, task: "main" },
				);
			},
		},
		{
			name: "all-worked-out",
			text: "all pieces are worked out",
			test: (run) => {
				const { pieces, piece, factor } = run.numbers;
				const done = worked(run);
				if (isLater(pieces * piece, done) && !isByWallClock(run))
					broken(
						run,
						`${duration(done)} of computing are done, and ${count(pieces)} pieces of ${duration(piece)} were wanted`,
					);
				const sum = (factor * pieces * (pieces - 1)) / 2;
				const line = printed(run, /the sum is /);
				if (line?.text !== `the sum is ${sum}`)
					broken(run, `"${line?.text ?? ""}" is printed, and the answers of compute add up to ${sum}`, {
						...line,
					});
			},
		},
		{
			name: "no-task-helps",
			text: "the heart is not silent for long",
			test: (run) => {
				const silent = silence(run);
				if (silent === null || silent.turns > 0 || silent.workers.length === 0) return;
				const [first = ""] = silent.workers;
				const who =
					silent.workers.length === 1
						? `the work is in a task of its own, ${first}, but all tasks`
						: `the work is in ${count(silent.workers.length)} tasks, but all of them`;
				broken(
					run,
					`${silenceText(silent)}: ${who} share one thread, and none gives it back before its end`,
					{ at: silent.from, task: first },
				);
			},
		},
		{
			name: "gives-turns",
			text: "the heart is not silent for long",
			test: (run) => {
				const silent = silence(run);
				if (silent === null || silent.turns > 0) return;
				const word = named(run, "await", "yield*");
				const why = silent.isAwaited
					? `${word} on a coroutine that never waits itself gives no turn away`
					: "in all that time the loop does not get a single turn";
				broken(run, `${silenceText(silent)}: ${why}`, { at: silent.from, task: "main" });
			},
		},
		{
			name: "gives-turns-often",
			text: "the heart is not silent for long",
			test: (run) => {
				const silent = silence(run);
				if (silent === null) return;
				const turns = silent.turns === 1 ? "one turn" : `${count(silent.turns)} turns`;
				broken(
					run,
					`${silenceText(silent)}, with ${turns} for the loop: that is too few: in one its timer rings, and only in the next it beats`,
					{ at: silent.from, task: "main" },
				);
			},
		},
		{
			name: "end-awaited",
			text: "whoever waits for the sum awaits it",
			test: (run) => {
				const line = printed(run, /the sum is /);
				const sleep = factsOf(run, "suspended").findLast(
					({ at, task, wait }) => task === run.history.main && wait.kind === "sleep" && at <= (line?.at ?? 0),
				);
				if (line === undefined || sleep === undefined || !sleptBefore(run, line, [])) return;
				const worksOn = factsOf(run, "work-ended").some(({ at }) => isLater(at, sleep.at));
				// Of threads by the wall clock a run knows nothing.
				if (!worksOn && !isByWallClock(run)) return;
				broken(
					run,
					`main sleeps, looks whether the work is done, and sleeps again, the last time till ${duration(line.at)}: await the thread itself, and its end wakes main`,
					{ at: sleep.at, task: "main", place: sleep.place ?? null },
				);
			},
		},
		{
			name: "ready-as-soon",
			text: "the sum is ready as soon as its pieces are worked out",
			test: (run) => {
				const needed = run.numbers.pieces * run.numbers.piece;
				const { elapsed } = run.history;
				if (!isLater(elapsed, needed, isByWallClock(run) ? 2 : TURNS)) return;
				broken(
					run,
					`the sum is ready at ${duration(elapsed)}, and its pieces take ${duration(needed)}: a turn for the heart takes no time, these pauses do`,
					{ at: elapsed, task: "main" },
				);
			},
		},
		clean(),
	],
	wrong: {
		slept: "not-slept",
		"known-result": "all-worked-out",
		"a-task-of-its-own": "no-task-helps",
		"all-at-once": "no-task-helps",
		"awaits-what-never-waits": "gives-turns",
		"one-turn-in-the-middle": "gives-turns-often",
		"a-turn-every-five": "gives-turns-often",
		"beats-itself": "gives-turns",
		"long-pauses": "ready-as-soon",
		"sum-by-formula": "all-worked-out",
		"another-compute": "given",
	},
});

/** Seconds of computing: on the loop's thread, or on another one. */
function worked(run: Run): number {
	const onLoop = factsOf(run, "blocked").reduce((sum, { seconds }) => sum + seconds, 0);
	const ends = new Map(factsOf(run, "work-ended").map(({ work, at }) => [work, at]));
	return factsOf(run, "work-started").reduce(
		(sum, { work, at }) => sum + (ends.get(work) ?? at) - at,
		onLoop,
	);
}

/** A time without a beat. */
interface Silence {
	readonly from: number;
	readonly to: number;
	/** How often the loop got a turn between two pieces. */
	readonly turns: number;
	/** The tasks beside main that worked. */
	readonly workers: readonly string[];
	/** Whether the pieces are in bodies of their own. */
	readonly isAwaited: boolean;
}

/** The first silence that is too long; null: there is none. */
function silence(run: Run): Silence | null {
	const { beat, piece } = run.numbers;
	// The heart is the first task that main makes; lines of others are no beats.
	const heart = [...run.history.tasks()].find(({ made }) => made.by === run.history.main);
	const beats = factsOf(run, "printed").flatMap(({ task, at }) => (task === heart?.id ? [at] : []));
	beats.push(run.history.elapsed);
	const index = beats.findIndex(
		(at, next) => next > 0 && isLater(at, beats[next - 1] ?? 0, beat + 2.5 * piece),
	);
	if (index < 0) return null;
	const [from = 0, to = 0] = [beats[index - 1], beats[index]];
	const pieces = factsOf(run, "blocked").filter(({ at }) => at >= from && at < to);
	const [first, last] = [pieces[0]?.at ?? from, pieces.at(-1)?.at ?? from];
	const workers = [...new Set(pieces.map(({ task }) => task))];
	const gaveWay = factsOf(run, "suspended").filter(
		({ at, task }) => isLater(at, first) && !isLater(at, last) && workers.includes(task),
	);
	const others = workers.filter((task) => task !== run.history.main);
	const isAwaited = factsOf(run, "span-started").some(
		({ at, task }) => workers.includes(task) && isLater(at, first),
	);
	return {
		from,
		to,
		turns: gaveWay.length,
		workers: others.map((task) => run.history.label(task)),
		isAwaited,
	};
}

function silenceText({ from, to }: Silence): string {
	return `the heart is silent for ${duration(to - from)}, from ${duration(from)} on`;
}
