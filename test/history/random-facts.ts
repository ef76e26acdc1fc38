// Random facts with small numbers: most of them make sense after those before, some do not, as in a recording that lacks a part.

import type { Fact, ResourceKind, ResourceUse, Wait } from "../../src/recording/index.ts";

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

const KINDS: readonly ResourceKind[] = ["lock", "semaphore", "event", "condition", "barrier", "queue"];
const USES: readonly ResourceUse[] = [
	"acquired",
	"released",
	"handed",
	"put-back",
	"put",
	"got",
	"task-done",
	"arrived",
	"aborted",
	"reset",
	"set",
];
const WAITS = ["lock", "semaphore", "event", "condition", "barrier", "get", "put", "join"] as const;

export function randomFacts(seed: number, count: number): Fact[] {
	const random = numbersFrom(seed);
	const below = (limit: number) => Math.floor(random() * limit);
	const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
	const facts: Fact[] = [];
	const returned = { how: "returned", value: null } as const;
	let at = 0;
	let made = 0;
	const wait = (): Wait => {
		const kind = pick(["turn", "sleep", "task", "resource", "resource"] as const);
		if (kind === "turn") return { kind };
		if (kind === "sleep") return { kind, until: at + random() };
		if (kind === "task") return { kind, of: below(made) };
		return { kind: pick(WAITS), resource: below(8) };
	};
	while (facts.length < count) {
		if (random() < 0.2) at += random();
		const task = Math.max(1, made - below(12));
		const one = { at, task };
		const create = (): void => {
			made += 1;
			const name = `Task-${made}`;
			facts.push({
				at,
				task: made,
				kind: "task-created",
				name,
				label: name,
				by: below(made),
				group: below(4),
			});
		};
		const doings: readonly (() => void)[] = [
			create,
			() => facts.push({ ...one, kind: "resumed" }),
			() => facts.push({ ...one, kind: "suspended", wait: wait() }),
			() =>
				facts.push({ ...one, kind: "woken", cause: pick([{ kind: "timer" }, { kind: "result", by: 1 }]) }),
			() =>
				facts.push({
					...one,
					kind: "woken",
					cause: { kind: "cancelled", by: 1, request: below(40), message: null },
				}),
			() => facts.push({ ...one, kind: "task-ended", ending: returned }),
			() => facts.push({ ...one, kind: "span-started", span: below(90), label: "body", name: "body" }),
			() => facts.push({ ...one, kind: "span-ended", span: below(90), ending: returned }),
			() =>
				facts.push({
					...one,
					kind: "cancel-requested",
					request: below(40),
					by: 1,
					origin: { kind: "task" },
					message: null,
					accepted: random() < 0.8,
				}),
			() => facts.push({ ...one, kind: "uncancelled", left: below(2) }),
			() => facts.push({ ...one, kind: "limit-set", limit: below(30), seconds: 1, when: at + 1 }),
			() => facts.push({ ...one, kind: pick(["limit-expired"] as const), limit: below(30) }),
			() => facts.push({ ...one, kind: "limit-left", limit: below(30), how: "in-time" }),
			() => facts.push({ ...one, kind: "group-entered", group: below(4) }),
			() => facts.push({ ...one, kind: "group-aborted", group: below(4) }),
			() => facts.push({ ...one, kind: "group-exited", group: below(4), error: null }),
			() =>
				facts.push({
					...one,
					kind: "future-made",
					future: below(9),
					by: "gather",
					of: [task],
					futures: [],
					count: 1,
				}),
			() => facts.push({ ...one, kind: "future-ended", future: below(9), ending: returned }),
			() => facts.push({ at, task: 0, kind: "callback-queued", callback: "gather", label: "", of: task }),
			() => facts.push({ at, task: 0, kind: "callback-started" }),
			() =>
				facts.push({
					at,
					task: 0,
					kind: "timers-due",
					timers: [{ task }, { callback: "call", label: "tick" }],
				}),
			() =>
				facts.push({
					at,
					task: 0,
					kind: "resource-created",
					resource: below(8),
					resourceKind: pick(KINDS),
					name: "r",
					capacity: 2,
					lock: 0,
				}),
			() =>
				facts.push({ ...one, kind: "resource-used", resource: below(8), use: pick(USES), level: below(3) }),
			() =>
				facts.push({ ...one, kind: "resource-used", resource: below(8), use: pick(USES), level: below(3) }),
			() => facts.push({ ...one, kind: "printed", text: "a line" }),
		];
		pick(doings)();
	}
	return facts;
}
