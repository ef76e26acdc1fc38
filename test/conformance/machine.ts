import {
	Barrier,
	BoundedSemaphore,
	Condition,
	type Coroutine,
	coroutine,
	Event,
	type Future,
	getRunningLoop,
	LifoQueue,
	Lock,
	PriorityQueue,
	Queue,
	Semaphore,
	type Task,
	type TaskGroup,
	type Timeout,
} from "../../src/runtime/index.ts";
import type { Block, LogLine, Name, Program, Statement } from "./program.ts";
import { type OwnErrors, showError } from "./show-value.ts";

/** A statement of a program, as steps of the coroutine that it stands in. */
export type Steps<T> = Generator<unknown, T, unknown>;

/** A `return` statement was met: the coroutine is to return this. */
export interface Returned {
	readonly value: number;
}

export type Variable = Task<unknown> | Future<unknown>;

/** The operands of the statements of kind K. */
type Operands<K> = Statement extends infer S
	? S extends readonly [infer Kinds, ...infer Rest]
		? K extends Kinds
			? Rest
			: never
		: never
	: never;

type Outcome = Steps<Returned | undefined> | undefined;

/** What a statement of kind K does. Those that never suspend are plain functions. */
export type Does<K> = (machine: Machine, who: string, ...operands: Operands<K>) => Outcome;

export type Statements = { readonly [K in Statement[0]]: Does<K> };

/** The program has said as much as it may. It is for nobody to catch, so that the program comes to its end. */
export class TooLong extends Error {}

/** A program while it runs. */
export class Machine {
	readonly log: LogLine[] = [];
	readonly own: OwnErrors = new WeakSet();
	readonly variables = new Map<Name, Variable>();
	/** The task groups that each coroutine call is inside of, the innermost last. */
	readonly groups = new Map<string, TaskGroup[]>();
	/** All task groups that have not been left. */
	readonly openGroups = new Set<TaskGroup>();
	readonly locks: readonly Lock[];
	/** The time limits that each coroutine call is inside of, the innermost last. */
	readonly limits = new Map<string, Timeout[]>();
	readonly semaphores: readonly Semaphore[];
	readonly bounded: readonly BoundedSemaphore[];
	readonly queues: readonly Queue<number>[];
	readonly events: readonly Event[];
	readonly conditions: readonly Condition[];
	readonly barriers: readonly Barrier[];
	readonly #program: Program;
	readonly #statements: Statements;
	readonly #mostLines: number;
	readonly #calls = new Map<Name, number>();

	constructor(program: Program, statements: Statements, mostLines: number) {
		this.#program = program;
		this.#statements = statements;
		this.#mostLines = mostLines;
		const { locks, semaphores, bounded, events, conditions, barriers } = program.resources;
		this.locks = several(locks, () => new Lock());
		this.semaphores = (semaphores ?? []).map((permits) => new Semaphore(permits));
		this.bounded = (bounded ?? []).map((permits) => new BoundedSemaphore(permits));
		this.queues = makeQueues(program.resources);
		this.events = several(events, () => new Event());
		this.conditions = several(conditions, () => new Condition());
		this.barriers = (barriers ?? []).map((parties) => new Barrier(parties));
	}

	/** @throws {TooLong} once the log has as many lines as it may have */
	write(who: string, text: string): void {
		this.log.push([roundToMicroseconds(getRunningLoop().time()), who, text]);
		if (this.log.length >= this.#mostLines) throw new TooLong();
	}

	/** A fresh call of the coroutine `name`. */
	call(name: Name): Coroutine<number | undefined> {
		const ordinal = (this.#calls.get(name) ?? 0) + 1;
		this.#calls.set(name, ordinal);
		const body = (who: string) => this.#body(who, this.#program.coroutines[name] ?? []);
		return coroutine(name, body)(`${name}#${ordinal}`);
	}

	/** The task or future that the variable holds, or a fresh call of the coroutine of that name. */
	item(name: Name): Coroutine<unknown> | Variable {
		return this.variables.get(name) ?? this.call(name);
	}

	*block(who: string, statements: Block): Steps<Returned | undefined> {
		for (const statement of statements) {
			const returned = yield* this.#statement(who, statement);
			if (returned !== undefined) return returned;
		}
		return undefined;
	}

	*#statement(who: string, statement: Statement): Steps<Returned | undefined> {
		const [kind, ...operands] = statement;
		if (namesReadBy(statement).some((name) => name.startsWith("t") && !this.variables.has(name))) {
			this.write(who, `skip ${kind}`);
			return undefined;
		}
		const does = this.#statements[kind] as (
			machine: Machine,
			who: string,
			...operands: readonly unknown[]
		) => Outcome;
		const steps = does(this, who, ...operands);
		return steps === undefined ? undefined : yield* steps;
	}

	*#body(who: string, statements: Block): Steps<number | undefined> {
		this.write(who, "start");
		let returned: Returned | undefined;
		try {
			returned = yield* this.block(who, statements);
		} catch (error) {
			if (!(error instanceof TooLong)) this.write(who, `fail ${showError(error, this.own)}`);
			throw error;
		}
		this.write(who, returned === undefined ? "end" : `return ${returned.value}`);
		return returned?.value;
	}
}

function makeQueues({ queues, lifo_queues, priority_queues }: Program["resources"]): Queue<number>[] {
	return [
		...(queues ?? []).map((maxsize) => new Queue<number>(maxsize)),
		...(lifo_queues ?? []).map((maxsize) => new LifoQueue<number>(maxsize)),
		...(priority_queues ?? []).map((maxsize) => new PriorityQueue<number>(maxsize)),
	];
}

function several<T>(count: number | undefined, make: () => T): T[] {
	return Array.from({ length: count ?? 0 }, make);
}

function namesReadBy(statement: Statement): readonly Name[] {
	switch (statement[0]) {
		case "gather":
		case "wait":
		case "as_completed":
			return statement[1];
		case "gather_kept":
			return statement[2];
		case "shield_kept":
		case "cancel_later":
			return [statement[2]];
		case "await":
		case "cancel":
		case "status":
		case "wait_for":
		case "shield":
		case "set_result":
		case "set_error":
		case "result":
		case "exception":
		case "done_callback":
			return [statement[1]];
		default:
			return [];
	}
}

export function roundToMicroseconds(seconds: number): number {
	return Number(seconds.toFixed(6));
}
