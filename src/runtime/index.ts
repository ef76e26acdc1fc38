// The runtime, without Node: what `async-lessons/runtime` gives. What it tells an observer is in observer.ts.

export { type AsCompletedOptions, asCompleted } from "./combine/as-completed.ts";
export { fromPromise } from "./combine/from-promise.ts";
export { type GatherOptions, gather, type Results, type ResultsOrThrown } from "./combine/gather.ts";
export { shield } from "./combine/shield.ts";
export { sleep } from "./combine/sleep.ts";
export { TaskGroup, taskGroup } from "./combine/task-group.ts";
export { Timeout, timeout, timeoutAt } from "./combine/timeout.ts";
export { type ReturnWhen, type WaitOptions, type WaitResult, wait } from "./combine/wait.ts";
export { waitFor } from "./combine/wait-for.ts";
export type { Awaitable, ResultOf, Scoped } from "./kernel/awaitable.ts";
export { Coroutine } from "./kernel/coroutine.ts";
export { allTasks, block, createTask, currentTask, getRunningLoop, print, random } from "./kernel/current.ts";
export { type CoroutineFunction, type CoroutineOptions, coroutine } from "./kernel/define-coroutine.ts";
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
	type StoppedBy,
	StoppedError,
	TimeoutError,
	ValueError,
} from "./kernel/errors.ts";
export {
	EventLoop,
	type ExceptionContext,
	type ExceptionHandler,
	type LoopOptions,
} from "./kernel/event-loop.ts";
export { ExceptionGroup } from "./kernel/exception-group.ts";
export type { Body, Frame } from "./kernel/frame.ts";
export { type DoneCallback, Future, type Settled } from "./kernel/future.ts";
export { Handle, TimerHandle } from "./kernel/handle.ts";
export { DEFAULT_SEED, Random } from "./kernel/random.ts";
export type { Resource, ResourceOptions } from "./kernel/resource.ts";
export { type LiveOptions, runLive } from "./kernel/run-live.ts";
export { Runner, run } from "./kernel/runner.ts";
export type { Suspended } from "./kernel/suspension.ts";
export { Task } from "./kernel/task.ts";
export {
	type CallbackKind,
	type CancelOrigin,
	type Cause,
	type DueTimer,
	type Ending,
	type ErrorText,
	type FutureId,
	type GroupId,
	type LimitEnd,
	type LimitId,
	NO_TASK,
	type Observer,
	type Place,
	type RequestId,
	type ResourceId,
	type ResourceKind,
	type ResourceUse,
	type Seconds,
	type SpanId,
	type Standing,
	type TaskId,
	type TasksWait,
	type Until,
	type Wait,
	type WakeKind,
	type WorkId,
} from "./observer.ts";
export { Barrier } from "./sync/barrier.ts";
export { Condition } from "./sync/condition.ts";
export { Event } from "./sync/event.ts";
export { Lock } from "./sync/lock.ts";
export { LifoQueue, PriorityQueue } from "./sync/ordered-queues.ts";
export { Queue } from "./sync/queue.ts";
export { BoundedSemaphore, Semaphore } from "./sync/semaphore.ts";
