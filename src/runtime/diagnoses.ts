import { kindOf } from "./arguments.ts";
import type { Diagnosis, DiagnosisKind, ErrorText, Place, Seconds } from "./events.ts";

/** Whom it is about, when, and where. */
export interface Where {
	readonly task: string | null;
	readonly at: Seconds;
	readonly place: Place | null;
}

function diagnosis(kind: DiagnosisKind, { task, at, place }: Where, text: string, wayOut: string): Diagnosis {
	return { kind, task, at, place, text, wayOut };
}

/** What is shown of a thrown value, whatever it is. */
export function errorText(error: unknown): ErrorText {
	if (error instanceof Error) return { name: error.name, message: error.message };
	if (typeof error === "object" && error !== null) return { name: "object", message: kindOf(error) };
	return { name: error === null ? "null" : typeof error, message: String(error) };
}

function sentence(error: unknown): string {
	const { name, message } = errorText(error);
	return message === "" ? name : `${name}: ${message}`;
}

export function neverAwaited(coroutine: string, where: Where): Diagnosis {
	const text = `${coroutine} was never awaited: nothing of it has run`;
	return diagnosis(
		"never-awaited",
		where,
		text,
		"await it with yield*, or make a task of it with createTask",
	);
}

export function neverRetrieved(error: unknown, where: Where): Diagnosis {
	const text = `${where.task ?? "a future"} failed, and nobody asked for its error: ${sentence(error)}`;
	return diagnosis("never-retrieved", where, text, "await it, or look at its exception()");
}

export function pendingAtEnd(where: Where): Diagnosis {
	const text = `${where.task ?? "a task"} was not done when main ended`;
	return diagnosis(
		"pending-at-end",
		where,
		text,
		"await it, cancel it and await it, or let a taskGroup own it",
	);
}

export function slowCallback(seconds: Seconds, where: Where): Diagnosis {
	const text = `${where.task ?? "a callback"} kept the loop for ${seconds.toFixed(3)} s; nothing else could run`;
	return diagnosis(
		"slow-callback",
		where,
		text,
		"await what takes time, or give up a turn now and then with sleep(0)",
	);
}

export function swallowedCancel(where: Where): Diagnosis {
	const text = `${where.task} was cancelled, caught the CancelledError, and ended as if nothing had happened`;
	return diagnosis("swallowed-cancel", where, text, "clean up, then throw the CancelledError on");
}

export function awaitedTwice(coroutine: string, where: Where): Diagnosis {
	const text = `${coroutine} was awaited a second time`;
	return diagnosis(
		"awaited-twice",
		where,
		text,
		"call the coroutine function again for every try, or await one task several times",
	);
}

export function releasedByOther(lock: string, holder: string, where: Where): Diagnosis {
	const text = `${where.task ?? "a callback"} released ${lock}, which ${holder} holds`;
	return diagnosis(
		"released-by-other",
		where,
		text,
		"release it where it was acquired: lock.with(function* () { … }) does",
	);
}

export function unhandledError(what: string, error: unknown, where: Where): Diagnosis {
	const text = `${what}: ${sentence(error)}`;
	return diagnosis(
		"unhandled-error",
		where,
		text,
		"catch it where it can be dealt with; loop.setExceptionHandler tells you of all of them",
	);
}
