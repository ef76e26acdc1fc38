// Random programs in the manner of oracle.py. They are larger than its programs, and nothing in them is rare.

import { Choices } from "../runtime/seeds.ts";
import type { Block, Handler, Held, Kind, Name, Program, Statement } from "./program.ts";

/** `more`: all statements there are. `handover`: many tasks at few locks and queues, and much at one instant. */
export const PROFILES = ["more", "handover"] as const;

export type Profile = (typeof PROFILES)[number];

type Weights = Readonly<Partial<Record<Statement[0], number>>>;

const COMMON: Weights = {
	log: 4,
	sleep: 10,
	raise: 0.7,
	return: 0.7,
	try: 4,
	spawn: 5,
	future: 1,
	set_result: 1,
	set_error: 1,
	await: 4,
	cancel: 2,
	cancel_self: 0.8,
	uncancel: 0.8,
	cancelling: 0.5,
	status: 1,
	gather: 2,
	wait: 3,
	wait_for: 2,
	timeout: 1.5,
	shield: 1.5,
	as_completed: 2,
	task_group: 3,
	group_spawn: 1.5,
	lock: 3,
	semaphore: 1.5,
	set: 1,
	clear: 0.3,
	wait_event: 1,
	condition_wait: 0.7,
	notify: 1,
	barrier: 0.5,
	put: 2,
	get: 2,
	put_nowait: 0.4,
	get_nowait: 0.3,
	task_done: 1,
	join: 1,
	call_soon: 0.7,
	call_later: 0.7,
};

const WEIGHTS: Readonly<Record<Profile, Weights>> = {
	more: {
		...COMMON,
		raise_cancelled: 0.5,
		gather_kept: 2,
		shield_kept: 1.5,
		result: 1,
		exception: 1,
		done_callback: 1.5,
		cancel_later: 2.5,
		set_later: 1,
		put_later: 1,
		block: 0.8,
		block_later: 0.6,
		set_name: 0.5,
		all_tasks: 0.3,
		reschedule: 2.5,
		acquire: 0.7,
		release: 1.2,
		locked: 0.5,
		bounded: 1,
		condition_wait_for: 1.2,
		notify_all: 1.2,
		barrier: 1.5,
		barrier_reset: 0.5,
		barrier_abort: 0.3,
		barrier_status: 0.4,
		shutdown: 0.5,
		queue_status: 0.4,
		cancel: 4,
		timeout: 3,
		wait_for: 3,
		spawn: 7,
		set: 2,
		put: 3,
		get: 3,
		clear: 0.8,
		semaphore: 2.5,
	},
	handover: {
		...Object.fromEntries(Object.keys(COMMON).map((kind) => [kind, 0.1])),
		sleep: 7,
		spawn: 10,
		put: 8,
		get: 8,
		put_nowait: 1.5,
		get_nowait: 1.5,
		cancel: 7,
		cancel_later: 6,
		semaphore: 9,
		lock: 4,
		bounded: 2,
		acquire: 5,
		release: 1.5,
		shutdown: 0.2,
		join: 1.5,
		task_done: 1,
		wait_for: 2,
		timeout: 2,
		try: 1.5,
		condition_wait: 2,
		condition_wait_for: 1,
		notify: 2,
		notify_all: 0.5,
		barrier: 2,
		barrier_reset: 0.5,
		set: 1,
		clear: 0.3,
		wait_event: 1,
		put_later: 1,
		log: 1,
		gather: 0.5,
		task_group: 0.5,
		return: 0,
		raise: 0.2,
	},
};

/** What main does in a program of the profile handover: it hardly ever waits, so that much happens in one turn. */
const HANDS: Weights = {
	spawn: 12,
	sleep: 6,
	cancel: 7,
	cancel_later: 1,
	put_nowait: 4,
	get_nowait: 4,
	put_later: 1,
	release: 5,
	notify: 1,
	notify_all: 0.3,
	set: 1,
	clear: 0.3,
	shutdown: 0.3,
	task_done: 1,
	barrier_reset: 0.3,
	barrier_abort: 0.1,
	queue_status: 0.3,
	locked: 0.3,
	status: 0.3,
};

