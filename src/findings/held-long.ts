import type { History } from "../history/history.ts";
import { SpanTree } from "../history/lanes/span-tree.ts";
import { sentenceNames } from "../history/names.ts";
import { type ChainLink, Path } from "../history/path.ts";
import type { Reader } from "../history/replay.ts";
import type { World } from "../history/world.ts";
import {
	type Fact,
	type FactOf,
	laneText,
	type Place,
	type ResourceId,
	type Seconds,
	type TaskId,
	toMicroseconds,
	type Wait,
} from "../recording/index.ts";
import { duration } from "../text/figures.ts";
import type { Finding } from "./finding.ts";
import { placeWords } from "./words.ts";

/** A hold that kept somebody waiting for more than this part of the run. */
const PART = 1 / 2;

/** A lock or a permit that one task held while another waited for it. */
interface Hold {
	readonly resource: ResourceId;
	readonly isPermit: boolean;
	readonly holder: TaskId;
	readonly from: Seconds;
	readonly place: Place | null;
	/** What the holder waited for longest meanwhile, and for how long. */
	longest: { readonly wait: Wait; readonly seconds: Seconds } | null;
}

interface LongWait {
	readonly hold: Hold;
	readonly waiter: TaskId;
	readonly since: Seconds;
	readonly at: Seconds;
	readonly index: number;
	readonly waitIndex: number;
	readonly place: Place | null;
}

/** The long wait for a lock or a permit that decided how long the run took: who held it for how long, and what for. */
export function heldLong(history: History): Finding[] {
	const { outcome, elapsed } = history;
	if (outcome.kind !== "returned" && outcome.kind !== "raised") return [];
	const isHeld = history
		.indexed("resource-created")
		.some(([, { resourceKind }]) => resourceKind === "lock" || resourceKind === "semaphore");
	if (!isHeld || elapsed <= 0) return [];
	const holds = new Holds(elapsed * PART);
	history.replay(holds);
	if (holds.found.length === 0) return [];
	const path = new Path(history, new SpanTree(history));
	history.replay(path);
	const links = path.links();
	return holds.found.filter((one) => isDecisive(one, links, history)).map((one) => told(one, history));
}

/** Whether the path leads from the holder, while the other waited, to that other, which then went on. */
function isDecisive(
	{ hold, waiter, since, at }: LongWait,
	links: readonly ChainLink[],
	{ main, elapsed }: History,
): boolean {
	if (!links.some(({ task, from, to }) => task === hold.holder && from < at && to > since)) return false;
	return (
		(waiter === main && at >= elapsed) ||
		links.some(({ task, from, to }) => task === waiter && from >= at && to > at)
	);
}

function told({ hold, waiter, since, at, index, waitIndex, place }: LongWait, history: History): Finding {
	const names = sentenceNames(history);
	const who = history.label(waiter);
	const { longest } = hold;
	const meanwhile =
		longest === null
			? ""
			: `, ${duration(longest.seconds)} of that waiting for ${laneText(longest.wait, names)}`;
	return {
		kind: "held-long",
		index,
		task: who,
		at: toMicroseconds(at),
		place,
		source: { fact: waitIndex },
		text: `${who} waited ${duration(at - since)} of the run's ${duration(history.elapsed)} for ${hold.isPermit ? "a permit of " : ""}${names.resource(hold.resource)}, which ${history.label(hold.holder)} held from ${duration(hold.from)} to ${duration(at)}${placeWords(hold.place)}${meanwhile}`,
		wayOut: hold.isPermit
			? "hold it for less, or have more permits: do before or after what needs none"
			: "hold it for less: do before or after what needs no lock",
		since: toMicroseconds(since),
	};
}

/** Finds who waited long for a lock or a permit that one other held all that time. */
class Holds implements Reader {
	readonly kinds = ["resource-used", "suspended", "woken"] as const;
	readonly found: LongWait[] = [];
	readonly #least: Seconds;
	/** By task: what it holds. */
	readonly #held = new Map<TaskId, Set<Hold>>();
	/** The last time that one was given back. */
	readonly #ended = new Map<ResourceId, { readonly hold: Hold; readonly at: Seconds }>();
	readonly #waits = new Map<TaskId, { readonly index: number; readonly place: Place | null }>();

	constructor(least: Seconds) {
		this.#least = least;
	}

	before(fact: Fact, index: number, world: World): void {
		if (fact.kind === "resource-used") this.#used(fact, world);
		else if (fact.kind === "suspended" && isForHeld(fact.wait))
			this.#waits.set(fact.task, { index, place: fact.place ?? null });
		else if (fact.kind === "woken") this.#woken(fact, index, world);
	}

	leaving(
		{ id, wait, since, isWaiting }: { id: TaskId; wait: Wait | null; since: Seconds; isWaiting: boolean },
		to: Seconds,
	): void {
		if (!isWaiting || wait === null) return;
		for (const hold of this.#held.get(id) ?? []) {
			const seconds = to - Math.max(since, hold.from);
			if (seconds > (hold.longest?.seconds ?? 0)) hold.longest = { wait, seconds };
		}
	}

	#used({ resource, use, task, at, place }: FactOf<"resource-used">, world: World): void {
		const kind = world.resources.get(resource)?.made.resourceKind;
		if (kind !== "lock" && kind !== "semaphore") return;
		if (use === "acquired") {
			const isPermit = kind === "semaphore";
			const hold: Hold = { resource, isPermit, holder: task, from: at, place: place ?? null, longest: null };
			const held = this.#held.get(task) ?? new Set();
			this.#held.set(task, held.add(hold));
		} else if (use === "released") {
			// What another took may be given back, too: then by the one that has had it longest.
			const [longest = task] = world.resources.get(resource)?.holders.keys() ?? [];
			const own = this.#holdOf(task, resource);
			const hold = own ?? this.#holdOf(longest, resource);
			if (hold === undefined) return;
			this.#held.get(hold.holder)?.delete(hold);
			this.#ended.set(resource, { hold, at });
		}
	}

	#holdOf(task: TaskId, resource: ResourceId): Hold | undefined {
		for (const hold of this.#held.get(task) ?? []) if (hold.resource === resource) return hold;
		return undefined;
	}

	#woken({ task: id, at, cause }: FactOf<"woken">, index: number, world: World): void {
		const task = world.task(id);
		if (cause.kind !== "handed" || task?.wait == null || !isForHeld(task.wait)) return;
		const ended = this.#ended.get(task.wait.resource);
		const wait = this.#waits.get(id);
		if (ended === undefined || wait === undefined || ended.at !== at) return;
		const { hold } = ended;
		const overlap = at - Math.max(hold.from, task.since);
		if (overlap <= this.#least || hold.holder === id) return;
		const { index: waitIndex, place } = wait;
		this.found.push({ hold, waiter: id, since: task.since, at, index, waitIndex, place });
	}
}

function isForHeld(wait: Wait): wait is Extract<Wait, { readonly resource: ResourceId }> {
	return wait.kind === "lock" || wait.kind === "semaphore";
}
