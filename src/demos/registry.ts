import type { Demo } from "./define-demo.ts";

/** A demo that can be loaded: its file is read when it is asked for, so that one demo costs only itself. */
export interface RegisteredDemo {
	readonly name: string;
	/** 1 to 7. */
	readonly section: number;
	readonly load: () => Promise<Demo>;
}

/** All demos, in the order of the lesson. */
export const registry: readonly RegisteredDemo[] = [
	{ name: "sync-vs-async", section: 1, load: async () => (await import("./sync-vs-async.ts")).syncVsAsync },
	{ name: "hello", section: 1, load: async () => (await import("./hello.ts")).hello },
	{ name: "event-loop", section: 1, load: async () => (await import("./event-loop.ts")).eventLoop },
	{ name: "fetch", section: 2, load: async () => (await import("./fetch.ts")).fetchDemo },
	{ name: "gather", section: 2, load: async () => (await import("./gather.ts")).gatherDemo },
	{ name: "gather-errors", section: 2, load: async () => (await import("./gather-errors.ts")).gatherErrors },
	{ name: "as-completed", section: 2, load: async () => (await import("./as-completed.ts")).asCompletedDemo },
	{
		name: "gather-vs-as-completed",
		section: 2,
		load: async () => (await import("./gather-vs-as-completed.ts")).gatherVsAsCompleted,
	},
	{
		name: "task-lifecycle",
		section: 3,
		load: async () => (await import("./task-lifecycle.ts")).taskLifecycle,
	},
	{ name: "cancel", section: 3, load: async () => (await import("./cancel.ts")).cancel },
	{ name: "timeout", section: 3, load: async () => (await import("./timeout.ts")).timeoutDemo },
	{ name: "wait", section: 3, load: async () => (await import("./wait.ts")).waitDemo },
	{ name: "task-group", section: 4, load: async () => (await import("./task-group.ts")).taskGroupDemo },
	{
		name: "task-group-errors",
		section: 4,
		load: async () => (await import("./task-group-errors.ts")).taskGroupErrors,
	},
	{ name: "managed-tasks", section: 4, load: async () => (await import("./managed-tasks.ts")).managedTasks },
	{
		name: "producer-consumer",
		section: 5,
		load: async () => (await import("./producer-consumer.ts")).producerConsumer,
	},
	{ name: "rate-limit", section: 5, load: async () => (await import("./rate-limit.ts")).rateLimit },
	{ name: "monitor", section: 6, load: async () => (await import("./monitor.ts")).monitor },
	{
		name: "forgotten-await",
		section: 7,
		load: async () => (await import("./forgotten-await.ts")).forgottenAwait,
	},
	{ name: "blocking-call", section: 7, load: async () => (await import("./blocking-call.ts")).blockingCall },
	{
		name: "swallowed-cancel",
		section: 7,
		load: async () => (await import("./swallowed-cancel.ts")).swallowedCancel,
	},
	{ name: "unbounded", section: 7, load: async () => (await import("./unbounded.ts")).unboundedDemo },
];

/** The demo of this name, or undefined. */
export function registered(name: string): RegisteredDemo | undefined {
	return registry.find((demo) => demo.name === name);
}

/** Loads all demos, in the order of the lesson. */
export function loadAll(): Promise<Demo[]> {
	return Promise.all(registry.map(({ load }) => load()));
}

export { sectionTitle } from "./sections.ts";
