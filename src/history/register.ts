import type { Fact, Facts, FutureId, GroupId, TaskId } from "../recording/index.ts";
import { Deliveries } from "./deliveries.ts";
import { INDEXED, KindIndex } from "./kind-index.ts";
import { type Line, lineOf } from "./lines.ts";
import type { Group, StandIn } from "./records.ts";
import type { Reader } from "./replay.ts";
import { Rows } from "./rows.ts";

/** Keeps what the world forgets when it ends, and where in the recording things are. */
export class Register {
	readonly rows: Rows;
	readonly indexes = new KindIndex();
	readonly lines: Line[] = [];
	readonly groups = new Map<GroupId, Group>();
	readonly futures = new Map<FutureId, StandIn>();
	readonly deliveries = new Deliveries(this.groups, (index) => this.#lastWait(index));
	/** The facts with which tasks that waited for others gave that up, since their time had come. */
	readonly gaveUp: number[] = [];
	/** The facts that say who holds what. */
	readonly holding: number[] = [];
	/** How many facts there are up to the end of main, that one included; 0: it has not ended. */
	mainEnd = 0;
	readonly #facts: Facts;
	readonly #main: () => TaskId;

	/** Who reads for it. */
	readonly readers: readonly Reader[] = [
		{ kinds: INDEXED, before: (fact, index) => this.indexes.add(fact, index) },
		{
			kinds: ["printed"],
			before: (fact, _index, world) => {
				if (fact.kind === "printed") this.lines.push(lineOf(fact, world));
			},
		},
		{
			kinds: ["group-entered", "future-made"],
			after: (fact: Fact, _index, { groups, futures }) => {
				if (fact.kind === "group-entered") keep(this.groups, fact.group, groups);
				else if (fact.kind === "future-made") keep(this.futures, fact.future, futures);
			},
		},
		{
			kinds: ["woken"],
			before: (fact, index, world) => {
				if (fact.kind !== "woken" || fact.cause.kind !== "timer") return;
				if (world.task(fact.task)?.wait?.kind === "tasks") this.gaveUp.push(index);
			},
		},
		{
			kinds: ["resource-created", "resource-used"],
			before: (fact, index) => {
				if (tellsHolder(fact)) this.holding.push(index);
			},
		},
		{
			kinds: ["task-ended"],
			before: (fact, index) => {
				if (this.mainEnd === 0 && fact.task === this.#main()) this.mainEnd = index + 1;
			},
		},
		this.deliveries,
	];

	constructor(facts: Facts, main: () => TaskId) {
		this.#facts = facts;
		this.#main = main;
		this.rows = new Rows(facts);
	}

	/** The number of the fact before that one which tells of the last wait of the same task; null: it has never waited. */
	#lastWait(index: number): number | null {
		for (let row = this.rows.previous(index); row >= 0; row = this.rows.previous(row))
			if (this.#facts.at(row)?.kind === "suspended") return row;
		return null;
	}
}

function keep<K, V>(all: Map<K, V>, id: K, from: ReadonlyMap<K, V>): void {
	const one = from.get(id);
	if (one !== undefined) all.set(id, one);
}

function tellsHolder(fact: Fact): boolean {
	if (fact.kind === "resource-created") return true;
	if (fact.kind !== "resource-used") return false;
	const { use } = fact;
	return use === "acquired" || use === "released" || use === "handed" || use === "put-back";
}
