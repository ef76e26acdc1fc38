// What is measured: the workloads, their sizes, what each has to answer, and what we aim for.
import { digest, mulberry32 } from "./random.mjs";

const SEED = 20_240_229;
const DEPTH = 50;
const SLEEPERS = { tasks: 100_000, seed: SEED };
const FEW_SLEEPERS = { tasks: 10_000, seed: SEED };
const NO_SLEEP_ZERO = {
	effect: "takes it for a turn: switch",
	effection: "has only its turn: switch",
	co: "has only its turn: switch",
};

/**
 * A row of the table.
 * @typedef {object} Row
 * @property {string} name what `--only` takes
 * @property {string} description
 * @property {string} workload the function of that name in `workloads/`
 * @property {Record<string, unknown>} size its argument
 * @property {Record<string, unknown>} quick its argument under `--quick`, a tenth or so
 * @property {(size: object) => unknown} answer what every contestant has to answer, so that nobody skips work
 * @property {number} [warmUps] how often it is run before it is measured; default 0: as a program meets it
 * @property {string} [against] the row whose time of ours the ratio is to, measured again beside it; absent: that of native in the same row
 * @property {number} [target] the ratio that we aim for, at most
 * @property {number} [limit] the figure itself that we aim for, at most
 * @property {"ms" | "bytes"} [unit] default "ms"
 * @property {string[]} [only] the contestants that can do it; absent: all
 * @property {Record<string, string>} [without] who is left out, and why
 */

const switches = ({ tasks, turns }) => tasks * turns;
const sumBelow = (count) => (count * (count - 1)) / 2;

/** The sleepers' keys in the order of waking. */
function wakingOrder({ tasks, seed }) {
	const random = mulberry32(seed);
	const keys = Float64Array.from({ length: tasks }, () => random()).sort();
	return keys.reduce(digest, 0);
}

/** @type {readonly Row[]} */
export const TABLE = [
	{
		name: "switch",
		description: "10,000 tasks that each give up 100 turns, cold",
		workload: "switching",
		size: { tasks: 10_000, turns: 100 },
		quick: { tasks: 1_000, turns: 100 },
		answer: switches,
	},
	{
		name: "switch-warm",
		description: "10,000 tasks that each give up 500 turns, warm",
		workload: "switching",
		size: { tasks: 10_000, turns: 500 },
		quick: { tasks: 1_000, turns: 500 },
		answer: switches,
		warmUps: 1,
		target: 0.75,
	},
	{
		name: "switch-wide",
		description: "1,000,000 tasks that give up one turn",
		workload: "switching",
		size: { tasks: 1_000_000, turns: 1 },
		quick: { tasks: 50_000, turns: 1 },
		answer: switches,
		target: 0.8,
		without: { effection: "takes minutes" },
	},
	{
		name: "timers",
		description: "100,000 tasks that sleep a random time",
		workload: "timers",
		size: SLEEPERS,
		quick: FEW_SLEEPERS,
		answer: wakingOrder,
		target: 0.5,
	},
	{
		name: "timers-wide",
		description: "1,000,000 tasks that sleep a random time",
		workload: "timers",
		size: { tasks: 1_000_000, seed: SEED },
		quick: { tasks: 50_000, seed: SEED },
		answer: wakingOrder,
		target: 0.6,
		without: { effection: "takes minutes" },
	},
	{
		name: "gather",
		description: "gather of 100,000 trivial coroutines",
		workload: "gathering",
		size: { tasks: 100_000 },
		quick: { tasks: 10_000 },
		answer: ({ tasks }) => sumBelow(tasks),
		target: 2,
	},
	{
		name: "queue",
		description: "1,000,000 items through a queue of 16, 4 producers, 4 consumers",
		workload: "queue",
		size: { size: 16, producers: 4, consumers: 4, items: 1_000_000 },
		quick: { size: 16, producers: 4, consumers: 4, items: 100_000 },
		answer: ({ items }) => sumBelow(items),
		target: 0.9,
		without: { co: "has none" },
	},
	{
		name: "semaphore",
		description: "100,000 tasks, each holding a semaphore of 10 over one turn",
		workload: "semaphore",
		size: { tasks: 100_000, permits: 10 },
		quick: { tasks: 10_000, permits: 10 },
		answer: ({ tasks, permits }) => `${tasks} passed, ${permits} at once`,
		target: 0.65,
		without: { co: "has none", effect: "takes minutes: each release copies all waiters" },
	},
	{
		name: "deep",
		description: "100 tasks, 50 nested awaits, the innermost gives up 1,000 turns",
		workload: "deep",
		size: { tasks: 100, depth: DEPTH, turns: 1_000 },
		quick: { tasks: 10, depth: DEPTH, turns: 1_000 },
		answer: ({ tasks, depth, turns }) => tasks * (turns + depth),
	},
	{
		name: "deep-long",
		description: "the same with 10,000 turns",
		workload: "deep",
		// So many turns at one instant count as a livelock unless more are allowed.
		size: { tasks: 100, depth: DEPTH, turns: 10_000, maxTurns: 2_000_000 },
		quick: { tasks: 10, depth: DEPTH, turns: 10_000 },
		answer: ({ tasks, depth, turns }) => tasks * (turns + depth),
		target: 1.5,
	},
	{
		name: "sleep-zero",
		description: "2,000 tasks that each sleep(0) 500 times",
		workload: "sleepingZero",
		size: { tasks: 2_000, turns: 500 },
		quick: { tasks: 200, turns: 500 },
		answer: switches,
		target: 0.8,
		without: NO_SLEEP_ZERO,
	},
	{
		name: "sleep-zero-deep",
		description: "20 tasks, 50 nested awaits, the innermost does sleep(0) 10,000 times",
		workload: "deepSleepingZero",
		size: { tasks: 20, depth: DEPTH, turns: 10_000 },
		quick: { tasks: 20, depth: DEPTH, turns: 1_000 },
		answer: ({ tasks, depth, turns }) => tasks * (turns + depth),
		target: 1.2,
		without: NO_SLEEP_ZERO,
	},
	{
		name: "cancel",
		description: "100,000 sleeping tasks cancelled and awaited",
		workload: "cancelling",
		size: { tasks: 100_000 },
		quick: { tasks: 10_000 },
		answer: ({ tasks }) => `${tasks} cancelled at 0`,
		target: 0.2,
		without: { co: "cannot cancel" },
	},
	{
		name: "heap",
		description: "heap of a sleeping task",
		workload: "sleeping",
		size: SLEEPERS,
		quick: FEW_SLEEPERS,
		answer: ({ tasks }) => tasks,
		limit: 550,
		unit: "bytes",
		without: { cpython: "counts otherwise", co: "not measured" },
	},
	{
		name: "switch-traced",
		description: "switch with the trace on, to switch with it off",
		workload: "switching",
		size: { tasks: 10_000, turns: 100, trace: true },
		quick: { tasks: 1_000, turns: 100, trace: true },
		answer: switches,
		only: ["ours"],
		against: "switch",
		target: 3.5,
	},
	{
		name: "timers-traced",
		description: "timers with the trace on, to timers with it off",
		workload: "timers",
		size: { ...SLEEPERS, trace: true },
		quick: { ...FEW_SLEEPERS, trace: true },
		answer: wakingOrder,
		only: ["ours"],
		against: "timers",
		target: 1.5,
	},
];
