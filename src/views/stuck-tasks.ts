// What stuck tasks wait for, in words that the chart and the prose share.

import type { ChainStep, Finding, FindingKind, Waiting } from "../findings/finding.ts";
import { type Place, placeText, type Seconds } from "../recording/index.ts";
import { counted } from "../text/figures.ts";

/** More holders than this are counted. */
const MOST_HOLDERS = 3;
/** More callers than this are counted. */
const MOST_CALLERS = 4;

/** A finding that says why a run never ends. */
export interface StuckFinding extends Finding {
	readonly kind: "deadlock" | "livelock";
}

function isStuckKind(kind: FindingKind): kind is StuckFinding["kind"] {
	return kind === "deadlock" || kind === "livelock";
}

function isStuck(finding: Finding): finding is StuckFinding {
	return isStuckKind(finding.kind);
}

/** Why the run never ends, if it does not. */
export function stuckFinding(findings: readonly Finding[]): StuckFinding | undefined {
	return findings.find(isStuck);
}

/** What is wrong beside that. */
export function otherFindings(findings: readonly Finding[]): Finding[] {
	return findings.filter((finding) => !isStuck(finding));
}

/** `waits for lock pen, held by bob itself, since 0.50 s, in leaf, called by job (job.ts:5)`. `since`: {@link sinceText}, or nothing. */
export function waitingText(waiting: Waiting, since: string): string {
	return `waits for ${waiting.for}${holdersText(waiting)}${since}${chainText(waiting)}`;
}

/** `, since 0.50 s`; nothing where that is told already, `at` that time: how long somebody has awaited others says nothing of why. */
export function sinceText(
	{ relation, since }: Waiting,
	at: Seconds,
	timeText: (seconds: Seconds) => string,
): string {
	return relation === "members" || Math.abs(since - at) < 1e-6 ? "" : `, since ${timeText(since)}`;
}

/** `, held by bob itself`; of several tasks that are awaited, `: ann, ben and 2 more` */
function holdersText({ task, relation, heldBy }: Waiting): string {
	if (relation === null || heldBy.length === 0) return "";
	const names = heldBy.slice(0, MOST_HOLDERS).map((one) => (one === task ? `${one} itself` : one));
	const more = heldBy.length > MOST_HOLDERS ? ` and ${heldBy.length - MOST_HOLDERS} more` : "";
	return `${relation === "holders" ? ", held by " : ": "}${names.join(", ")}${more}`;
}

/** `, in leaf (a.ts:2), called by baz (a.ts:3), job (a.ts:5)` */
function chainText({ chain: [innermost, ...callers] }: Waiting): string {
	const outermost = callers.at(-1);
	if (innermost === undefined || outermost === undefined) return "";
	const told = callers.slice(0, MOST_CALLERS).map(stepText);
	const left = callers.length - MOST_CALLERS;
	const more = left > 0 ? [`${left} more up to ${outermost.label}`] : [];
	return `, in ${stepText(innermost)}, called by ${[...told, ...more].join(", ")}`;
}

function stepText({ label, place }: ChainStep): string {
	return place === null ? label : `${label} (${placeText(place)})`;
}

/** The line to tell beside it; null: there is none, or the way to it is told in words. */
export function placeBeside({ place, chain }: Waiting): Place | null {
	return chain.length === 0 ? place : null;
}

/** `two tasks wait, none can run, and no timer is set`; of a livelock, what was found. */
export function stuckText({ kind, text, waiting = [] }: StuckFinding): string {
	if (kind === "livelock") return text;
	const wait = waiting.length === 1 ? "waits" : "wait";
	return `${counted(waiting.length, "task")} ${wait}, none can run, and no timer is set`;
}
