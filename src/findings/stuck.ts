// Tasks that are stuck together while others live: found where something put an end to it, or at the end of the run.

import type { History } from "../history/history.ts";
import { limitText } from "../history/lanes/why.ts";
import { Moment } from "../history/moment.ts";
import { Needs } from "../history/needs.ts";
import type { Reader } from "../history/replay.ts";
import { type Knot, StuckSet } from "../history/stuck-set.ts";
import type { Task } from "../history/task.ts";
import { Uses } from "../history/uses.ts";
import type { World } from "../history/world.ts";
import {
	type Fact,
	type FactOf,
	type Seconds,
	type TaskId,
	toMicroseconds,
	type Wait,
} from "../recording/index.ts";
import { duration } from "../text/figures.ts";
import { listed } from "../text/words.ts";
import { ringOf, wayOutOfRing, wayOutOfWaits } from "./deadlock.ts";
import { Explainer, type Explanation, textsOf } from "./explain.ts";
import type { Finding } from "./finding.ts";
import { Waits, waitingOf } from "./waiting.ts";
import { placeWords } from "./words.ts";

/** More knots than this are of no use to anybody. */
const MOST_FOUND = 100;
/** So much is looked at in all where waits are ended one by one: thousands may wait for what a thousand others hold. */
const MOST_LOOKED_AT = 500_000;

/** What put an end to it: the program itself asked a task to stop, or main ended. Null: something else, or nothing yet. */
type Occasion = "cancel" | "shutdown" | null;

/** What is stuck in a run. */
export interface Stuck {
	readonly findings: readonly Finding[];
	/** Tasks that were left when main ended and could never have ended. */
	readonly hopeless: ReadonlySet<TaskId>;
	/** Those of them that the findings tell of. */
	readonly told: ReadonlySet<TaskId>;
}

const NOTHING: Stuck = { findings: [], hopeless: new Set(), told: new Set() };

/** Tasks that wait for each other, or for what nobody is left to bring, while others live. */
export function stuck(history: History): Finding[] {
	return [...stuckIn(history).findings];
}

const known = new WeakMap<History, { readonly length: number; readonly stuck: Stuck }>();

export function stuckIn(history: History): Stuck {
	const before = known.get(history);
	if (before?.length === history.length) return before.stuck;
	const found = read(history);
	known.set(history, { length: history.length, stuck: found });
	return found;
}

function read(history: History): Stuck {
	const { outcome, length } = history;
	const isCutOff = outcome.kind === "stopped" || outcome.kind === "running" || outcome.kind === "livelock";
	const shutdown = history.indexed("shutdown-started").at(-1)?.[0];
	const asked = history.indexed("cancel-requested").findLast(([, { accepted }]) => accepted)?.[0];
	if (shutdown === undefined && asked === undefined && !isCutOff) return NOTHING;
	// Nothing is looked for later than the shutdown, else than the last time that something ended a wait.
	const last = shutdown ?? Math.max(asked ?? -1, history.gaveUp.at(-1) ?? -1);
	const uses = new Uses();
	const reader = new StuckReader(history, uses);
	history.replayTo(last + 1, [uses, reader]);
	if (isCutOff) {
		uses.readFrom(last + 1, history);
		reader.cutOff(history.end, length);
	}
	return reader;
}

/** Looks wherever something ends a wait that nobody in it can end. */
class StuckReader implements Reader, Stuck {
	readonly kinds = ["cancel-requested", "woken", "shutdown-started"] as const;
	readonly findings: Finding[] = [];
	readonly hopeless = new Set<TaskId>();
	readonly told = new Set<TaskId>();
	readonly #history: History;
	readonly #uses: Uses;
	#lookedAt = 0;
	/** Each knot by its tasks and since when they wait. */
	readonly #known = new Set<string>();

	constructor(history: History, uses: Uses) {
		this.#history = history;
		this.#uses = uses;
	}

	before(fact: Fact, index: number, world: World): void {
		if (fact.kind === "shutdown-started") this.#shutdown(fact, index, world);
		else if (this.#hasEnough || world.isShuttingDown) return;
		else if (fact.kind === "cancel-requested") this.#asked(fact, index, world);
		else if (fact.kind === "woken") this.#woken(fact, index, world);
	}

	/** At the end of a run that was cut off, or goes on. */
	cutOff(end: Moment, length: number): void {
		const ids = Array.from(end.tasks(), ({ id }) => id);
		this.#look(ids, length, this.#history.elapsed, end, null, "");
	}

	get #hasEnough(): boolean {
		return this.findings.length >= MOST_FOUND || this.#lookedAt >= MOST_LOOKED_AT;
	}

