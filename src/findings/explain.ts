// Why nobody brings what a task waits for: what was done with it, by whom, and what became of those; and the way out.

import type { History } from "../history/history.ts";
import type { Moment, ResourceView } from "../history/moment.ts";
import { sentenceNames } from "../history/names.ts";
import type { Task } from "../history/task.ts";
import type { ResourceUses, Use, Uses } from "../history/uses.ts";
import { type Names, NO_TASK, type TaskId, type Wait } from "../recording/index.ts";
import { duration } from "../text/figures.ts";
import { enumerated, listed } from "../text/words.ts";
import { placeWords } from "./words.ts";

type ResourceWait = Extract<Wait, { readonly resource: number }>;

/** What is told of one wait that many may share. */
export interface Explanation {
	/** One sentence without its full stop; empty: nothing is known beyond the wait. */
	readonly text: string;
	readonly wayOut: string;
	/** The lower, the likelier is it what the others wait for in the end. */
	readonly rank: number;
}

/** More than so many are counted. */
const MOST_TOLD = 3;

/** The rank of what others hold who live: their own waits say more. */
const HELD = 9;

/** Who waits for a bare future: what is set nowhere has no line. */
const FUTURE: Explanation = {
	text: "",
	wayOut:
		"somebody has to call setResult or setException of the future, also where the work before that fails; or put a timeout around the wait",
	rank: 7,
};

/** Explains waits at one moment. */
export class Explainer {
	readonly #history: History;
	readonly #moment: Moment;
	readonly #uses: Uses;
	readonly #names: Names;

	constructor(history: History, moment: Moment, uses: Uses) {
		this.#history = history;
		this.#moment = moment;
		this.#uses = uses;
		this.#names = sentenceNames(history);
	}

	/** What keeps these tasks waiting, each thing once, the likeliest cause first. */
	of(tasks: Iterable<Readonly<Task>>): Explanation[] {
		let isForFuture = false;
		const byWait = new Map<string, { wait: ResourceWait; who: Readonly<Task>[] }>();
		for (const task of tasks) {
			const { wait } = task;
			isForFuture ||= wait?.kind === "future";
			if (wait === null || !task.isWaiting || !("resource" in wait)) continue;
			const key = `${wait.kind}${wait.resource}`;
			const known = byWait.get(key);
			if (known === undefined) byWait.set(key, { wait, who: [task] });
			else known.who.push(task);
		}
		const all = [...byWait.values()].map(({ wait, who }) => this.#explain(wait, who));
		if (isForFuture) all.push(FUTURE);
		return joined(all.sort((a, b) => a.rank - b.rank));
	}

	#explain(wait: ResourceWait, who: readonly Readonly<Task>[]): Explanation {
		const resource = this.#moment.resource(wait.resource);
		const uses = this.#uses.of(wait.resource);
		const name = this.#names.resource(wait.resource);
		switch (wait.kind) {
			case "join":
				return this.#join(name, resource, uses);
			case "put":
				return this.#put(name, resource, uses);
			case "barrier":
				return this.#barrier(name, resource, uses);
			case "lock":
			case "semaphore":
				return this.#held(name, resource, uses);
			case "get":
				return this.#get(name, uses);
			case "event":
				return this.#event(name, uses, who);
			case "condition":
				return this.#condition(name, uses, who);
			default:
				return wait.kind satisfies never;
		}
	}

	#join(name: string, resource: ResourceView | undefined, uses: ResourceUses): Explanation {
		const taken = uses.unreported();
		const count = taken.reduce((sum, [, items]) => sum + items.length, 0);
		const left = resource?.level ?? 0;
		const all = uses.count("put");
		const who = taken.slice(0, MOST_TOLD).map(([task, items]) => this.#taking(task, items));
		const more = others(taken.length).map((few) => `${few} took the rest`);
		const throwsAway = resource?.isClosed === true ? "; shutdown reports only what nobody has taken" : "";
		const unreported = `${count} of ${items(all)} of ${name} ${were(count)} taken and never reported done: ${[...who, ...more].join("; ")}${throwsAway}`;
		const takers = uses.by("got");
		const nobody =
			takers.size === 0 ? "nobody ever has" : `who took before: ${this.#fates([...takers.keys()])}`;
		const rest = `${items(left)} ${are(left)} left in ${name}, and nobody takes ${left === 1 ? "it" : "them"}; ${nobody}`;
		return {
			text: [...(count > 0 ? [unreported] : []), ...(left > 0 ? [rest] : [])].join(". "),
			wayOut:
				count > 0
					? `report each item done also where the work on it fails: try { … } finally { ${nameInCode(resource, "queue")}.taskDone() }`
					: "keep somebody alive who takes what is put, and reports it done",
			rank: 1,
		};
	}

