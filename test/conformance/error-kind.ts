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
import type { Kind } from "./program.ts";

const CLASSES = {
	Cancelled: CancelledError,
	Timeout: TimeoutError,
	Value: ValueError,
	Runtime: RuntimeError,
	Group: ExceptionGroup,
	InvalidState: InvalidStateError,
	QueueFull,
	QueueEmpty,
	BrokenBarrier: BrokenBarrierError,
	QueueShutDown,
};

/** Whether a handler of this kind catches the error. */
export function isOfKind(error: unknown, kind: Kind): boolean {
	return kind === "Exception" ? !isBase(error) : error instanceof CLASSES[kind];
}

/** Python's `except Exception` lets a CancelledError pass, and a group that holds one. */
function isBase(error: unknown): boolean {
	return (
		error instanceof CancelledError || (error instanceof ExceptionGroup && error.exceptions.some(isBase))
	);
}
