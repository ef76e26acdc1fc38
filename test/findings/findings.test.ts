import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import type { Fact, Header } from "../../src/recording/facts.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { block, coroutine, createTask, Event, getRunningLoop, Lock, sleep } from "../../src/runtime/index.ts";
import { header, recordingOf } from "./found.ts";

/** Numbers of the facts of a kind. */
function indexes({ facts }: Recording, ...kinds: string[]): number[] {
	return Array.from(facts).flatMap(({ kind }, index) => (kinds.includes(kind) ? [index] : []));
}

describe("findings", () => {
	it("come in the order in which they could be known, each with the number of that fact and where its line is told of", () => {
		const fails = coroutine("fails", function* () {
			yield* sleep(0);
			throw new Error("lost");
		});
		const stubborn = coroutine("stubborn", function* () {
			try {
				yield* sleep(9);
			} catch {}
		});
		const recording = recordingOf(
			coroutine("main", function* () {
				stubborn();
				createTask(fails());
				createTask(sleep(9));
				const worker = createTask(stubborn());
				yield* sleep(0);
				worker.cancel();
				block(0.25);
				const once = sleep(0);
				yield* once;
				try {
					yield* once;
				} catch {}
				const pen = new Lock();
				yield* pen.acquire();
				getRunningLoop().callSoon(() => pen.release());
				getRunningLoop().callSoon(() => {
					throw new Error("nowhere");
				});
				yield* sleep(1);
			}),
		);
		const only = (...kinds: string[]) => indexes(recording, ...kinds)[0] ?? -1;
		const [blocked, twice, reported] = [only("blocked"), only("awaited-twice"), only("error-reported")];
		const released = indexes(recording, "resource-used").at(-1) ?? -1;
		const slow = indexes(recording, "suspended").find((index) => index > blocked);
		const waited = indexes(recording, "suspended").find((index) => recording.facts.at(index)?.task === 4);
		const swallowed = indexes(recording, "task-ended").find((index) => recording.facts.at(index)?.task === 4);
		expect(
			findingsOf(new History(recording)).map(({ kind, index, source, task }) => [kind, index, source, task]),
		).toEqual([
			["slow-callback", slow, { fact: blocked }, "main"],
			["swallowed-cancel", swallowed, { fact: waited }, "stubborn"],
			["awaited-twice", twice, { fact: twice, task: 1 }, "main"],
			["released-by-other", released, { fact: released, task: 0 }, null],
			["unhandled-error", reported, { task: 0 }, null],
			["pending-at-end", only("shutdown-started"), { task: 3 }, "sleep"],
			["never-retrieved", only("never-retrieved"), { task: 2 }, "fails"],
			["never-awaited", only("never-awaited"), { fact: only("never-awaited") }, "main"],
		]);
	});

	it("of a deadlock are known when the loop is given up, and come before what is found then", () => {
		const recording = recordingOf(
			coroutine("main", function* () {
				sleep(1);
				yield* new Event().wait();
			}),
		);
		const [closed] = indexes(recording, "loop-closed");
		expect(
			findingsOf(new History(recording)).map(({ kind, index, source }) => [kind, index, source]),
		).toEqual([
			["deadlock", closed, null],
			["never-awaited", (closed ?? 0) + 1, { fact: (closed ?? 0) + 1 }],
		]);
	});

	it("of a deadlock whose recording stops there are known after the last fact", () => {
		const { header: of, facts, end } = recordingOf(() => new Event().wait());
		const kept = Array.from(facts).filter(({ kind }) => kind !== "loop-closed");
		const [found] = findingsOf(new History({ header: of, facts: kept, end }));
		expect(found?.index).toBe(kept.length);
	});

	it("are none of a program that does nothing wrong", () => {
		expect(findingsOf(new History(recordingOf(() => sleep(1))))).toEqual([]);
	});

	it("know no deadlock where the end is not recorded, or the run was stopped, and none of a run without facts", () => {
		const { header: of, facts } = recordingOf(() => new Event().wait());
		const kept = Array.from(facts).filter(({ kind }) => kind !== "loop-closed");
		expect(findingsOf(new History({ header: of, facts: kept, end: null }))).toEqual([]);
		const stopped = { kind: "end", how: "stopped", at: 0, by: "interrupt" } as const;
		const found = findingsOf(new History({ header: of, facts: kept, end: stopped }));
		expect(found.map(({ kind, text }) => [kind, text])).toEqual([
			["stopped", "it was interrupted, and had not ended"],
		]);
		expect(findingsOf(new History({ header, facts: [], end: null }))).toEqual([]);
	});
});

