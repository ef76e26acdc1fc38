// npm run bench:start: how long commands take as whole processes, beside Node on an empty module.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "./median.mjs";

const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROGRAM = pathOf("../bin/async-lessons.js");
const BUILT = pathOf("../dist/cli/main.js");

/** What is started, and how many times an empty module's time it may take at most. */
const STARTS = [
	{ name: "empty module", args: [pathOf("empty.mjs")], target: undefined },
	{ name: "--version", args: [PROGRAM, "--version"], target: 1.35 },
	{ name: "--help", args: [PROGRAM, "--help"], target: 1.35 },
	{ name: "list", args: [PROGRAM, "list"], target: 1.6 },
	{ name: "run gather", args: [PROGRAM, "run", "gather"], target: 1.8 },
];

/** Milliseconds from the start of the process to its end. */
function timeStart({ name, args }) {
	const begin = performance.now();
	const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
	const milliseconds = performance.now() - begin;
	if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.trim()}`);
	return milliseconds;
}

/** Rounds of one start each, A B C A B C …, after one that warms the file cache. */
function timeAll(rounds) {
	for (const start of STARTS) timeStart(start);
	const times = STARTS.map(() => []);
	for (let round = 0; round < rounds; round++) {
		for (const [index, start] of STARTS.entries()) times[index].push(timeStart(start));
	}
	return times.map(median);
}

function line({ name, target }, milliseconds, empty) {
	const ratio = milliseconds / empty;
	const verdict = target === undefined ? "" : `  ${target.toFixed(2)}  ${ratio <= target ? "met" : "missed"}`;
	return `${name.padEnd(14)}${milliseconds.toFixed(1).padStart(6)}  ${ratio.toFixed(2).padStart(5)}${verdict}`;
}

function main() {
	const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1)
		throw new Error(`--rounds takes a whole number from 1, not ${values.rounds}`);
	if (!existsSync(BUILT)) throw new Error('there is no dist/cli/main.js; "npm run build" makes it');
	const medians = timeAll(rounds);
	console.log("start         median  ratio  target");
	for (const [index, start] of STARTS.entries()) console.log(line(start, medians[index], medians[0]));
}

try {
	main();
} catch (error) {
	console.error(`bench: ${error.message}`);
	process.exitCode = 2;
}