	/** `worker 2 took it at 1.00 s (a.mjs:4) and failed at 2.00 s (a.mjs:7)` */
	#taking(task: TaskId, taken: readonly Use[]): string {
		const [first] = taken;
		const what = taken.length === 1 ? "it" : `${taken.length}, the first`;
		const when = first === undefined ? "" : ` ${this.#at(first)}`;
		return `${this.#label(task)} took ${what}${when} and ${this.#fate(task)}`;
	}

	#put(name: string, resource: ResourceView | undefined, uses: ResourceUses): Explanation {
		const room = resource?.made.capacity ?? 0;
		const takers = [...uses.by("got").keys()];
		const taken = uses.count("got");
		const who =
			takers.length === 0
				? "nobody has taken from it"
				: `${items(taken)} ${were(taken)} taken, by ${this.#fates(takers, ", which")}`;
		return {
			text: `${name} is full (${resource?.level ?? 0} of ${room}): ${who}`,
			wayOut:
				"keep somebody alive who takes from it until all is put, or shut the queue down where who takes gives up: that ends the put",
			rank: 2,
		};
	}

	#barrier(name: string, resource: ResourceView | undefined, uses: ResourceUses): Explanation {
		const parties = resource?.made.capacity ?? 0;
		const isThere = (task: TaskId) =>
			(uses.by("arrived").get(task)?.count ?? 0) > (uses.by("left").get(task)?.count ?? 0);
		const used = [...uses.by("arrived").keys()];
		const there = used.filter(isThere);
		const gone = used.filter((task) => !isThere(task));
		const beside = this.#startedBeside(there, new Set(used));
		const never = `nobody else has ever come${beside.length === 0 ? "" : `; started beside them: ${this.#fates(beside)}`}`;
		const missing = gone.length === 0 ? never : `who came before: ${this.#fates(gone)}`;
		return {
			text: `${there.length} of ${parties} ${are(there.length)} at ${name}: ${listed(there.map((task) => this.#label(task)))}; ${missing}`,
			wayOut: `${parties} tasks have to come each time: make it for as many as do, or abort() it where one gives up`,
			rank: 3,
		};
	}

	/** Where it was taken by those who hold it; of those who have ended, that they never gave it back. */
	#held(name: string, resource: ResourceView | undefined, uses: ResourceUses): Explanation {
		const holders = [...(resource?.holders.keys() ?? [])];
		const gone = holders.filter((task) => !this.#isLive(task));
		const isSignal = resource?.made.resourceKind === "semaphore" && resource.made.capacity === 0;
		const told = gone.slice(0, MOST_TOLD).map((task) => {
			const first = uses.holdOf(task);
			const when = first === undefined ? "" : ` ${this.#at(first)}`;
			return `${name} was taken${when} by ${this.#label(task)}, which ${this.#fate(task)} without giving it back`;
		});
		const held = holders.flatMap((task) => uses.holdOf(task) ?? []);
		if (gone.length === 0 && held.length > 0) {
			const shown = held.slice(0, MOST_TOLD).map((use) => `${this.#at(use)} by ${this.#label(use.task)}`);
			told.push(`${name} was taken ${listed([...shown, ...more(held.length - MOST_TOLD)])}`);
		}
		if (isSignal || uses.isSignal) {
			const givers = [...uses.by("released").keys()];
			return {
				text: `${givers.length === 0 ? `nobody has released ${name}` : `${name} is released by others than those who take it: ${this.#fates(givers)}`}`,
				wayOut: "release it also where you fail, once for each who waits",
				rank: 4,
			};
		}
		return {
			text: told.join("; "),
			wayOut:
				gone.length === 0
					? "give back what you hold before you wait for more"
					: `give back what you took also where you fail: ${resource?.made.resourceKind ?? "lock"}.with(function* () { … }) does`,
			rank: gone.length === 0 ? HELD : 0,
		};
	}

	#get(name: string, uses: ResourceUses): Explanation {
		const put = uses.count("put");
		const putters = [...uses.by("put").keys()];
		const takers = [...uses.by("got").keys()].map((task) => this.#label(task));
		const [only] = putters;
		const who =
			putters.length === 1 && only !== undefined
				? `the only one who put into it, ${this.#label(only)}, ${this.#fate(only)}`
				: `who put into it: ${this.#fates(putters)}`;
		const all =
			put === 1
				? `the one item that was put into ${name} has`
				: `${put === 2 ? "both" : `all ${put}`} items that were put into ${name} have`;
		return {
			text:
				put === 0
					? `nobody has put anything into ${name}`
					: `${all} been taken, by ${listed(takers)}; ${who}`,
			wayOut:
				put === 0
					? "somebody has to put into the queue that they wait at: look whether it is the same one"
					: "say that no more comes, also where who puts fails: queue.shutdown() in a finally ends every get",
			rank: 5,
		};
	}

	#event(name: string, uses: ResourceUses, who: readonly Readonly<Task>[]): Explanation {
		const set = uses.last("set");
		const cleared = uses.last("cleared");
		const came = this.#came(who);
		if (set === undefined || cleared === undefined || cleared.index < set.index) {
			return {
				text: set === undefined ? `nobody has set ${name}` : "",
				wayOut: "somebody has to set the event, also where the work before that fails: in a finally",
				rank: 6,
			};
		}
		const both =
			set.task === cleared.task
				? `set ${this.#at(set)} and cleared ${this.#at(cleared)} by ${this.#label(set.task)}`
				: `set ${this.#at(set)} by ${this.#label(set.task)} and cleared ${this.#at(cleared)} by ${this.#label(cleared.task)}`;
		return {
			text: `${name} was ${both}, before ${came}`,
			wayOut: "leave the event set for those who come later, or clear it only when all have passed",
			rank: 6,
		};
	}

	#condition(name: string, uses: ResourceUses, who: readonly Readonly<Task>[]): Explanation {
		const { notified } = uses;
		const told = notified.slice(-MOST_TOLD).map((one) => {
			const woke = one.woken.map((task) => this.#label(task));
			return `${this.#at(one)} by ${this.#label(one.task)}, which woke ${woke.length === 0 ? "nobody" : listed(woke)}`;
		});
		const since = Math.min(...who.map((task) => task.since));
		const wasLate = notified.some((one) => one.at <= since);
		const after = wasLate ? `; ${this.#came(who)}` : "";
		return {
			text:
				notified.length === 0
					? `nobody has notified ${name}`
					: `${name} was notified ${told.join(", then ")}${after}`,
			wayOut:
				"wait with condition.waitFor(() => …), which looks first and needs no notification of what is so already, and notifyAll() after each change",
			rank: 7,
		};
	}

	/** Tasks that who made one of these made, too, and that have not used the same; those that failed or were cancelled first. */
	#startedBeside(there: readonly TaskId[], used: ReadonlySet<TaskId>): TaskId[] {
		const makers = new Set(there.map((task) => this.#moment.task(task)?.made.by));
		const beside = [...this.#history.tasks()].filter(
			({ id, made }) => makers.has(made.by) && !used.has(id) && this.#moment.task(id) !== undefined,
		);
		const isLost = ({ ending }: Readonly<Task>) => ending !== null && ending.how !== "returned";
		return [...beside.filter(isLost), ...beside.filter((task) => !isLost(task))].map(({ id }) => id);
	}

	/** `waiter 3 came at 2.00 s` */
	#came(who: readonly Readonly<Task>[]): string {
		const told = who.slice(0, MOST_TOLD).map((task) => `${task.label} came at ${duration(task.since)}`);
		return enumerated([...told, ...others(who.length)]);
	}

	#fates(tasks: readonly TaskId[], link = ""): string {
		const told = tasks.slice(0, MOST_TOLD).map((task) => `${this.#label(task)}${link} ${this.#fate(task)}`);
		return enumerated([...told, ...others(tasks.length)]);
	}

	/** `failed at 3.00 s (a.mjs:5)`, `waits itself` */
	#fate(task: TaskId): string {
		if (task === NO_TASK) return "has had its turn";
		const known = this.#moment.task(task);
		if (known === undefined) return "is not known any more";
		const { ending, since } = known;
		if (ending === null) return known.isWaiting ? `waits itself since ${duration(since)}` : "lives on";
		if (ending.how === "raised") {
			const place = ending.error.place ?? known.place;
			return `failed at ${duration(since)}${placeWords(place ?? null)}`;
		}
		return `${ending.how === "returned" ? "ended" : "was cancelled"} at ${duration(since)}`;
	}

	#isLive(task: TaskId): boolean {
		const known = this.#moment.task(task);
		return known !== undefined && known.state !== "ended";
	}

	#label(task: TaskId): string {
		return task === NO_TASK ? "a callback" : this.#names.task(task);
	}

	#at({ at, place }: Use): string {
		return `at ${duration(at)}${placeWords(place)}`;
	}
}

