import type { Wait } from "../runtime/observer.ts";

/** What a task can wait for at a resource. */
export const RESOURCE_WAITS = [
	"lock",
	"semaphore",
	"event",
	"condition",
	"barrier",
	"get",
	"put",
	"join",
] as const satisfies readonly Extract<Wait, { readonly resource: unknown }>["kind"][];
