import { expect, test } from "vitest";
import type { Demo } from "../../src/demos/define-demo.ts";
import { registry } from "../../src/demos/registry.ts";
import { returnedFacts } from "../../src/demos/returned-facts.ts";
import { tell } from "../../src/demos/tell.ts";
import { ToldRun } from "../../src/demos/told-run.ts";
import { runsOf } from "./run-command.ts";

type Told = readonly ToldRun[];

/** What the questions of a demo's commands ask for, read off a run of all of its variants. */
type Asked = (runs: Told) => unknown;

const totals: Asked = (runs) => runs.map(({ elapsed }) => Number(elapsed.toFixed(2)));
const lines =
	(variant: string, start: string): Asked =>
	(runs) =>
		runOf(runs, variant).lines(start);
const cancelled =
	(variant: string): Asked =>
	(runs) =>
		runOf(runs, variant).tasks("cancelled");
const facts: Asked = (runs) => runs.map(({ outcome }) => returnedFacts(outcome));
const outcomes: Asked = (runs) => runs.map(({ outcome }) => outcome.kind);

function runOf(runs: Told, variant: string): ToldRun {
	const run = runs.find((one) => one.variant === variant);
	if (run === undefined) throw new Error(`no run of ${variant}`);
	return run;
}

/** By demo: what is asked for, what it is by default, and what it is after each of its commands, in order. */
const POINTS: Readonly<Record<string, { readonly asked: Asked; readonly answers: readonly unknown[] }>> = {
	"sync-vs-async": {
		asked: totals,
		answers: [
			[3, 2],
			[4, 2],
			[7, 5],
		],
	},
	hello: {
		asked: (runs) => [totals(runs), runOf(runs, "concurrent").lines("Hello,")[0]],
		answers: [
			[[3, 2], "Hello, Diana! (after 1s)"],
			[[3, 3], "Hello, Charlie! (after 2s)"],
			[[7, 2], "Hello, Diana! (after 1s)"],
		],
	},
	"event-loop": {
		asked: (runs) => runOf(runs, "callback").printedAt("Callback"),
		answers: [1, null, 0.5],
	},
	fetch: {
		asked: totals,
		answers: [
			[4.5, 2],
			[7.5, 4],
			[5, 2],
		],
	},
	gather: {
		asked: totals,
		answers: [
			[6, 2],
			[20, 2],
			[2, 2],
		],
	},
	"gather-errors": {
		asked: (runs) => [
			runOf(runs, "main-ends").tasks("cancelled"),
			runOf(runs, "others-run-on").lines("Task Task").length,
		],
		answers: [
			[["Task1", "Task3"], 2],
			[[], 2],
			[["Task1", "Task3", "Task4", "Task5"], 4],
		],
	},
	"as-completed": {
		asked: (runs) => {
			const order = runOf(runs, "concurrent")
				.lines("Last completed")
				.map((line) => line.split(" ")[3]);
			return [order[0], order.at(-1)];
		},
		answers: [
			["2", "3"],
			["1", "5"],
			["5", "2"],
		],
	},
	"gather-vs-as-completed": {
		asked: (runs) => runOf(runs, "streaming").lines("Immediately")[0],
		answers: [
			"Immediately processed file S2",
			"Immediately processed file S1",
			"Immediately processed file S1",
		],
	},
	"task-lifecycle": {
		asked: lines("watched", "Done:"),
		answers: [
			["Done: false", "Done: false", "Done: true"],
			["Done: false", "Done: true", "Done: true"],
			["Done: false", "Done: true", "Done: true"],
		],
	},
	cancel: {
		asked: (runs) => [
			runOf(runs, "cancelled").tasks("cancelled"),
			runOf(runs, "cancelled").lines("Task Slow: step").length,
		],
		answers: [
			[["Slow"], 1],
			[[], 8],
			[["Slow"], 2],
		],
	},
	timeout: {
		asked: (runs) => runOf(runs, "group").lines("Finished").length,
		answers: [2, 3, 1],
	},
	wait: {
		asked: (runs) => [cancelled("with-limit")(runs), totals(runs)],
		answers: [
			[["Task-2", "Task-3"], [2]],
			[["Task-3"], [4]],
			[[], [5]],
		],
	},
	"task-group": {
		asked: cancelled("one-fails"),
		answers: [["worker 1", "worker 2"], ["worker 2"], []],
	},
	"task-group-errors": {
		asked: lines("late-failure", "Good task 1"),
		answers: [
			["Good task 1 done: true", "Good task 1 result: Worker 1 success"],
			["Good task 1 done: true", "Good task 1 was cancelled"],
			["Good task 1 done: true", "Good task 1 was cancelled"],
		],
	},
	"managed-tasks": {
		asked: cancelled("one-fails"),
		answers: [["worker 3"], ["worker 1", "worker 3"], []],
	},
	"producer-consumer": {
		asked: (runs) => [
			waitsForRoom(runOf(runs, "concurrent")),
			runOf(runs, "leaves").history.lines.filter(({ text }) => text.includes("timed out")).length,
			runOf(runs, "leaves").outcome.kind,
		],
		answers: [
			[[], 3, "deadlock"],
			[["producer 1"], 3, "deadlock"],
			[[], 2, "returned"],
		],
	},
	"rate-limit": {
		asked: (runs) => [outcomes(runs), runOf(runs, "fixed").elapsed],
		answers: [
			[["returned", "returned", "deadlock"], 4.1],
			[["returned", "returned", "returned"], 0.1],
			[["returned", "returned", "deadlock"], 10.1],
		],
	},
	monitor: {
		asked: totals,
		answers: [
			[3, 1.5, 3],
			[6.5, 4, 9],
			[3.5, 1.5, 3.5],
		],
	},
	"forgotten-await": {
		asked: (runs) => [totals(runs), runOf(runs, "forgotten").lines("Saved")],
		answers: [
			[[0, 1], []],
			[[0, 60], []],
			[[0, 0.1], []],
		],
	},
	"blocking-call": {
		asked: facts,
		answers: [
			[{ longestSilence: 2 }, { longestSilence: 0.5 }],
			[{ longestSilence: 5 }, { longestSilence: 0.5 }],
			[{ longestSilence: 3 }, { longestSilence: 3 }],
		],
	},
	"swallowed-cancel": {
		asked: totals,
		answers: [
			[4.5, 1.5],
			[4.5, 3.5],
			[9, 9],
		],
	},
	unbounded: {
		asked: facts,
		answers: [
			[
				{ succeeded: 10, failed: 90 },
				{ succeeded: 100, failed: 0 },
			],
			[
				{ succeeded: 50, failed: 50 },
				{ succeeded: 100, failed: 0 },
			],
			[
				{ succeeded: 10, failed: 0 },
				{ succeeded: 10, failed: 0 },
			],
		],
	},
};

const named = registry.map((demo) => [demo.name, demo] as const);

test.for(named)("the commands to try after %s change what their questions ask for", ([name, demo]) => {
	const commands = [demo.name, ...demo.next.map(({ run }) => run)];
	const asked = POINTS[name]?.asked;
	expect(commands.map((command) => asked?.(toldOf(demo, command)))).toEqual(POINTS[name]?.answers);
});

test.for(named)("each command to try after %s offers another one", ([, demo]) => {
	const commands = [demo.name, ...demo.next.map(({ run }) => run)];
	const offers = commands.map((command) => tell(demo, runsOf(demo, command)).next.map(({ run }) => run));
	const [first, second] = demo.next.map(({ run }) => run);
	expect(offers).toEqual([[first], [second], [first]]);
});

/** The tasks that had to wait to put something. */
function waitsForRoom({ history }: ToldRun): string[] {
	const { facts } = history.recording;
	return Array.from(facts).flatMap((fact) =>
		fact.kind === "suspended" && fact.wait.kind === "put" ? [history.label(fact.task)] : [],
	);
}

function toldOf(demo: Demo, command: string): Told {
	return runsOf(demo, command).map((run) => new ToldRun(run, run.history.recording.header.parameters));
}
