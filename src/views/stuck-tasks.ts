// What stuck tasks wait for, in words that the chart and the prose share.

import type { Finding, FindingKind, Waiting } from "../findings/finding.ts";
import { counted } from "../text/figures.ts";

/** More holders than this are counted. */
const MOST_HOLDERS = 3;

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

/** `waits for lock pen, held by bob itself` */
export function waitingText({ task, for: what, relation, heldBy }: Waiting): string {
	const wait = `waits for ${what}`;
	if (relation !== "holders" || heldBy.length === 0) return wait;
	const names = heldBy.slice(0, MOST_HOLDERS).map((one) => (one === task ? `${one} itself` : one));
	const more = heldBy.length > MOST_HOLDERS ? ` and ${heldBy.length - MOST_HOLDERS} more` : "";
	return `${wait}, held by ${names.join(", ")}${more}`;
}

/** `two tasks wait, none can run, and no timer is set`; of a livelock, what was found. */
export function stuckText({ kind, text, waiting = [] }: StuckFinding): string {
	if (kind === "livelock") return text;
	const wait = waiting.length === 1 ? "waits" : "wait";
	return `${counted(waiting.length, "task")} ${wait}, none can run, and no timer is set`;
}
