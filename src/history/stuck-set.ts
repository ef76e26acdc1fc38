// The greatest set of tasks in which each waits only for what members of the set alone can bring.

import type { Seconds, TaskId } from "../recording/index.ts";
import {
	ANYBODY,
	isAtResource,
	isTask,
	type Need,
	type Needs,
	type NodeId,
	taskNode,
	taskOf,
} from "./needs.ts";

/** Tasks that are stuck for a reason of their own: they wait for each other, or for what nobody is left to bring. */
export interface Knot {
	/** In order of creation. */
	readonly tasks: readonly TaskId[];
	/** Whether they wait for each other; else nobody is left who could bring what they wait for. */
	readonly isRing: boolean;
	/** Since when nobody is left who could bring what one of them waits for; null: somebody is. */
	readonly lostAt: Seconds | null;
	/** Whether a wait in it is one of those that also somebody has who has just nothing to do. */
	readonly hasIdle: boolean;
	/** Whether no wait in it is any other. */
	readonly isIdle: boolean;
	/** The tasks that are stuck because of these, in order of creation. */
	readonly followers: readonly TaskId[];
}

/** What is stuck at one moment. */
export class StuckSet {
	readonly #needs: Needs;
	readonly #known = new Map<NodeId, Need | null>();
	readonly #stuck = new Set<NodeId>();
	/** By node: those of the stuck that wait for it. Made when it is needed. */
	#waiters: Map<NodeId, NodeId[]> | null = null;

	/** @param start only tasks on which these depend are looked at */
	constructor(needs: Needs, start: Iterable<TaskId>) {
		this.#needs = needs;
		this.#explore(start);
		this.#shrink();
	}

	/** How much was looked at. */
	get size(): number {
		return this.#known.size;
	}

	has(task: TaskId): boolean {
		return this.#stuck.has(taskNode(task));
	}

