// node bench/million.mjs: whether many tasks and many turns stay within seconds and a few hundred MB.
import { startersOf } from "./contestants.mjs";
import { measure } from "./measure.mjs";

const MOST_SECONDS = 10;
const MOST_MEGABYTES = 500;

const RUNS = [
	{ name: "100,000 tasks that sleep a random time", workload: "timers", size: { tasks: 100_000, seed: 1 } },
	{
		name: "1,000,000 turns of one ready task",
		workload: "switching",
		size: { tasks: 1, turns: 1_000_000, maxTurns: 2_000_000 },
	},
	{
		name: "1,000 ready tasks of 1,000 turns each",
		workload: "switching",
		size: { tasks: 1_000, turns: 1_000 },
	},
];

function line(name, seconds, megabytes) {
	return `${name.padEnd(42)}${seconds.toFixed(2).padStart(6)} s${megabytes.toFixed(0).padStart(6)} MB`;
}

const [ours] = startersOf(["ours"], (text) => console.error(text));
if (ours === undefined) process.exitCode = 1;
for (const { name, workload, size } of ours === undefined ? [] : RUNS) {
	const { milliseconds, peakBytes } = measure(ours, workload, size);
	const seconds = milliseconds / 1_000;
	const megabytes = peakBytes / 1024 ** 2;
	console.log(line(name, seconds, megabytes));
	if (seconds > MOST_SECONDS || megabytes > MOST_MEGABYTES) process.exitCode = 1;
}
