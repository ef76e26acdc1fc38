import { coroutine, DeadlockError, EventLoop, type LoopOptions } from "../../src/runtime/index.ts";
import { Machine, roundToMicroseconds, type Statements, type Steps } from "./machine.ts";
import type { Answer, Program } from "./program.ts";
import { showError, showValue } from "./show-value.ts";

import * as control from "./statements/control.ts";
import * as queues from "./statements/queues.ts";
import * as synchronisation from "./statements/synchronisation.ts";
import * as tasks from "./statements/tasks.ts";
import * as waiting from "./statements/waiting.ts";

const STATEMENTS: Statements = {
	log: control.log,
	sleep: control.sleepFor,
	raise: control.raise,
	return: control.returnValue,
	try: control.tryBlock,
	call_soon: control.callSoon,
	call_later: control.callLater,
	spawn: tasks.spawn,
	future: tasks.future,
	set_result: tasks.setResult,
	set_error: tasks.setError,
	await: tasks.awaitItem,
	cancel: tasks.cancel,
	cancel_self: tasks.cancelSelf,
	uncancel: tasks.uncancel,
	cancelling: tasks.cancelling,
	status: tasks.status,
	gather: waiting.gatherAll,
	wait: waiting.waitForSeveral,
	wait_for: waiting.waitForOne,
	timeout: waiting.timeLimit,
	shield: waiting.shielded,
	as_completed: waiting.inOrderOfCompletion,
	task_group: waiting.group,
	group_spawn: waiting.groupSpawn,
	lock: synchronisation.withLock,
	semaphore: synchronisation.withSemaphore,
	set: synchronisation.setEvent,
	clear: synchronisation.clearEvent,
	wait_event: synchronisation.waitForEvent,
	condition_wait: synchronisation.conditionWait,
	notify: synchronisation.notify,
	barrier: synchronisation.waitAtBarrier,
	put: queues.put,
	get: queues.get,
	put_nowait: queues.putNowait,
	get_nowait: queues.getNowait,
	task_done: queues.taskDone,
	join: queues.join,
	shutdown: queues.shutdown,
	queue_status: queues.queueStatus,
	raise_cancelled: control.raiseCancelled,
	block: control.blockFor,
	set_later: control.setLater,
	put_later: control.putLater,
	cancel_later: tasks.cancelLater,
	result: tasks.result,
	exception: tasks.exception,
	done_callback: tasks.doneCallback,
	all_tasks: tasks.countTasks,
	set_name: tasks.setName,
	block_later: control.blockLater,
	gather_kept: waiting.gatherKept,
	shield_kept: waiting.shieldKept,
	reschedule: waiting.reschedule,
	acquire: synchronisation.acquire,
	release: synchronisation.release,
	locked: synchronisation.locked,
	bounded: synchronisation.withBounded,
	condition_wait_for: synchronisation.conditionWaitFor,
	notify_all: synchronisation.notifyAll,
	barrier_reset: synchronisation.barrierReset,
	barrier_abort: synchronisation.barrierAbort,
	barrier_status: synchronisation.barrierStatus,
};

/** The program, before it runs. `mostLines`: it is brought to its end when its log has as many. */
export function machineOf(program: Program, mostLines = Number.POSITIVE_INFINITY): Machine {
	return new Machine(program, STATEMENTS, mostLines);
}

/** Runs a program on this project's runtime, in virtual time. */
export function interpret(program: Program, options: LoopOptions = {}): Answer {
	const loop = new EventLoop(options);
	loop.setExceptionHandler(() => {});
	const machine = machineOf(program);
	const outcome = outcomeOf(loop, machine);
	return { log: machine.log, outcome, elapsed: roundToMicroseconds(loop.time()) };
}

function outcomeOf(loop: EventLoop, machine: Machine): string {
	const start = coroutine("start", function* (): Steps<unknown> {
		return yield* machine.call("main");
	});
	try {
		return `returned ${showValue(loop.runUntilComplete(start()), machine.own)}`;
	} catch (error) {
		return error instanceof DeadlockError ? "deadlock" : `raised ${showError(error, machine.own)}`;
	}
}
