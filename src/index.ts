export {
	type Demo,
	defineDemo,
	type GivenDemo,
	type GivenVariant,
	type Next,
	type Parameter,
	type Parameters,
	type PromisedOutcome,
	type PromisedTime,
	type Values,
	type Variant,
} from "./demos/define-demo.ts";
export { programOf } from "./demos/program.ts";
export type { ToldRun, ToldRuns } from "./demos/told-run.ts";
export type { Finding, FindingKind, PlaceSource, Waiting } from "./findings/finding.ts";
export { findingsOf } from "./findings/findings.ts";
export { missingPlaces } from "./findings/missing-places.ts";
export { History } from "./history/history.ts";
export type { Line } from "./history/lines.ts";
export type { Moment, ResourceView } from "./history/moment.ts";
export type { Outcome } from "./history/outcome.ts";
export type { Ready } from "./history/ready-queue.ts";
export type { Group, Limit, Request, Span, StandIn } from "./history/records.ts";
export type { Reader } from "./history/replay.ts";
export type { LiveState, Task as TaskView, TaskState } from "./history/task.ts";
export { recordScript } from "./python/record-script.ts";
export { ScriptError } from "./python/script-error.ts";
export type { Python, ScriptOptions } from "./python/script-runner.ts";
export type { End, Fact, FactKind, FactOf, Header } from "./recording/facts.ts";
export { loadRecordings } from "./recording/load.ts";
export type { Program } from "./recording/program.ts";
export {
	type Recorded,
	type RecordOptions,
	record,
	startRecording,
	type Take,
} from "./recording/record.ts";
export { type LiveRun, type RecordLiveOptions, recordLive } from "./recording/record-live.ts";
export type { Facts, Recording } from "./recording/recording.ts";
export { RecordingError } from "./recording/recording-error.ts";
export { Trace, type TraceOptions } from "./recording/trace.ts";
export { writeRecording } from "./recording/write.ts";
export {
	type AsCompletedOptions,
	type Awaitable,
	allTasks,
	asCompleted,
	Barrier,
	type Body,
	BoundedSemaphore,
	BrokenBarrierError,
	block,
	type CallbackKind,
	CancelledError,
	type CancelOrigin,
	type Cause,
	Condition,
	Coroutine,
	type CoroutineFunction,
	type CoroutineOptions,
	coroutine,
	createTask,
	currentTask,
	DEFAULT_SEED,
	DeadlockError,
	type DoneCallback,
	type DueTimer,
	type Ending,
	type ErrorText,
	Event,
	EventLoop,
	type ExceptionContext,
	ExceptionGroup,
	type ExceptionHandler,
	type Frame,
	Future,
	type FutureId,
	fromPromise,
	type GatherOptions,
	type GroupId,
	gather,
	getRunningLoop,
	Handle,
	InvalidStateError,
	LifoQueue,
	type LimitEnd,
	type LimitId,
	LivelockError,
	type LiveOptions,
	Lock,
	type LoopOptions,
	NO_TASK,
	type Observer,
	type Place,
	PriorityQueue,
	print,
	Queue,
	QueueEmpty,
	QueueFull,
	QueueShutDown,
	Random,
	type RequestId,
	type Resource,
	type ResourceId,
	type ResourceKind,
	type ResourceOptions,
	type ResourceUse,
	type ResultOf,
	type Results,
	type ResultsOrThrown,
	type ReturnWhen,
	Runner,
	RuntimeError,
	random,
	run,
	runLive,
	type Scoped,
	type Seconds,
	Semaphore,
	type Settled,
	type SpanId,
	type StoppedBy,
	StoppedError,
	type Suspended,
	shield,
	sleep,
	Task,
	TaskGroup,
	type TaskId,
	type TasksWait,
	Timeout,
	TimeoutError,
	TimerHandle,
	taskGroup,
	timeout,
	timeoutAt,
	type Until,
	ValueError,
	type Wait,
	type WaitOptions,
	type WaitResult,
	type WakeKind,
	type WorkId,
	wait,
	waitFor,
} from "./runtime/index.ts";
