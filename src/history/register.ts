import type { Fact, FutureId, GroupId } from "../recording/index.ts";
import { INDEXED, KindIndex } from "./kind-index.ts";
import { type Line, lineOf } from "./lines.ts";
import type { Group, StandIn } from "./records.ts";
import type { Reader } from "./replay.ts";
import { Rows } from "./rows.ts";

/** Keeps what the world forgets when it ends, and where in the recording things are. */
export class Register {
	readonly rows = new Rows();
	readonly indexes = new KindIndex();
	readonly lines: Line[] = [];
	readonly groups = new Map<GroupId, Group>();
	readonly futures = new Map<FutureId, StandIn>();

	/** Who reads for it. */
	readonly readers: readonly Reader[] = [
		{ before: (fact, index) => this.rows.add(fact, index) },
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
	];
}

function keep<K, V>(all: Map<K, V>, id: K, from: ReadonlyMap<K, V>): void {
	const one = from.get(id);
	if (one !== undefined) all.set(id, one);
}
