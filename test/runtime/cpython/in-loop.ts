import {
	type Body,
	type Coroutine,
	EventLoop,
	type Future,
	getRunningLoop,
	type LoopOptions,
	run,
	sleep,
} from "../../../src/runtime/index.ts";

/** What a coroutine's body is, seen by who awaits it. */
export type Steps<T> = Generator<unknown, T, unknown>;

/** Runs `main` on a loop of its own, which keeps what reaches nobody to itself, and answers its result. */
export function inLoop<T>(main: (loop: EventLoop) => Body<T>, options: LoopOptions = {}): T {
	const loop = new EventLoop(options);
	loop.setExceptionHandler(() => {});
	return loop.runUntilComplete(main(loop));
}

/** Runs `main` from its start to the cleaning up, and answers the errors that the exception handler was told of. */
export function reportsOf(main: (loop: EventLoop) => Steps<unknown>): unknown[] {
	const reports: unknown[] = [];
	function* reporting() {
		const loop = getRunningLoop();
		loop.setExceptionHandler((_loop, context) => reports.push(context.exception));
		yield* main(loop);
	}
	run(reporting());
	return reports;
}

/** Awaits it and answers what it raised. */
export function* errorOf(awaitable: Coroutine<unknown> | Future<unknown> | Steps<unknown>): Steps<unknown> {
	let result: unknown;
	try {
		result = yield* awaitable;
	} catch (error) {
		return error;
	}
	throw new Error(`nothing was raised; the result is ${String(result)}`);
}

/** What the call throws. */
export function raisedBy(act: () => unknown): unknown {
	let result: unknown;
	try {
		result = act();
	} catch (error) {
		return error;
	}
	throw new Error(`nothing was thrown; the result is ${String(result)}`);
}

/** Gives up so many turns. */
export function* turns(count: number): Steps<void> {
	for (let turn = 0; turn < count; turn++) yield* sleep(0);
}

/** Returns its argument when it first runs. */
export function* value<T>(result: T): Steps<T> {
	return result;
}

/** Raises its argument when it first runs. */
export function* failure(error: unknown): Steps<never> {
	throw error;
}
