// The coroutine bodies that main called in turn, merged where the same body was called again under the same label.

import type { Fact, Seconds, SpanId } from "../../recording/index.ts";
import type { History } from "../history.ts";
import type { Span } from "../records.ts";
import type { Reader } from "../replay.ts";
import type { World } from "../world.ts";

/** Enough for any chart; a program that calls more kinds of bodies is shown without the rest. */
const MOST = 1000;

/** The kinds of facts that a walk needs. */
export const SPAN_KINDS = ["span-started", "span-ended"] as const;

export interface SpanNode {
	readonly label: string;
	/** Null: called by the task itself. */
	readonly parent: SpanNode | null;
	readonly children: Map<string, SpanNode>;
	/** Seconds in all its lives. */
	total: Seconds;
	failed: boolean;
	shown: boolean;
}

interface Open {
	/** Null: it is the task's own, or there are too many. */
	readonly node: SpanNode | null;
	readonly from: Seconds;
}

/** Gathers the bodies of main, and for how long each lived. The outermost body is the task itself and has no node. */
export class SpanTree implements Reader {
	readonly kinds = SPAN_KINDS;
	/** How many bodies say something that a reader can't see otherwise: those are marked when all facts are read. */
	telling = 0;
	readonly #history: History;
	readonly #roots = new Map<string, SpanNode>();
	readonly #walk: SpanWalk;
	#count = 0;

	constructor(history: History) {
		this.#history = history;
		this.#walk = new SpanWalk(history, this);
	}

	before(fact: Fact): void {
		const open = this.#walk.endedBy(fact);
		if (!open?.node || fact.kind !== "span-ended") return;
		open.node.total += fact.at - open.from;
		open.node.failed ||= fact.ending.how === "raised";
	}

	after(fact: Fact, _index: number, world: World): void {
		this.#walk.after(fact, world);
	}

	/** The body of that label that `caller` calls, null for the task; where there are too many, the caller. */
	called(caller: SpanNode | null, label: string): SpanNode | null {
		const siblings = caller ? caller.children : this.#roots;
		return siblings.get(label) ?? this.#add(siblings, caller, label);
	}

	/** Bodies that are open still lasted till the end of the run. */
	finish(): void {
		const { elapsed } = this.#history;
		for (const { node, from } of this.#walk.open()) if (node) node.total += elapsed - from;
		const main = this.#history.task(this.#history.main);
		const whole = main === undefined ? 0 : (main.endedAt ?? elapsed) - main.made.at;
		this.telling = chooseAmong(this.#roots, whole);
	}

	#add(siblings: Map<string, SpanNode>, parent: SpanNode | null, label: string): SpanNode | null {
		if (this.#count >= MOST) return parent;
		this.#count += 1;
		const node: SpanNode = {
			label,
			parent,
			children: new Map(),
			total: 0,
			failed: false,
			shown: false,
		};
		siblings.set(label, node);
		return node;
	}
}

/** Follows the bodies of main in a reading, from their beginning to their end. */
export class SpanWalk {
	readonly #history: History;
	readonly #tree: SpanTree;
	readonly #open = new Map<SpanId, Open>();
	#body: SpanId = 0;

	constructor(history: History, tree: SpanTree) {
		this.#history = history;
		this.#tree = tree;
	}

	/** Before a fact is taken in: the body that it ends. Undefined: none that is followed. */
	endedBy(fact: Fact): Open | undefined {
		if (fact.kind !== "span-ended" || fact.task !== this.#history.main) return undefined;
		const open = this.#open.get(fact.span);
		this.#open.delete(fact.span);
		return open;
	}

	/** After a fact was taken in: it may begin a body. */
	after(fact: Fact, world: World): void {
		if (fact.kind !== "span-started" || fact.task !== this.#history.main) return;
		const above = world.task(fact.task)?.span?.above ?? null;
		if (above === null && this.#body === 0) this.#body = fact.span;
		else
			this.#open.set(fact.span, { node: this.#tree.called(this.nodeOf(above), fact.label), from: fact.at });
	}

	/** Null for the task's own body. */
	nodeOf(span: Span | null): SpanNode | null {
		return span && (this.#open.get(span.made.span)?.node ?? null);
	}

	/** Those that have not ended. */
	open(): Iterable<Open> {
		return this.#open.values();
	}
}

/** A body that takes no time, or a lone one that fills its caller from end to end, says nothing new. */
function chooseAmong(nodes: Map<string, SpanNode>, whole: Seconds): number {
	const telling = [...nodes.values()].filter((node) => node.total > 0 || node.failed);
	const lone = telling.length === 1 && telling.every(({ total }) => total >= whole);
	let count = 0;
	for (const node of telling) {
		node.shown = !lone;
		count += (lone ? 0 : 1) + chooseAmong(node.children, node.total);
	}
	return count;
}

/** The innermost body shown that is this one or calls it; null: the task itself. */
export function shownAt(node: SpanNode | null): SpanNode | null {
	let at = node;
	while (at && !at.shown) at = at.parent;
	return at;
}