const RESOURCES: Readonly<Record<Profile, Program["resources"]>> = {
	more: {
		locks: 2,
		semaphores: [1, 2],
		bounded: [1, 2],
		queues: [0, 2],
		lifo_queues: [0],
		priority_queues: [3],
		events: 2,
		conditions: 1,
		barriers: [2, 3],
	},
	handover: {
		locks: 2,
		semaphores: [1, 0],
		bounded: [1, 2],
		queues: [1, 1],
		lifo_queues: [2],
		priority_queues: [1],
		events: 2,
		conditions: 1,
		barriers: [2, 3],
	},
};

const INSTANTS = [0, 0, 0, 1, 1, 2];
const DURATIONS = [0, 0, 0.1, 0.2, 0.3, 0.5, 0.5, 1, 1, 1, 1.5, 2, 2.5, 3];
/** What may last for ever: most of them get a time limit, so that most programs end. */
const ENDLESS: ReadonlySet<Statement[0]> = new Set([
	"get",
	"put",
	"join",
	"wait_event",
	"condition_wait",
	"barrier",
	"condition_wait_for",
	"acquire",
]);
/** What may stand in a `finally`. */
const CLEANS_UP: ReadonlySet<Statement[0]> = new Set(["log", "sleep", "set", "cancel", "status"]);
/** Blocks are nested no deeper. */
const DEEPEST = 3;
/** After so many seconds main no longer waits for what it has started. */
const LONG = 20;

/** A program that ends, or comes to a deadlock: it has no loops, and no coroutine calls itself. */
export function randomProgram(seed: number, profile: Profile): Program {
	return new Generator(seed, profile).program();
}

class Generator {
	readonly #choices: Choices;
	readonly #seed: number;
	readonly #profile: Profile;
	readonly #isCrowded: boolean;
	readonly #durations: readonly number[];
	readonly #futures = new Set<Name>();
	#weights: Weights;
	#variables = 0;
	/** Of the coroutine that is being made: its variables, and the coroutines that it may call. */
	#local: Name[] = [];
	#callable: readonly Name[] = [];

	constructor(seed: number, profile: Profile) {
		this.#choices = new Choices(seed);
		this.#seed = seed;
		this.#profile = profile;
		this.#isCrowded = profile === "handover";
		this.#durations = this.#isCrowded ? INSTANTS : DURATIONS;
		this.#weights = WEIGHTS[profile];
	}

