import { gatherOn } from "../combine/gather.ts";
import type { CancelOrigin } from "../observer.ts";
import type { Coroutine } from "./coroutine.ts";
import { RuntimeError } from "./errors.ts";
import { EventLoop, type LoopOptions } from "./event-loop.ts";
import type { Body } from "./frame.ts";
import { RAISED } from "./future.ts";
import { running } from "./running.ts";
import { cancelFor, type Task } from "./task.ts";

/** Runs coroutines on one loop, one after the other, and cleans up at the end. CPython: runners.py, Runner */
export class Runner {
	readonly #loop: EventLoop;
	#isClosed = false;

	/** Its loop is under virtual time, and is made at once. */
	constructor(options: LoopOptions = {}) {
		this.#loop = new EventLoop(options);
	}

	/** The loop on which it runs. CPython: runners.py, Runner.get_loop @throws {RuntimeError} if it is closed */
	getLoop(): EventLoop {
		this.#requireOpen();
		return this.#loop;
	}

	/**
	 * Runs `main` until it is done, and answers its result. CPython: runners.py, Runner.run
	 * @throws what `main` raised; {@link DeadlockError}, {@link LivelockError} if it is stuck, {@link StoppedError} if it is stopped
	 * @throws {RuntimeError} if a loop runs, or the runner is closed
	 */
	run<T>(main: Coroutine<T> | Body<T>): T {
		return exhausted(this.runInSteps(main));
	}

	/** @internal The same: at each step it can be left, and another time gone on with. */
	*runInSteps<T>(main: Coroutine<T> | Body<T>): Generator<void, T> {
		this.#requireOpen();
		if (running.loop !== null) throw new RuntimeError("run() cannot be called from a running event loop");
		return yield* this.#loop.stepsUntilComplete(this.#loop.createTask(main));
	}

	/** Cancels the tasks that are left, in order of creation, lets them end, and reports what went unnoticed. CPython: runners.py, Runner.close */
	close(): void {
		exhausted(this.closeInSteps());
	}

	/** @internal The same: at each step it can be left, and another time gone on with. */
	*closeInSteps(): Generator<void, void> {
		if (this.#isClosed) return;
		this.#isClosed = true;
		try {
			// A program that is stuck or was stopped stays as it is: nothing is cancelled, no `finally` runs.
			if (!this.#loop.isStuck) yield* this.#cancelLeft();
		} finally {
			this.#loop.close();
		}
	}

	#requireOpen(): void {
		if (this.#isClosed) throw new RuntimeError("Runner is closed");
	}

	*#cancelLeft(): Generator<void, void> {
		const left = cancelTasks(this.#loop);
		if (left.length === 0) return;
		yield* this.#loop.stepsUntilComplete(gatherOn(this.#loop, left, { returnExceptions: true }));
		reportFailed(this.#loop, left);
	}
}

function exhausted<T>(steps: Generator<void, T>): T {
	for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

const SHUTDOWN: CancelOrigin = { kind: "shutdown" };

/** Asks all tasks that are left to stop. */
export function cancelTasks(loop: EventLoop): Task<unknown>[] {
	const left = loop.tasks();
	if (left.length === 0) return left;
	loop.observer?.shutdownStarted();
	for (const task of left) cancelFor(task, SHUTDOWN);
	return left;
}

/** Reports the tasks that failed instead of stopping: no other code retrieves their errors. */
export function reportFailed(loop: EventLoop, tasks: readonly Task<unknown>[]): void {
	for (const task of tasks) {
		if (task.state !== RAISED) continue;
		const message = "unhandled exception during run() shutdown";
		loop.callExceptionHandler({ message, exception: task.exception(), future: task });
	}
}

/**
 * Runs `main` on a loop of its own under virtual time, and answers its result at once; then cancels what is left. CPython: runners.py, run
 * @throws what `main` raised
 * @throws {DeadlockError} if it can never go on
 * @throws {LivelockError} if it goes on for ever at one instant
 * @throws {StoppedError} if it reaches the time `until`
 */
export function run<T>(main: Coroutine<T> | Body<T>, options: LoopOptions = {}): T {
	const runner = new Runner(options);
	try {
		return runner.run(main);
	} finally {
		runner.close();
	}
}