function items(count: number): string {
	return count === 1 ? "1 item" : `${count} items`;
}

function were(count: number): string {
	return count === 1 ? "was" : "were";
}

function are(count: number): string {
	return count === 1 ? "is" : "are";
}

/** Those that are not told of one by one. */
function others(count: number): string[] {
	if (count <= MOST_TOLD) return [];
	return count === MOST_TOLD + 1 ? ["1 other"] : [`${count - MOST_TOLD} others`];
}

/** What is known beyond the waits, each sentence once: many things may have one name. */
export function textsOf(explained: readonly Explanation[]): string[] {
	return [...new Set(explained.map(({ text }) => text).filter((text) => text !== ""))];
}

/** Where what others hold was taken is told in one sentence. */
function joined(all: readonly Explanation[]): Explanation[] {
	const held = all.filter(({ rank, text }) => rank === HELD && text !== "");
	const [first, ...others] = held;
	if (first === undefined || others.length === 0) return [...all];
	const text = [...held.slice(0, MOST_TOLD).map((one) => one.text), ...more(held.length - MOST_TOLD)].join(
		"; ",
	);
	return [...all.filter((one) => !held.includes(one)), { ...first, text }];
}

function more(count: number): string[] {
	return count > 0 ? [`${count} more likewise`] : [];
}

/** What the program calls it, as far as its name can be one of code; else `otherwise`. */
function nameInCode(resource: ResourceView | undefined, otherwise: string): string {
	const name = resource?.made.name ?? "";
	return /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(name) ? name : otherwise;
}
