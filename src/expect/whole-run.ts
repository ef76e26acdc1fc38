// What is expected of a run as a whole: how it ended, how long it took, what it printed, what it left.

import { isDeepStrictEqual } from "node:util";
import type { Finding, FindingKind } from "../findings/finding.ts";
import { findingsOf } from "../findings/findings.ts";
import type { History } from "../history/history.ts";
import { neverEnds, type Outcome } from "../history/outcome.ts";
import { errorSentence, plainValue, type Seconds } from "../recording/index.ts";
import { count, counted, duration } from "../text/figures.ts";
import { listed } from "../text/words.ts";
import { type Bounds, boundsText, brokenBound } from "./bounds.ts";
import { type Failure, failure } from "./failure.ts";

/** Whether the run ended so. */
export function ended(history: History, wanted: Outcome["kind"]): Failure | null {
	return history.outcome.kind === wanted ? null : otherEnd(history, `the run ${OUTCOMES[wanted][0]}`);
}

/** Whether main returned a value that is the same in JSON's terms. */
export function returned(history: History, value: unknown): Failure | null {
	const { outcome } = history;
	const wanted = plainValue(value);
	if (outcome.kind !== "returned") return otherEnd(history, `main returns ${inJson(wanted)}`);
	if (isDeepStrictEqual(outcome.value ?? null, wanted)) return null;
	return ofMain(history, `main returns ${inJson(wanted)}, but it returned ${inJson(outcome.value ?? null)}`);
}

/** Whether main raised an error of that name, or one whose sentence (`ValueError: no more`) the expression fits. */
export function raised(history: History, error: string | RegExp): Failure | null {
	const { outcome } = history;
	const wanted = `main raises ${error}`;
	if (outcome.kind !== "raised") return otherEnd(history, wanted);
	const { name } = outcome.error;
	const sentence = errorSentence(outcome.error);
	if (typeof error === "string" ? name === error : sentence.search(error) >= 0) return null;
	return ofMain(history, `${wanted}, but it raised ${sentence}`, outcome.error.place ?? null);
}

/** Whether the run took so long. What never ends has taken no time that could be compared. */
export function took(history: History, bounds: Bounds): Failure | null {
	const { elapsed, outcome } = history;
	if (neverEnds(outcome.kind)) return otherEnd(history, `the run takes ${boundsText(bounds)}`);
	const broken = brokenBound(elapsed, bounds);
	return broken === null
		? null
		: ofMain(history, `the run takes ${broken}, but it took ${duration(elapsed)}`);
}

/** How a run is to end, and how one has ended. */
const OUTCOMES: Readonly<Record<Outcome["kind"], readonly [wanted: string, was: string]>> = {
	returned: ["returns", "returned"],
	raised: ["raises an error", "raised an error"],
	deadlock: ["ends in a deadlock", "ended in a deadlock"],
	livelock: ["ends in a livelock", "ended in a livelock"],
	stopped: ["is stopped", "was stopped"],
	running: ["goes on", "was not over"],
};

/** The run ended in another way: that, with what is known of it, comes before all else. */
function otherEnd(history: History, wanted: string): Failure {
	const { outcome, elapsed } = history;
	const found = findingsOf(history).find(({ kind }) => kind === outcome.kind);
	if (found !== undefined) return ofFinding(found, wanted);
	if (outcome.kind === "raised") {
		const { error } = outcome;
		return ofMain(history, `${wanted}, but main raised ${errorSentence(error)}`, error.place ?? null);
	}
	return ofMain(history, `${wanted}, but it ${OUTCOMES[outcome.kind][1]} at ${duration(elapsed)}`);
}

function ofMain(history: History, text: string, place: Failure["place"] = null): Failure {
	return failure(text, { at: history.elapsed, who: [history.label(history.main)], place });
}

/** Whether nothing of these kinds was found to be wrong; without kinds, nothing at all. */
export function found(history: History, kinds: readonly FindingKind[]): Failure | null {
	const first = findingsOf(history).find(({ kind }) => kinds.length === 0 || kinds.includes(kind));
	const wanted = kinds.length === 0 ? "nothing is found to be wrong" : `never ${kinds.join(", ")}`;
	return first === undefined ? null : ofFinding(first, wanted);
}

function ofFinding({ at, task, place, text, waiting = [] }: Finding, wanted: string): Failure {
	const who = waiting.length > 0 ? waiting.map((one) => one.task) : task === null ? [] : [task];
	return { text: `${wanted}, but at ${duration(at)} ${text}`, at, who, place };
}

/** Whether all tasks had ended when main did, and all work outside too. */
export function nothingLeft(history: History): Failure | null {
	const { elapsed, main } = history;
	const end = history.recording.end;
	if (end !== null && end.how !== "main-ended")
		return otherEnd(history, "main ends, and nothing is left running");
	const moment = atEndOfMain(history);
	const left = [...moment.tasks()].filter(({ id }) => id !== main);
	const [first] = left;
	if (first === undefined) return null;
	const labels = left.map(({ label }) => label);
	const were = labels.length === 1 ? "was not done" : "were not done";
	const text = `nothing is left running when main ends, but ${listed(labels)} ${were}`;
	return { text, at: elapsed, who: labels, place: first.place ?? first.made.place ?? null };
}

/** What was true just after main had ended. */
function atEndOfMain(history: History) {
	let last = history.length - 1;
	history.replay({
		kinds: ["task-ended"],
		before: (fact, index) => {
			if (fact.kind === "task-ended" && fact.task === history.main) last = index;
		},
	});
	return history.at(last);
}

/** Whether the loop was blocked for so long in all. */
export function blocked(history: History, bounds: Bounds): Failure | null {
	const facts = history.indexed("blocked").map(([, fact]) => fact);
	const seconds: Seconds = facts.reduce((sum, fact) => sum + fact.seconds, 0);
	const broken = brokenBound(seconds, bounds);
	if (broken === null) return null;
	const text = `the loop is blocked for ${broken} in all, but it was for ${duration(seconds)}`;
	const [longest] = facts.toSorted((a, b) => b.seconds - a.seconds);
	if (longest === undefined) return failure(text);
	const who = history.label(longest.task);
	return {
		text: `${text}; the longest was ${duration(longest.seconds)}, by ${who}`,
		at: longest.at,
		who: [who],
		place: longest.place ?? null,
	};
}

/** Whether just these lines were printed to stdout, in this order. */
export function printed(history: History, wanted: readonly (string | RegExp)[]): Failure | null {
	const lines = history.lines.filter(({ stream }) => stream === undefined);
	const length = Math.max(lines.length, wanted.length);
	for (let index = 0; index < length; index += 1) {
		const [line, expected] = [lines[index], wanted[index]];
		const number = count(index + 1);
		if (expected === undefined)
			return ofLine(
				line,
				`${counted(wanted.length, "line")} is all that is printed, but then came "${line?.text}"`,
			);
		if (line === undefined)
			return failure(`line ${number} is ${shown(expected)}, but only ${count(lines.length)} were printed`);
		if (typeof expected === "string" ? line.text !== expected : line.text.search(expected) < 0)
			return ofLine(line, `line ${number} is ${shown(expected)}, but it was "${line.text}"`);
	}
	return null;
}

function ofLine(line: History["lines"][number] | undefined, text: string): Failure {
	return line === undefined ? failure(text) : failure(text, { at: line.at, who: [line.task] });
}

function shown(expected: string | RegExp): string {
	return typeof expected === "string" ? `"${expected}"` : String(expected);
}

function inJson(value: unknown): string {
	return JSON.stringify(value) ?? String(value);
}