	/** The knots of it. */
	knots(): Knot[] {
		const parts = components([...this.#stuck], (node) => this.#edges(node));
		const tied = parts.filter((part) => this.#isRing(part) || part.some((node) => this.#isOrphan(node)));
		return tied.map((part) => this.#knotOf(part)).filter((knot) => knot.tasks.length > 0);
	}

	#explore(start: Iterable<TaskId>): void {
		const left = Array.from(start, taskNode);
		for (let node = left.pop(); node !== undefined; node = left.pop()) {
			if (this.#known.has(node)) continue;
			const need = this.#needs.of(node);
			this.#known.set(node, need);
			for (const one of need?.of ?? []) left.push(one);
		}
	}

	/** Leaves out who can go on, and those who can because of that, until nobody is left who can. */
	#shrink(): void {
		const dependents = new Map<NodeId, NodeId[]>();
		const hopes = new Map<NodeId, number>();
		const free: NodeId[] = [];
		for (const [node, need] of this.#known) {
			if (need === null) {
				free.push(node);
				continue;
			}
			this.#stuck.add(node);
			hopes.set(node, need.mode === "every" ? 1 : need.of.length);
			if (need.mode === "some" && need.of.length === 0) free.push(node);
			for (const one of need.of) append(dependents, one, node);
		}
		for (const node of free) this.#stuck.delete(node);
		for (let node = free.pop(); node !== undefined; node = free.pop()) {
			for (const dependent of dependents.get(node) ?? []) {
				const left = (hopes.get(dependent) ?? 0) - 1;
				hopes.set(dependent, left);
				if (left === 0 && this.#stuck.delete(dependent)) free.push(dependent);
			}
		}
	}

	#edges(node: NodeId): NodeId[] {
		return (this.#known.get(node)?.of ?? []).filter((one) => this.#stuck.has(one));
	}

	#isRing(part: readonly NodeId[]): boolean {
		const [only] = part;
		return part.length > 1 || (only !== undefined && this.#edges(only).includes(only));
	}

	/** Whether it waits for what nobody is left to bring. */
	#isOrphan(node: NodeId): boolean {
		return (this.#known.get(node)?.lostAt ?? null) !== null;
	}

	#knotOf(part: readonly NodeId[]): Knot {
		const isAlone = part.includes(ANYBODY);
		const isRing = !isAlone && this.#isRing(part);
		const members = new Set(isRing ? part : [...part, ...this.#whoWaitsAt(part)]);
		const needs = [...members].flatMap((node) => this.#known.get(node) ?? []);
		// A task's need of a resource says nothing of how it waits there: that of the resource does.
		const idle = needs.filter((need) => need.isIdle);
		// Of tasks that were left alone those that await others are as idle as these.
		const others = [...members].filter((node) => this.#waitsOtherwise(node) && !(isAlone && isTask(node)));
		return {
			tasks: tasksOf(members),
			isRing,
			// There is one at most: nothing leads on from what nobody can bring, so that it is in no ring.
			lostAt: needs.find(({ lostAt }) => lostAt !== null)?.lostAt ?? null,
			hasIdle: idle.length > 0,
			isIdle: idle.length > 0 && others.length === 0,
			followers: tasksOf(this.#followersOf(members)),
		};
	}

	/** Whether it stands for a wait of somebody who has something to do. */
	#waitsOtherwise(node: NodeId): boolean {
		const need = this.#known.get(node);
		if (need === null || need === undefined || need.isIdle) return false;
		return !need.of.some(isAtResource);
	}

	#whoWaitsAt(part: readonly NodeId[]): NodeId[] {
		return part.filter(isAtResource).flatMap((node) => this.#waitersOf(node).filter(isTask));
	}

	#waitersOf(node: NodeId): readonly NodeId[] {
		if (this.#waiters === null) {
			this.#waiters = new Map();
			for (const one of this.#stuck)
				for (const needed of this.#edges(one)) append(this.#waiters, needed, one);
		}
		return this.#waiters.get(node) ?? [];
	}

	#followersOf(members: ReadonlySet<NodeId>): Set<NodeId> {
		const followers = new Set<NodeId>();
		const left = [...members];
		for (let node = left.pop(); node !== undefined; node = left.pop()) {
			for (const one of this.#waitersOf(node)) {
				if (members.has(one) || followers.has(one)) continue;
				followers.add(one);
				left.push(one);
			}
		}
		return followers;
	}
}

function append(lists: Map<NodeId, NodeId[]>, key: NodeId, value: NodeId): void {
	const known = lists.get(key);
	if (known === undefined) lists.set(key, [value]);
	else known.push(value);
}

function tasksOf(nodes: Iterable<NodeId>): TaskId[] {
	return Array.from(nodes, taskOf)
		.filter((task) => task !== undefined)
		.sort((a, b) => a - b);
}

interface Visit {
	readonly node: NodeId;
	readonly next: Iterator<NodeId>;
	readonly number: number;
	low: number;
}

/** The strongly connected components of a graph, by Tarjan's algorithm, with a stack of its own. */
function components(nodes: readonly NodeId[], edges: (node: NodeId) => readonly NodeId[]): NodeId[][] {
	const visits = new Map<NodeId, Visit>();
	const open: NodeId[] = [];
	const isOpen = new Set<NodeId>();
	const found: NodeId[][] = [];
	const path: Visit[] = [];
	const enter = (node: NodeId) => {
		const number = visits.size;
		const visit = { node, next: edges(node)[Symbol.iterator](), number, low: number };
		visits.set(node, visit);
		open.push(node);
		isOpen.add(node);
		path.push(visit);
	};
	for (const start of nodes) {
		if (!visits.has(start)) enter(start);
		for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
			const { done, value } = top.next.next();
			if (done !== true) {
				const known = visits.get(value);
				if (known === undefined) enter(value);
				else if (isOpen.has(value)) top.low = Math.min(top.low, known.number);
				continue;
			}
			path.pop();
			const above = path.at(-1);
			if (above !== undefined) above.low = Math.min(above.low, top.low);
			if (top.low !== top.number) continue;
			const part = open.splice(open.lastIndexOf(top.node));
			for (const node of part) isOpen.delete(node);
			found.push(part);
		}
	}
	return found;
}
