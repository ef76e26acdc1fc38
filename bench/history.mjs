// node bench/history.mjs: whether reading the facts of a run stays linear in time and memory.
import { History } from "../dist/index.js";

const HEADER = {
	format: "async-lessons/recording",
	version: 2,
	program: "generated",
	variant: "generated",
	parameters: {},
	seed: 42,
	language: "typescript",
	runtime: "generated",
	clock: "virtual",
	sources: [],
};

/** Facts of tasks that take turns: each sleeps, takes a permit and gives it back, again and again, until there are `count` facts. */
function* generate(count, tasks) {
	let at = 0;
	yield { kind: "task-created", at, task: 1, name: "Task-1", label: "main", by: 0, group: 0 };
	yield {
		kind: "resource-created",
		at,
		task: 1,
		resource: 1,
		resourceKind: "semaphore",
		name: "permits",
		capacity: tasks,
		lock: 0,
	};
	for (let task = 2; task <= tasks; task += 1)
		yield { kind: "task-created", at, task, name: `Task-${task}`, label: `worker ${task}`, by: 1, group: 0 };
	let made = tasks + 1;
	while (made < count) {
		at += 1;
		for (let task = 1; task <= tasks && made < count; task += 1) {
			yield { kind: "resumed", at, task };
			yield { kind: "resource-used", at, task, resource: 1, use: "acquired", level: 1 };
			yield { kind: "resource-used", at, task, resource: 1, use: "released", level: 0 };
			yield { kind: "suspended", at, task, wait: { kind: "sleep", until: at + 1 } };
			yield { kind: "woken", at: at + 1, task, cause: { kind: "timer" } };
			made += 5;
		}
	}
}

function timed(work) {
	const begin = performance.now();
	const result = work();
	return [result, performance.now() - begin];
}

function megabytes() {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed / 1024 ** 2 + process.memoryUsage().arrayBuffers / 1024 ** 2;
}

function row(name, ...cells) {
	return name.padEnd(34) + cells.map((cell) => cell.padStart(14)).join("");
}

console.log(row("", "read", "kept", "replay", "moments"));
for (const [facts, tasks] of [
	[10_000, 10],
	[100_000, 10],
	[1_000_000, 10],
	[1_000_000, 1_000],
	[1_000_000, 100_000],
]) {
	const recording = { header: HEADER, facts: [...generate(facts, tasks)], end: null };
	const before = megabytes();
	const history = new History(recording);
	const [, read] = timed(() => history.lines);
	const kept = megabytes() - before;
	const [, replay] = timed(() => history.replay({ leaving() {} }));
	const moments = tasks > 1_000 ? 10 : 1_000;
	const [, some] = timed(() => {
		for (let part = 0; part < moments; part += 1) history.at(Math.floor((facts * part) / moments));
	});
	const ms = (value) => `${value.toFixed(0)} ms`;
	const name = `${facts} facts, ${tasks} tasks`;
	console.log(row(name, ms(read), `${kept.toFixed(1)} MB`, ms(replay), `${ms(some)} (${moments})`));
}
console.log(
	`with checkpoints and all facts: ${megabytes().toFixed(0)} MB (start with --expose-gc for exact figures)`,
);
