// Which facts are about which task: a few bytes a fact, so that a few tasks can be read again without all the others.

import type { Facts, TaskId } from "../recording/index.ts";

/** What {@link Rows} gives as the number of a fact that there is not. */
const NONE = -1;

/** It is made when it is first asked, as far as it is asked for: many a run is shown without. */
export class Rows {
	readonly #facts: Facts;
	/** How many facts it knows. */
	#length = 0;
	/** By fact: the fact before it that is about the same task. */
	#before = new Int32Array(1024);
	/** By task: its last fact and one more, 0 for none. Numbers beyond that of the facts are in a map: a number is no reason for room. */
	#last = new Int32Array(1024);
	readonly #lastOfOthers = new Map<TaskId, number>();

	constructor(facts: Facts) {
		this.#facts = facts;
	}

	/** The number of the fact before that one which is about the same task; -1: it is the first. */
	previous(index: number): number {
		this.#readTo(Math.min(index + 1, this.#facts.length));
		return this.#before[index] ?? NONE;
	}

	/** Numbers of the facts about `task` among the first `length`, in order. */
	about(task: TaskId, length: number): Int32Array {
		this.#readTo(length);
		const rows: number[] = [];
		this.#each([task], (row) => rows.push(row));
		return Int32Array.from(rows).reverse();
	}

	/** Numbers of the facts about `tasks` among the first `length`, and of `others`, which are in order; all in order. */
	of(tasks: Iterable<TaskId>, length: number, others: readonly number[]): Int32Array {
		this.#readTo(length);
		const all = [...tasks];
		let count = 0;
		this.#each(all, () => {
			count += 1;
		});
		// One task alone may have millions: a list of them that grows would take many times the room.
		const rows = new Int32Array(count);
		this.#each(all, (row) => {
			count -= 1;
			rows[count] = row;
		});
		return merged(rows.sort(), others);
	}

	#readTo(length: number): void {
		if (length > this.#before.length) this.#before = wider(this.#before, length);
		for (; this.#length < length; this.#length += 1) {
			const fact = this.#facts.at(this.#length);
			if (fact !== undefined) this.#before[this.#length] = this.#exchange(fact.task, this.#length);
		}
	}

	#each(tasks: readonly TaskId[], take: (row: number) => void): void {
		for (const task of tasks)
			for (let row = this.#lastOf(task); row !== NONE; row = this.#before[row] ?? NONE) take(row);
	}

	#lastOf(task: TaskId): number {
		return (this.#last[task] ?? this.#lastOfOthers.get(task) ?? 0) - 1;
	}

	/** The fact that was its last before this one. */
	#exchange(task: TaskId, index: number): number {
		const before = this.#lastOf(task);
		if (task >= this.#last.length && task <= index + 1) {
			this.#last = wider(this.#last);
			for (const [id, last] of this.#lastOfOthers) {
				if (id >= this.#last.length) continue;
				this.#last[id] = last;
				this.#lastOfOthers.delete(id);
			}
		}
		if (task < this.#last.length) this.#last[task] = index + 1;
		else this.#lastOfOthers.set(task, index + 1);
		return before;
	}
}

/** Both in one, ascending; what is in both is there once. */
function merged(a: Int32Array, b: readonly number[]): Int32Array {
	const all = new Int32Array(a.length + b.length);
	let [i, j, count] = [0, 0, 0];
	while (i < a.length || j < b.length) {
		const [left = Number.POSITIVE_INFINITY, right = Number.POSITIVE_INFINITY] = [a[i], b[j]];
		if (left <= right) i += 1;
		if (right <= left) j += 1;
		all[count] = Math.min(left, right);
		count += 1;
	}
	return all.subarray(0, count);
}

function wider(array: Int32Array, least = 0): Int32Array<ArrayBuffer> {
	const wide = new Int32Array(Math.max(array.length * 2, least));
	wide.set(array);
	return wide;
}