describe("a recording that lacks a part, or was made elsewhere", () => {
	const created = { name: "Task-1", label: "main", by: 0, group: 0 };
	const begun: readonly Fact[] = [
		{ kind: "task-created", at: 0, task: 1, ...created },
		{ kind: "resumed", at: 0, task: 1 },
	];
	const found = (...facts: Fact[]) =>
		findingsOf(new History({ header, facts: [...begun, ...facts], end: null }));

	it("tells of no holder that it does not know", () => {
		const lock = { resource: 1, resourceKind: "lock", name: "pen", capacity: 0, lock: 0 } as const;
		expect(
			found(
				{ kind: "resource-created", at: 0, task: 1, ...lock },
				{ kind: "resource-used", at: 0, task: 1, resource: 1, use: "released", level: 0 },
			),
		).toEqual([]);
	});

	it("tells of no cancellation as swallowed that was never delivered", () => {
		const asked = { request: 1, by: 1, origin: { kind: "task" }, message: null, accepted: true } as const;
		expect(
			found(
				{ kind: "cancel-requested", at: 0, task: 1, ...asked },
				{ kind: "task-ended", at: 0, task: 1, ending: { how: "returned", value: null } },
			),
		).toEqual([]);
	});
});

describe("a turn that is slow", () => {
	/** A run of a task and a callback that keep the loop for so long each, without a blocking call. */
	function facts(seconds: number): Fact[] {
		const created = { name: "Task-1", label: "main", by: 0, group: 0 };
		return [
			{ kind: "task-created", at: 0, task: 1, ...created },
			{ kind: "resumed", at: 1, task: 1 },
			{ kind: "callback-queued", at: 1, task: 1, callback: "call", label: "", of: 0 },
			{ kind: "suspended", at: 1 + seconds, task: 1, wait: { kind: "sleep", until: 9 } },
			{ kind: "callback-started", at: 5, task: 0 },
			{ kind: "callback-ended", at: 5 + seconds, task: 0 },
			{ kind: "woken", at: 9, task: 1, cause: { kind: "timer" } },
			{ kind: "resumed", at: 9, task: 1 },
			{ kind: "task-ended", at: 9 + seconds, task: 1, ending: { how: "returned", value: null } },
		];
	}

	function found(seconds: number, of: Header): unknown[] {
		const recording = { header: of, facts: facts(seconds), end: null };
		return findingsOf(new History(recording)).map(({ kind, index, text }) => [kind, index, text]);
	}

	const wall: Header = { ...header, clock: "wall", speed: 1 };

	it("is found on the wall clock whatever it did, of tasks, callbacks, and at a task's end", () => {
		expect(found(0.25, wall)).toEqual([
			["slow-callback", 3, "main kept the loop for 0.250 s; nothing else could run"],
			["slow-callback", 5, "a callback kept the loop for 0.250 s; nothing else could run"],
			["slow-callback", 8, "main kept the loop for 0.250 s; nothing else could run"],
		]);
		expect(found(0.0625, wall)).toEqual([]);
	});

	it("is told of by its own blocking call, not by that of a turn before", () => {
		const place = { file: "a.ts", line: 1, column: 1 };
		const [made, first, ...rest] = facts(0.25);
		const between: Fact = { kind: "blocked", at: 1, task: 1, seconds: 0.25, place };
		const all = [made, first, between, ...rest].filter((fact) => fact !== undefined);
		const recording = { header: wall, facts: all, end: null };
		expect(findingsOf(new History(recording)).map((one) => one.place)).toEqual([place, null, null]);
	});

	it("is found of any task, not only of main", () => {
		const created = { name: "Task-1", label: "main", by: 0, group: 0 };
		const all: Fact[] = [
			{ kind: "task-created", at: 0, task: 1, ...created },
			{ kind: "task-created", at: 0, task: 2, ...created, name: "Task-2", label: "other" },
			{ kind: "resumed", at: 0, task: 2 },
			{ kind: "suspended", at: 1, task: 2, wait: { kind: "turn" } },
		];
		const recording = { header: wall, facts: all, end: null };
		expect(findingsOf(new History(recording)).map(({ task }) => task)).toEqual(["other"]);
	});

	it("is measured by the machine's seconds, not by those of a faster loop", () => {
		expect(found(0.75, { ...wall, speed: 10 })).toEqual([]);
		expect(found(1.25, { ...wall, speed: 10 })).toHaveLength(3);
	});
});
