import type { End, ErrorText } from "../recording/index.ts";
import type { Task } from "./task.ts";

/** What stopped a run before its end. */
export type StoppedBy = Extract<End, { readonly how: "stopped" }>["by"];

/** How a run ended. */
export type Outcome =
	/** Main returned. */
	| { readonly kind: "returned"; readonly value: unknown }
	/** Main raised, or the host broke off. */
	| { readonly kind: "raised"; readonly error: ErrorText }
	| { readonly kind: "deadlock" }
	/** `busy`: labels of the tasks that kept the loop busy. */
	| { readonly kind: "livelock"; readonly turns: number; readonly busy: readonly string[] }
	/** `exit`: of a process that died, its exit code or the name of the signal. */
	| { readonly kind: "stopped"; readonly by: StoppedBy; readonly exit?: number | string }
	/** It goes on, or how it ended is not recorded. */
	| { readonly kind: "running" };

/** @param main as it is at the end; undefined: there is none */
export function outcomeOf(end: End | null, main: Task | undefined, label: (task: number) => string): Outcome {
	if (end === null) return { kind: "running" };
	switch (end.how) {
		case "main-ended":
			return outcomeOfMain(main);
		case "deadlock":
			return { kind: "deadlock" };
		case "livelock":
			return { kind: "livelock", turns: end.turns, busy: end.busy.map(label) };
		case "stopped":
			return { kind: "stopped", by: end.by, ...(end.exit === undefined ? {} : { exit: end.exit }) };
		case "crashed":
			return { kind: "raised", error: end.error };
		default:
			return end satisfies never;
	}
}

function outcomeOfMain(main: Task | undefined): Outcome {
	const ending = main?.ending ?? null;
	if (ending === null) return { kind: "returned", value: undefined };
	if (ending.how !== "cancelled") {
		return ending.how === "returned"
			? { kind: "returned", value: ending.value }
			: { kind: "raised", error: ending.error };
	}
	const { cause = null } = main ?? {};
	const message = cause?.kind === "cancelled" ? cause.message : null;
	return { kind: "raised", error: { name: "CancelledError", message: message ?? "" } };
}

/** Whether main came to its end, so that the run's time is a whole one. */
export function hasEnded(kind: Outcome["kind"]): kind is "returned" | "raised" {
	return kind === "returned" || kind === "raised";
}

/** Whether a run that ended so got stuck, and would have gone on for ever. */
export function neverEnds(kind: Outcome["kind"]): kind is "deadlock" | "livelock" {
	return kind === "deadlock" || kind === "livelock";
}
