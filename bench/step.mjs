// node bench/step.mjs: how long `step` takes to answer a key in a pseudo-terminal, from the key to the end of its picture.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { spawn } from "@lydell/node-pty";
import { median } from "./median.mjs";

const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROGRAM = pathOf("../bin/async-lessons.js");
const OFFICE = pathOf("workloads/office.mjs");
/** The most that the median key may take, in milliseconds. */
const MOST = 20;
/** The most steps of a run that are gone through. */
const MOST_KEYS = 200;
/** After so many milliseconds a key is taken for one that changes nothing: at the end of a run. */
const IN_VAIN = 2000;
/** In so many the first picture has to be there. */
const TO_START = 20_000;
const RIGHT = "\x1b[C";
const LEFT = "\x1b[D";
const END = "\x1b[F";
/** What each picture ends with. */
const DRAWN = "\x1b[?2026l";

/** Recordings of the office have some 10,000 facts. */
const ROWS = [
	{ name: "cancel", args: ["cancel"] },
	{ name: "rate-limit", args: ["rate-limit"] },
	{ name: "producer-consumer", args: ["producer-consumer"] },
	{ name: "10,000 facts, 11 tasks", office: { clerks: 10, rounds: 90 } },
	{ name: "10,000 facts, 601 tasks", office: { clerks: 600, rounds: 1 } },
];

function argumentsOf({ args, office }, folder) {
	if (office === undefined) return args;
	const path = join(folder, "office.jsonl");
	const numbers = Object.entries(office).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
	const { status, stderr } = spawnSync(process.execPath, [
		PROGRAM,
		"run",
		OFFICE,
		...numbers,
		"--save",
		path,
	]);
	if (status !== 0) throw new Error(String(stderr));
	return [path];
}

/** Processor time of all threads of a process, in milliseconds. */
function processorTime(pid) {
	const threads = readdirSync(`/proc/${pid}/task`);
	const nanoseconds = threads.map((thread) =>
		Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
	);
	return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** `step` in a terminal. `press` answers how long a key took; null: it came to nothing. */
async function start(args, columns, rows) {
	const env = { ...process.env, TERM: "xterm-256color", COLUMNS: "", LINES: "" };
	const pty = spawn(process.execPath, [PROGRAM, "step", ...args], { cols: columns, rows, env });
	let written = "";
	let drawn = () => {};
	pty.onData((data) => {
		written += data;
		if (written.endsWith(DRAWN)) drawn();
	});
	const nextPicture = (most) =>
		new Promise((resolve) => {
			const timer = setTimeout(() => resolve(false), most);
			drawn = () => {
				clearTimeout(timer);
				resolve(true);
			};
		});
	if (!(await nextPicture(TO_START))) throw new Error(`step ${args.join(" ")} shows nothing`);
	const press = async (key) => {
		written = "";
		const [began, processor] = [performance.now(), processorTime(pty.pid)];
		const picture = nextPicture(IN_VAIN);
		pty.write(key);
		if (!(await picture)) return null;
		const wall = performance.now() - began;
		return { wall, processor: processorTime(pty.pid) - processor };
	};
	return { press, stop: () => pty.kill() };
}

/** Goes through all steps, at most so many from the beginning and from the end, and as many back. */
async function measure(args, columns, rows) {
	const { press, stop } = await start(args, columns, rows);
	const keys = [];
	for (const key of [RIGHT, END, LEFT]) {
		for (let count = 0; count < (key === END ? 1 : MOST_KEYS); count += 1) {
			const took = await press(key);
			if (took === null) break;
			keys.push(took);
		}
	}
	stop();
	return keys;
}

function line(name, cells) {
	return name.padEnd(26) + cells.map((cell) => cell.padStart(12)).join("");
}

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const folder = mkdtempSync(join(tmpdir(), "async-lessons-bench-step-"));
try {
	console.log(line("ms a key", ["keys", "wall", "longest", "processor", "longest"]));
	for (const row of ROWS) {
		if (!row.name.includes(values.only)) continue;
		const args = argumentsOf(row, folder);
		for (const [columns, rows] of [
			[80, 24],
			[120, 40],
		]) {
			const keys = await measure(args, columns, rows);
			const wall = keys.map((key) => key.wall);
			const processor = keys.map((key) => key.processor);
			const figures = [median(wall), Math.max(...wall), median(processor), Math.max(...processor)];
			const cells = [String(keys.length), ...figures.map((one) => one.toFixed(1))];
			console.log(line(`${row.name}, ${columns}×${rows}`, cells));
			if (median(processor) > MOST) process.exitCode = 1;
		}
	}
} finally {
	rmSync(folder, { recursive: true });
}
