import {
	BrokenBarrierError,
	CancelledError,
	ExceptionGroup,
	InvalidStateError,
	QueueEmpty,
	QueueFull,
	QueueShutDown,
	RuntimeError,
	TimeoutError,
	ValueError,
} from "../../src/runtime/index.ts";

/** Errors that the program raised itself: only their texts are compared, the library's wording is its own. */
export type OwnErrors = WeakSet<object>;

const NAMES = [
	["Cancelled", CancelledError],
	["Timeout", TimeoutError],
	["InvalidState", InvalidStateError],
	["QueueFull", QueueFull],
	["QueueEmpty", QueueEmpty],
	["BrokenBarrier", BrokenBarrierError],
	["QueueShutDown", QueueShutDown],
	["Value", ValueError],
	["Runtime", RuntimeError],
] as const;

/** A value as the log writes it: `None`, `42`, `[1, Value(e2)]`. */
export function showValue(value: unknown, own: OwnErrors): string {
	if (value instanceof Error) return showError(value, own);
	if (Array.isArray(value)) return `[${value.map((one) => showValue(one, own)).join(", ")}]`;
	return value === undefined || value === null ? "None" : String(value);
}

/** An error as the log writes it: `Value(e2)`, `Timeout()`, `Group[Runtime(e1)]`. */
export function showError(error: unknown, own: OwnErrors): string {
	if (error instanceof ExceptionGroup)
		return `Group[${error.exceptions.map((one) => showError(one, own)).join(", ")}]`;
	for (const [name, type] of NAMES) {
		if (error instanceof type)
			return `${name}(${error instanceof CancelledError || own.has(error) ? error.message : ""})`;
	}
	// A bug of the runtime rather than an outcome: its own words are what helps.
	return String(error);
}

/** As Python writes it. */
export function pythonBoolean(value: boolean): string {
	return value ? "True" : "False";
}
