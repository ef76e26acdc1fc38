import { gatherOn } from "../combine/gather.ts";
import type { CancelOrigin, Seconds } from "../observer.ts";
import type { Coroutine } from "./coroutine.ts";
import { CancelledError } from "./errors.ts";
import { EventLoop, type LoopOptions } from "./event-loop.ts";
import type { Body } from "./frame.ts";
import type { Future } from "./future.ts";
import { LiveClock } from "./live-clock.ts";
import { cancelTasks, reportFailed } from "./runner.ts";
import { cancelFor, type Task } from "./task.ts";

/** Options of {@link runLive}: the loop's and its own. */
export interface LiveOptions extends LoopOptions {
	/** Seconds of the loop that pass in each second. Default: 1. */
	readonly speed?: number;
	/** Aborting it cancels `main`, as Ctrl-C does in asyncio.run. */
	readonly signal?: AbortSignal;
}

/**
 * Runs `main` as `run` does, on the wall clock, with real timers. It never waits by looking again and again. CPython: runners.py, run
 * @throws what `main` raised; the signal's reason, if that stopped it
 * @throws {DeadlockError} if nothing is ready, no timer is set and no promise is awaited
 * @throws {ValueError} if `speed` is not greater than 0
 */
export async function runLive<T>(main: Coroutine<T> | Body<T>, options: LiveOptions = {}): Promise<T> {
	const clock = new LiveClock(options.speed ?? 1);
	const loop = new EventLoop(options, clock);
	const task = loop.createTask(main);
	const interruption = interruptOn(options.signal, task, clock);
	try {
		await drive(loop, clock, task);
		return task.result();
	} catch (error) {
		// Stopped from outside, and by nobody else: the reason says more than the CancelledError.
		if (error instanceof CancelledError && interruption.happened && task.cancelling() <= 1)
			throw options.signal?.reason;
		throw error;
	} finally {
		interruption.end();
		await close(loop, clock);
	}
}

const SIGNAL: CancelOrigin = { kind: "signal" };

interface Interruption {
	readonly happened: boolean;
	end(): void;
}

function interruptOn(signal: AbortSignal | undefined, task: Task<unknown>, clock: LiveClock): Interruption {
	let happened = false;
	const interrupt = () => {
		happened = true;
		cancelFor(task, SIGNAL);
		clock.wake();
	};
	if (signal?.aborted === true) interrupt();
	else signal?.addEventListener("abort", interrupt, { once: true });
	return {
		get happened() {
			return happened;
		},
		end: () => signal?.removeEventListener("abort", interrupt),
	};
}

async function drive(loop: EventLoop, clock: LiveClock, future: Future<unknown>): Promise<void> {
	loop.begin(future);
	try {
		while (!loop.isStopping) {
			const due = burst(loop, clock);
			if (!loop.isStopping) await clock.wait(due);
		}
	} finally {
		loop.finish(future);
	}
}

/** Turns until nothing is ready, or for as long as may be; answers when the next turn is due. */
function burst(loop: EventLoop, clock: LiveClock): Seconds {
	const end = clock.endOfBurst();
	loop.enter();
	try {
		do loop.turn();
		while (loop.ready.length > 0 && !loop.isStopping && clock.now() < end);
		return loop.isStopping ? end : loop.wakeTime();
	} finally {
		loop.leave();
	}
}

async function close(loop: EventLoop, clock: LiveClock): Promise<void> {
	try {
		const left = loop.isStuck ? [] : cancelTasks(loop);
		if (left.length === 0) return;
		await drive(loop, clock, gatherOn(loop, left, { returnExceptions: true }));
		reportFailed(loop, left);
	} finally {
		loop.close();
	}
}
