import type { ChainStep, Finding, Waiting } from "../../src/findings/finding.ts";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import type { Place, Recording } from "../../src/recording/index.ts";

/** Everything that is found of a run, in words, a line for each part of a finding. */
export function foundInFull(recording: Recording): string {
	const history = new History(recording);
	const found = findingsOf(history);
	return found.length === 0 ? "nothing\n" : found.map((one) => inFull(one, history)).join("");
}

function inFull(finding: Finding, history: History): string {
	const { kind, index, task, at, place, source, text, wayOut, ...more } = finding;
	const { details = [], since, waiting = [], cycle = [] } = more;
	const known = index < history.length ? `with ${factText(history, index)}` : "at the end";
	const lines = [
		`${kind} of ${task ?? "nobody"} at ${at}${onLine(place)}, known ${known}`,
		...(source === null ? [] : [`  line from ${sourceText(source, history)}`]),
		`  ${text}`,
		...details.map((detail) => `  - ${detail}`),
		...(since === undefined ? [] : [`  since ${since}`]),
		...waiting.map((one) => `  ${waitingText(one, history)}`),
		...(cycle.length === 0 ? [] : [`  ring: ${cycle.join(", ")}`]),
		`  way out: ${wayOut}`,
	];
	return lines.map((line) => `${line}\n`).join("");
}

function factText(history: History, index: number): string {
	const fact = history.recording.facts.at(index);
	return `${index} ${fact?.kind} of ${history.labelOrNull(fact?.task ?? 0) ?? "nobody"}`;
}

function sourceText({ fact, task }: NonNullable<Finding["source"]>, history: History): string {
	const parts = [
		...(fact === undefined ? [] : [factText(history, fact)]),
		...(task === undefined ? [] : [`task ${history.labelOrNull(task) ?? "nobody"}`]),
	];
	return parts.join(", or ");
}

function waitingText({ task, taskId, since, chain, place, ...more }: Waiting, history: History): string {
	const who = task === history.label(taskId) ? task : `${task} (${history.label(taskId)})`;
	const held =
		more.relation === null && more.heldBy.length === 0
			? ""
			: `, ${more.relation ?? "task"}: ${more.heldBy.join(", ")}`;
	return `${who} waits for ${more.for}${held}, since ${since}${onLine(place)}${chain.map(stepText).join("")}`;
}

function stepText({ label, place }: ChainStep): string {
	return `, in ${label}${onLine(place)}`;
}

function onLine(place: Place | null): string {
	return place === null ? "" : ` on ${place.file}:${place.line}`;
}
