export { type AsCompletedOptions, asCompleted } from "./as-completed.ts";
export type { Awaitable, ResultOf } from "./awaitable.ts";
export { Barrier } from "./barrier.ts";
export { block } from "./block.ts";
export { Condition } from "./condition.ts";
export { Coroutine } from "./coroutine.ts";
export { allTasks, createTask, currentTask, getRunningLoop } from "./current.ts";
export { type CoroutineFunction, type CoroutineOptions, coroutine } from "./define-coroutine.ts";
export { describeWait, type Names } from "./describe-wait.ts";
export {
	BrokenBarrierError,
	CancelledError,
	DeadlockError,
	InvalidStateError,
	LivelockError,
	QueueEmpty,
	QueueFull,
	QueueShutDown,
	RuntimeError,
	TimeoutError,
	ValueError,
} from "./errors.ts";
export { Event } from "./event.ts";
export {
	EventLoop,
	type ExceptionContext,
	type ExceptionHandler,
	type LoopOptions,
} from "./event-loop.ts";
export type { PrintedLine } from "./event-store.ts";
export {
	type Cause,
	type Diagnosis,
	type DiagnosisKind,
	type Ending,
	type ErrorText,
	type Events,
	type GroupId,
	NO_TASK,
	type Place,
	type ResourceId,
	type ResourceKind,
	type Seconds,
	type SpanId,
	type TaskId,
	type TasksWait,
	type TraceEvent,
	type Wait,
	type Waiting,
} from "./events.ts";
export { ExceptionGroup } from "./exception-group.ts";
export type { Body } from "./frame.ts";
export { fromPromise } from "./from-promise.ts";
export { type DoneCallback, Future } from "./future.ts";
export { type GatherOptions, gather, type Results } from "./gather.ts";
export { Handle, TimerHandle } from "./handle.ts";
export { Lock } from "./lock.ts";
export { LifoQueue, PriorityQueue } from "./ordered-queues.ts";
export { print } from "./print.ts";
export { Queue } from "./queue.ts";
export { DEFAULT_SEED, Random } from "./random.ts";
export type { ResourceOptions } from "./resource.ts";
export { type LiveOptions, runLive } from "./run-live.ts";
export { random } from "./run-random.ts";
export { Runner, run } from "./runner.ts";
export { BoundedSemaphore, Semaphore } from "./semaphore.ts";
export { shield } from "./shield.ts";
export { sleep } from "./sleep.ts";
export { stuckText } from "./stuck.ts";
export type { Suspended } from "./suspension.ts";
export { Task } from "./task.ts";
export { TaskGroup, taskGroup } from "./task-group.ts";
export { type Scoped, Timeout, timeout, timeoutAt } from "./timeout.ts";
export { Trace, type TraceOptions } from "./trace.ts";
export { type ReturnWhen, type WaitOptions, type WaitResult, wait } from "./wait.ts";
export { waitFor } from "./wait-for.ts";
