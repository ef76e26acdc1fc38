import type { Helpers } from "./comparable.ts";

/** Functions of the Python counterparts that the TypeScript has not, by demo, or by demo and variant. */
const HELPERS: Readonly<Record<string, readonly string[]>> = {
	"gather-errors": ["try_fail_fast", "try_collect"],
	timeout: ["limited"],
	"task-group": ["work_together"],
	"rate-limit": ["make_requests", "acquire"],
	monitor: ["concurrent"],
	"blocking-call": ["beside", "block"],
	"swallowed-cancel": ["stop_after"],
	"producer-consumer": ["handle_slow_items"],
	unbounded: ["report"],
	// Here it is `limited_request` that takes the place of the request, with the wait for the permit.
	"unbounded limited": ["report", "serve"],
};

/** A function that is the variant itself is none. */
export function helpersOf(demo: string, variant: string): Helpers {
	const names = HELPERS[`${demo} ${variant}`] ?? HELPERS[demo] ?? [];
	return new Set(names.filter((name) => name !== variant));
}

/** Where a version of CPython does otherwise than 3.13, by demo and variant: why. */
export const DEPARTURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	"3.11": {
		"timeout in-time": "wait_for waits by a future of its own, and has no limit that can be told apart",
		"timeout too-slow": "the same",
		"timeout group": "the same",
		"timeout group-kept": "the same",
		"producer-consumer concurrent": "wait_for makes a task of a coroutine",
		"producer-consumer leaves": "the same",
		"producer-consumer stays": "the same",
		"managed-tasks by-hand": "gather queues a callback for each of its futures that is done already",
		"managed-tasks one-fails": "the same",
		"task-group one-fails":
			"a group that asks its parent to stop while it waits for its tasks takes that back no more",
		"task-group-errors late-failure": "the same",
		"task-group body-waits": "a group takes its request to its parent back before it waits for its tasks",
	},
	"3.12": {
		"task-group one-fails":
			"a group that asks its parent to stop while it waits for its tasks takes that back no more",
		"task-group-errors late-failure": "the same",
		"task-group body-waits": "a group takes its request to its parent back before it waits for its tasks",
	},
};
