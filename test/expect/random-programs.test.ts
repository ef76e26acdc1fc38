// What is expected of random programs, held to slow and simple measures of the same things: what was measured is let through, and
// anything less is not.

import { describe, expect, it } from "vitest";
import { ExpectationError, expectRun, type RunExpectations } from "../../src/expect/index.ts";
import { History } from "../../src/history/history.ts";
import { record } from "../../src/recording/record.ts";
import { machineOf } from "../conformance/interpreter.ts";
import { PROFILES, type Profile, randomProgram } from "../conformance/random-program.ts";
import { MOST_LINES, MOST_TURNS } from "../history/held-to-the-scheduler.ts";
import { Choices } from "../runtime/seeds.ts";
import { SEED } from "../seed.ts";
import {
	highestLevel,
	leftAtEnd,
	livesOf,
	longestSilence,
	mostAtOnce,
	mostStarts,
	namesIn,
	timesOf,
} from "./slow-measures.ts";

const PROGRAMS = Number(process.env.PROGRAMS ?? 100);

function historyOf(seed: number): History {
	const program = randomProgram(seed, PROFILES[seed % PROFILES.length] as Profile);
	const main = () => machineOf(program, MOST_LINES).call("main");
	return new History(record({ name: "random", variant: "", parameters: {}, main }, { maxTurns: MOST_TURNS }));
}

/** Whether it is let through. Only a failed expectation is a no. */
function holds(expectation: () => RunExpectations): boolean {
	try {
		expectation();
		return true;
	} catch (error) {
		if (error instanceof ExpectationError) return false;
		throw error;
	}
}

const MICRO = 1e-6;

/** What is expected, and whether it is right to expect it. */
function claimsOf(
	history: History,
	choices: Choices,
): readonly [name: string, got: boolean, right: boolean][] {
	const run = expectRun(history);
	const { recording } = history;
	const names = namesIn(recording);
	const [who, other] = [choices.one(names), choices.one(names)];
	const most = mostAtOnce(history, who);
	const lives = livesOf(history, who);
	const seconds = choices.one([0.5, 1, 2, 3]);
	const starts = mostStarts(history, who, seconds);
	const silent = longestSilence(history, who);
	const [ends, others] = [lives.map(({ end }) => end), livesOf(history, other).map(({ start }) => start)];
	const allEnded = ends.every((end) => end !== null);
	const begun = others.filter((start) => start !== null);
	const left = leftAtEnd(history);
	const ended = recording.end?.how === "main-ended";
	const stops = lives.every(({ how }) => how === "cancelled");
	const far = farthest(timesOf(history, ends), timesOf(history, others));
	return [
		["at once", holds(() => run.atMostAtOnce(most, who)), true],
		["one less at once", most === 0 || holds(() => run.atMostAtOnce(most - 1, who)), most === 0],
		["starts", holds(() => run.inAnyWindow(seconds).atMost(starts).starts(who)), true],
		[
			"one start less",
			starts === 0 ||
				holds(() =>
					run
						.inAnyWindow(seconds)
						.atMost(starts - 1)
						.starts(who),
				),
			starts === 0,
		],
		["silence", holds(() => run.silence(who).atMost(silent)), true],
		[
			"less silence",
			holds(() => run.silence(who).atMost(Math.max(0, silent - 10 * MICRO))),
			silent <= 10 * MICRO,
		],
		[
			"before",
			holds(() => run.toEnd(who).before({ start: other })),
			allEnded && begun.every((start) => ends.every((end) => (end ?? 0) < start)),
		],
		[
			"after",
			holds(() => run.toEnd(who).after({ start: other })),
			allEnded &&
				begun.length === others.length &&
				begun.every((start) => ends.every((end) => (end ?? 0) > start)),
		],
		["within", holds(() => run.toEnd(who).within(far).of({ start: other })), allEnded && begun.length > 0],
		["nothing left", holds(() => run.nothingLeftRunning()), ended && left.length === 0],
		["cancelled", holds(() => run.toBeCancelled(who)), stops],
		...levelClaims(history, choices),
	];
}

/** The farthest that one of `times` is from the nearest of `others`. */
function farthest(times: readonly number[], others: readonly number[]): number {
	if (others.length === 0) return 0;
	return Math.max(0, ...times.map((at) => Math.min(...others.map((other) => Math.abs(at - other)))));
}

function levelClaims(history: History, choices: Choices): readonly [string, boolean, boolean][] {
	const names = new Set(history.indexed("resource-created").map(([, { name }]) => name));
	if (names.size === 0)
		return [["no resource", holds(() => expectRun(history).levelOf("lock").atMost(9)), false]];
	const name = choices.one([...names]);
	const highest = highestLevel(history.recording, name);
	const level = expectRun(history).levelOf(name);
	return [
		["level", holds(() => level.atMost(highest)), true],
		["lower level", highest === 0 || holds(() => level.atMost(highest - 1)), highest === 0],
		["reached", holds(() => level.atLeast(highest)), true],
		["not reached", holds(() => level.atLeast(highest + 1)), false],
	];
}

describe(`${PROGRAMS} random programs, seed ${SEED}`, () => {
	it("breaks an expectation just where what was measured breaks it", {
		timeout: 60_000 + PROGRAMS * 100,
	}, () => {
		const counts = new Map<string, number>();
		for (let seed = SEED; seed < SEED + PROGRAMS; seed += 1) {
			for (const [name, got, right] of claimsOf(historyOf(seed), new Choices(seed))) {
				expect({ seed, name, got }).toEqual({ seed, name, got: right });
				counts.set(name, (counts.get(name) ?? 0) + 1);
			}
		}
		expect(counts.get("at once")).toBe(PROGRAMS);
	});
});
