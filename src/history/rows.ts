// Which facts are about which task: a few bytes a fact, so that a few tasks can be read again without all the others.

import type { Fact, TaskId } from "../recording/index.ts";

const NONE = -1;

export class Rows {
	/** By fact: the fact before it that is about the same task. */
	#before = new Int32Array(1024);
	/** By task: its last fact. */
	readonly #last = new Map<TaskId, number>();
	/** The facts that say who holds what. */
	#holding = new Int32Array(64);
	#holdings = 0;

	add(fact: Fact, index: number): void {
		if (index >= this.#before.length) this.#before = wider(this.#before);
		this.#before[index] = this.#last.get(fact.task) ?? NONE;
		this.#last.set(fact.task, index);
		if (!tellsHolder(fact)) return;
		if (this.#holdings === this.#holding.length) this.#holding = wider(this.#holding);
		this.#holding[this.#holdings] = index;
		this.#holdings += 1;
	}

	/** Numbers of the facts about `tasks`, and of those that say who holds what, in order. */
	of(tasks: Iterable<TaskId>): Int32Array {
		const rows = Array.from(this.#holding.subarray(0, this.#holdings));
		for (const task of tasks) {
			for (let row = this.#last.get(task) ?? NONE; row !== NONE; row = this.#before[row] ?? NONE)
				rows.push(row);
		}
		const sorted = Int32Array.from(rows).sort();
		return sorted.filter((row, place) => row !== sorted[place - 1]);
	}
}

function tellsHolder(fact: Fact): boolean {
	if (fact.kind === "resource-created") return true;
	if (fact.kind !== "resource-used") return false;
	const { use } = fact;
	return use === "acquired" || use === "released" || use === "handed" || use === "put-back";
}

function wider(array: Int32Array): Int32Array<ArrayBuffer> {
	const wide = new Int32Array(array.length * 2);
	wide.set(array);
	return wide;
}
