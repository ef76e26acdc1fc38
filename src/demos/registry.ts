import { asCompletedDemo } from "./as-completed.ts";
import { blockingCall } from "./blocking-call.ts";
import { cancel } from "./cancel.ts";
import type { Demo } from "./define-demo.ts";
import { eventLoop } from "./event-loop.ts";
import { fetchDemo } from "./fetch.ts";
import { forgottenAwait } from "./forgotten-await.ts";
import { gatherDemo } from "./gather.ts";
import { gatherErrors } from "./gather-errors.ts";
import { gatherVsAsCompleted } from "./gather-vs-as-completed.ts";
import { hello } from "./hello.ts";
import { managedTasks } from "./managed-tasks.ts";
import { monitor } from "./monitor.ts";
import { producerConsumer } from "./producer-consumer.ts";
import { rateLimit } from "./rate-limit.ts";
import { swallowedCancel } from "./swallowed-cancel.ts";
import { syncVsAsync } from "./sync-vs-async.ts";
import { taskGroupDemo } from "./task-group.ts";
import { taskGroupErrors } from "./task-group-errors.ts";
import { taskLifecycle } from "./task-lifecycle.ts";
import { timeoutDemo } from "./timeout.ts";
import { unboundedDemo } from "./unbounded.ts";
import { waitDemo } from "./wait.ts";

/** All demos, in the order of the lesson. */
export const registry: readonly Demo[] = [
	syncVsAsync,
	hello,
	eventLoop,
	fetchDemo,
	gatherDemo,
	gatherErrors,
	asCompletedDemo,
	gatherVsAsCompleted,
	taskLifecycle,
	cancel,
	timeoutDemo,
	waitDemo,
	taskGroupDemo,
	taskGroupErrors,
	managedTasks,
	producerConsumer,
	rateLimit,
	monitor,
	forgottenAwait,
	blockingCall,
	swallowedCancel,
	unboundedDemo,
];

/** The demo of this name, or undefined. */
export function registered(name: string): Demo | undefined {
	return registry.find((demo) => demo.name === name);
}
