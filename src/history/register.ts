import type { Fact, FutureId, GroupId, TaskId } from "../recording/index.ts";
import { KindIndex } from "./kind-index.ts";
import { type Line, lineOf } from "./lines.ts";
import type { Group, StandIn } from "./records.ts";
import type { Reader } from "./replay.ts";
import { Rows } from "./rows.ts";
import type { Task } from "./task.ts";
import type { World } from "./world.ts";

/** Keeps what the world forgets when it ends, and where in the recording things are. */
export class Register implements Reader {
	readonly rows = new Rows();
	readonly indexes = new KindIndex();
	readonly lines: Line[] = [];
	readonly tasks = new Map<TaskId, Task>();
	readonly groups = new Map<GroupId, Group>();
	readonly futures = new Map<FutureId, StandIn>();

	before(fact: Fact, index: number, world: World): void {
		this.rows.add(fact, index);
		this.indexes.add(fact, index);
		if (fact.kind === "printed") this.lines.push(lineOf(fact, world));
	}

	after(fact: Fact, _index: number, world: World): void {
		if (fact.kind === "task-created") {
			const task = world.task(fact.task);
			if (task !== undefined && !this.tasks.has(task.id)) this.tasks.set(task.id, task);
		} else if (fact.kind === "group-entered") keep(this.groups, fact.group, world.groups);
		else if (fact.kind === "future-made") keep(this.futures, fact.future, world.futures);
	}
}

function keep<K, V>(all: Map<K, V>, id: K, from: ReadonlyMap<K, V>): void {
	const one = from.get(id);
	if (one !== undefined) all.set(id, one);
}