	#asked(
		{ task: id, at, origin, by, accepted }: FactOf<"cancel-requested">,
		index: number,
		world: World,
	): void {
		const task = world.task(id);
		if (!accepted || task === undefined || !mayBeStuck(task.wait) || !task.isWaiting) return;
		const limit = origin.kind === "limit" ? task.limits.get(origin.limit) : undefined;
		const who = by === 0 ? "a callback" : this.#history.label(by);
		const words = {
			task: `until ${who} asked ${task.label} to stop`,
			limit: `until ${task.label} ran into its time ${limit === undefined ? "limit" : limitText(limit.made)}${placeWords(limit?.made.place ?? null)}`,
			group: `until a group asked ${task.label} to stop`,
			signal: "until a signal ended the run",
			shutdown: "until the end of the run",
		}[origin.kind];
		this.#look([id], index, at, before(index, world), origin.kind === "limit" ? null : "cancel", words);
	}

	/** Who waited for others and had set itself a time has it no more. */
	#woken({ task: id, at, cause }: FactOf<"woken">, index: number, world: World): void {
		const task = world.task(id);
		if (cause.kind !== "timer" || task?.wait?.kind !== "tasks") return;
		const words = `and ${task.label} gave up waiting at ${duration(at)}`;
		this.#look([id], index, at, before(index, world), null, words);
	}

	#shutdown({ at }: FactOf<"shutdown-started">, index: number, world: World): void {
		const ids = Array.from(world.tasks.live, ({ id }) => id);
		const set = this.#look(ids, index, at, before(index, world), "shutdown", "until main ended without them");
		for (const id of ids) if (set.has(id)) this.hopeless.add(id);
	}

	#look(
		start: readonly TaskId[],
		index: number,
		at: Seconds,
		moment: Moment,
		occasion: Occasion,
		words: string,
	): StuckSet {
		const set = new StuckSet(new Needs(moment, this.#uses, occasion === "shutdown"), start);
		this.#lookedAt += set.size + moment.groupCount;
		for (const knot of set.knots()) {
			if (!isWorthTelling(knot, occasion)) continue;
			if (occasion === "shutdown") for (const task of [...knot.tasks, ...knot.followers]) this.told.add(task);
			const key = knot.tasks.map((id) => `${id}@${moment.task(id)?.since ?? ""}`).join();
			if (this.#known.has(key) || this.findings.length >= MOST_FOUND) continue;
			this.#known.add(key);
			this.findings.push(this.#finding(knot, index, at, moment, words));
		}
		return set;
	}

	#finding(knot: Knot, index: number, at: Seconds, moment: Moment, words: string): Finding {
		const history = this.#history;
		const tasks = knot.tasks.flatMap((id) => moment.task(id) ?? []);
		const others = knot.followers.flatMap((id) => moment.task(id) ?? []);
		const waits = new Waits(moment, this.#uses);
		const members = new Set(knot.tasks);
		const ring = ringOf(tasks, waits, members);
		const explained = new Explainer(history, moment, this.#uses).of(tasks);
		// Who waits for what somebody could still bring is not stuck yet.
		const since = toMicroseconds(Math.max(knot.lostAt ?? 0, ...tasks.map((task) => task.since)));
		const [first] = tasks;
		const names = listed(tasks.map(({ label }) => label));
		const isAre = tasks.length === 1 ? "waits" : "wait";
		const what = knot.isRing
			? tasks.length === 1
				? "waits for itself"
				: "wait for each other"
			: `${isAre} for what nobody is left to bring`;
		const ends = words === "" ? "" : `, ${words}`;
		return {
			kind: "stuck",
			index,
			task: tasks.length === 1 && first !== undefined ? first.label : null,
			at: toMicroseconds(at),
			place: null,
			source: null,
			text: `${names} ${what} since ${duration(since)}${ends}`,
			wayOut:
				ring.length > 0
					? wayOutOfRing(ring.flatMap((id) => waitOf(moment, waits, id)))
					: wayOutOf(
							knot,
							tasks,
							tasks.some((task) => waitsForHeld(task, waits, members)),
							explained,
						),
			details: textsOf(explained),
			since,
			waiting: waitingOf([...tasks, ...others], history, moment, this.#uses),
			cycle: ring.map((id) => history.label(id)),
		};
	}
}

function waitOf(moment: Moment, waits: Waits, id: TaskId): Wait[] {
	const task = moment.task(id);
	return task === undefined ? [] : [waits.of(task)];
}

/** Of a knot in which tasks do not just wait for each other's locks and ends. */
function wayOutOf(
	{ isRing, hasIdle }: Knot,
	tasks: readonly Readonly<Task>[],
	isHeld: boolean,
	explained: readonly Explanation[],
): string {
	if (isHeld)
		return "release what you hold before you wait for what others bring, or put a timeout around the wait";
	const at = new Set(tasks.map(({ wait }) => (wait !== null && "resource" in wait ? wait.resource : null)));
	at.delete(null);
	return isRing && hasIdle && at.size > 1
		? "let one of them put, set or notify before it waits for the others to, or put a timeout around the wait"
		: wayOutOfWaits(explained);
}

/** Whether it waits for what another of them holds. */
function waitsForHeld(task: Readonly<Task>, waits: Waits, members: ReadonlySet<TaskId>): boolean {
	const wait = waits.of(task);
	if (wait.kind !== "lock" && wait.kind !== "semaphore") return false;
	return waits.neededBy(wait).some((id) => members.has(id));
}

/** What is true before the fact with that number, which is read next. */
function before(index: number, world: World): Moment {
	return new Moment(index - 1, world, world.tasks);
}

function mayBeStuck(wait: Wait | null): boolean {
	return wait !== null && !["turn", "sleep", "future", "outside"].includes(wait.kind);
}

/**
 * Whether it is something to tell of. Who waits only to be given something to do is idle, and no harm comes from that, as long as the
 * program itself puts an end to it.
 */
function isWorthTelling({ hasIdle, isIdle, followers }: Knot, occasion: Occasion): boolean {
	if (!hasIdle) return true;
	if (occasion === "cancel") return false;
	if (!isIdle) return true;
	return occasion !== "shutdown" && followers.length > 0;
}