	program(): Program {
		const names = Array.from({ length: this.#between(3, 6) }, (_, index) => `c${index + 1}`);
		const coroutines: Record<Name, Block> = {};
		// Those that are called first, so that none calls itself.
		for (const [index, name] of [...names.entries()].reverse()) {
			this.#local = [];
			this.#callable = names.slice(index + 1);
			coroutines[name] = this.#block(0, this.#isCrowded ? this.#between(1, 3) : this.#between(3, 6));
		}
		coroutines.main = this.#main(names);
		const resources = RESOURCES[this.#profile];
		return { seed: this.#seed, profile: this.#profile, resources, coroutines };
	}

	#main(names: readonly Name[]): Block {
		this.#local = [];
		this.#callable = names;
		if (this.#isCrowded) this.#weights = HANDS;
		const block = this.#block(0, this.#between(8, this.#isCrowded ? 30 : 16));
		return [
			...block.map((statement) => (this.#choices.chance(0.85) ? guarded(statement) : statement)),
			...this.#local.map((variable) => guarded(["wait_for", variable, LONG])),
		];
	}

	#block(depth: number, length: number): Block {
		return Array.from({ length }, () => this.#statement(depth)).flatMap((statement) =>
			this.#dressed(statement),
		);
	}

	#dressed(statement: Statement): Block {
		const [kind] = statement;
		if (ENDLESS.has(kind) && this.#choices.chance(0.7))
			return [["timeout", this.#choices.one([1, 2, 4]), [statement]]];
		// There is hardly ever something to take back but what has just been asked for.
		return kind === "uncancel" && this.#choices.chance(0.5) ? [["cancel_self"], statement] : [statement];
	}

	#statement(depth: number): Statement {
		for (;;) {
			const statement = this.#make(this.#kind(), depth);
			if (statement !== null) return statement;
		}
	}

	#kind(): Statement[0] {
		const weights = Object.entries(this.#weights) as [Statement[0], number][];
		let left = this.#choices.number() * weights.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [kind, weight] of weights) {
			left -= weight;
			if (left < 0) return kind;
		}
		return "log";
	}

	/** Null: it has nothing to be about here. */
	#make(kind: Statement[0], depth: number): Statement | null {
		const choices = this.#choices;
		const local = this.#local;
		const callable = this.#callable;
		const isNested = depth < DEEPEST;
		const body = () => this.#block(depth + 1, this.#between(1, 3));
		const delay = () => choices.one(this.#durations);
		const isOne = () => choices.below(2);
		switch (kind) {
			case "log":
				return [kind, choices.one([..."abcdefgh"])];
			case "sleep":
				return [kind, delay()];
			case "raise":
				return [kind, choices.one(["Value", "Runtime"]), `e${this.#between(1, 9)}`];
			case "raise_cancelled":
				return [kind, choices.one(["m3", "m4"])];
			case "return":
				return [kind, this.#between(1, 99)];
			case "try":
				return isNested ? this.#try(body(), depth) : null;
			case "spawn":
				return callable.length === 0 ? null : [kind, this.#variable(), choices.one(callable)];
			case "group_spawn":
				return callable.length === 0 || depth === 0 ? null : [kind, this.#variable(), choices.one(callable)];
			case "future":
				return [kind, this.#future()];
			case "set_result":
			case "set_error":
				return this.#settle(kind);
			case "await":
			case "shield":
				return this.#anything === null ? null : [kind, choices.one(this.#anything)];
			case "shield_kept":
				return this.#anything === null ? null : shieldKept(choices.one(this.#anything), this.#future());
			case "gather":
				return this.#anything === null ? null : [kind, this.#several(this.#anything, 4), choices.chance(0.5)];
			case "gather_kept":
				return this.#anything === null
					? null
					: gatherKept(this.#several(this.#anything, 3), this.#future(), choices.chance(0.5));
			case "wait_for":
				return this.#anything === null
					? null
					: [kind, choices.one(this.#anything), choices.one([null, 0, 0.5, 1, 2])];
			case "cancel":
				return local.length === 0
					? null
					: [kind, choices.one(local), choices.one([null, null, null, "m1", "m2"])];
			case "cancel_later":
				return local.length === 0
					? null
					: [kind, delay(), choices.one(local), choices.one([null, "m5", "m6"])];
			case "status":
			case "result":
			case "exception":
				return local.length === 0 ? null : [kind, choices.one(local)];
			case "done_callback":
				return local.length === 0 ? null : [kind, choices.one(local), choices.one([..."uvw"])];
			case "wait":
				return local.length === 0
					? null
					: [
							kind,
							this.#sample(local, 4),
							choices.one([null, 0.5, 1, 2]),
							choices.one(["ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"]),
						];
			case "as_completed":
				return local.length === 0 ? null : [kind, this.#sample(local, 4), choices.one([null, null, 1, 2])];
			case "timeout":
				return isNested ? this.#timeout(body()) : null;
			case "task_group":
				return isNested && callable.length > 0 ? this.#group(body) : null;
			case "lock":
			case "semaphore":
			case "bounded":
				return isNested ? [kind, isOne(), body()] : null;
			case "condition_wait":
				return [kind, 0, isNested && choices.chance(0.5) ? body() : []];
			case "condition_wait_for":
				return [kind, 0, isOne(), isNested && choices.chance(0.4) ? body() : []];
			case "notify":
				return [kind, 0, this.#between(1, 2), isNested && choices.chance(0.3) ? body() : []];
			case "notify_all":
				return [kind, 0];
			case "set":
			case "clear":
			case "wait_event":
			case "barrier":
			case "barrier_reset":
			case "barrier_abort":
			case "barrier_status":
				return [kind, isOne()];
			case "put":
			case "put_nowait":
				return [kind, this.#queue(), this.#between(1, 99)];
			case "get":
			case "get_nowait":
			case "task_done":
			case "join":
			case "queue_status":
				return [kind, this.#queue()];
			case "shutdown":
				return [kind, this.#queue(), choices.chance(0.5)];
			case "call_soon":
				return [kind, choices.one([..."xyz"])];
			case "call_later":
				return [kind, delay(), choices.one([..."xyz"])];
			case "set_later":
				return [kind, delay(), isOne()];
			case "put_later":
				return [kind, delay(), this.#queue(), this.#between(1, 99)];
			case "block":
				return [kind, choices.one([0.1, 0.5, 1])];
			case "block_later":
				return [kind, delay(), choices.one([0.1, 0.5, 1])];
			case "set_name":
				return [kind, choices.one(["ann", "bob"])];
			case "reschedule":
				return this.#reschedule();
			case "acquire":
			case "release":
			case "locked":
				return [kind, choices.one<Held>(["locks", "semaphores", "bounded"]), isOne()];
			case "cancel_self":
			case "uncancel":
			case "cancelling":
			case "all_tasks":
				return [kind];
			default:
				return kind satisfies never;
		}
	}

	#try(body: Block, depth: number): Statement {
		const kinds: readonly Kind[] = ["Cancelled", "Timeout", "Value", "Runtime", "Group", "Exception"];
		const handlers = this.#sample(kinds, 3).map((kind): Handler => {
			const then = this.#block(depth + 2, this.#choices.below(3));
			return [kind, this.#choices.chance(0.35) ? [...then, ["reraise"]] : then];
		});
		const last = this.#choices.chance(0.4) ? this.#block(depth + 2, this.#choices.below(2)) : [];
		return ["try", body, handlers, last.filter(([kind]) => CLEANS_UP.has(kind))];
	}

	#timeout(body: Block): Statement {
		const inside = this.#choices.chance(0.2) ? [this.#reschedule(), ...body] : body;
		return ["timeout", this.#choices.one([null, 0, 0.5, 1, 2]), inside];
	}

	#reschedule(): Statement {
		return ["reschedule", this.#choices.one([null, -1, 0, 0.5, 1, 2])];
	}

	#settle(kind: "set_result" | "set_error"): Statement | null {
		const futures = this.#local.filter((name) => this.#futures.has(name));
		if (futures.length === 0) return null;
		const future = this.#choices.one(futures);
		return kind === "set_result"
			? [kind, future, this.#between(1, 99)]
			: [kind, future, `f${this.#between(1, 9)}`];
	}

	#group(body: () => Block): Statement {
		const variables = Array.from({ length: this.#between(1, 3) }, () => this.#newName());
		const members = variables.map((variable) => [variable, this.#choices.one(this.#callable)] as const);
		const inside = this.#choices.chance(0.6) ? body() : [];
		this.#local.push(...variables);
		return ["task_group", members, inside];
	}

	/** Variables and coroutines; null: there are none. */
	get #anything(): readonly Name[] | null {
		const all = [...this.#local, ...this.#callable];
		return all.length === 0 ? null : all;
	}

	#newName(): Name {
		this.#variables += 1;
		return `t${this.#variables}`;
	}

	#variable(): Name {
		const name = this.#newName();
		this.#local.push(name);
		return name;
	}

	#future(): Name {
		const name = this.#variable();
		this.#futures.add(name);
		return name;
	}

	#queue(): number {
		return this.#isCrowded ? this.#choices.one([0, 0, 0, 1, 2, 3]) : this.#choices.below(4);
	}

	/** Some of them, in any order; one may come twice. */
	#several(from: readonly Name[], most: number): Name[] {
		return Array.from({ length: this.#between(1, most) }, () => this.#choices.one(from));
	}

	/** Some of them, each once, in any order. */
	#sample<T>(from: readonly T[], most: number): T[] {
		const left = [...from];
		const count = this.#between(1, Math.min(most, left.length));
		return Array.from({ length: count }, () => left.splice(this.#choices.below(left.length), 1)[0] as T);
	}

	#between(least: number, most: number): number {
		return least + this.#choices.below(most - least + 1);
	}
}

function shieldKept(name: Name, variable: Name): Statement {
	return ["shield_kept", variable, name];
}

function gatherKept(names: readonly Name[], variable: Name, returnExceptions: boolean): Statement {
	return ["gather_kept", variable, names, returnExceptions];
}

/** Whatever it raises, main goes on. */
function guarded(statement: Statement): Statement {
	const handlers = (["Cancelled", "Group", "Exception"] as const).map((kind): Handler => [kind, []]);
	return ["try", [statement], handlers, []];
}
