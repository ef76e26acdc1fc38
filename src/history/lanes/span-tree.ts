// The coroutine bodies that main called in turn, merged where the same body was called again under the same label.

import type { Fact, Seconds, SpanId, TaskId } from "../../recording/index.ts";
import type { History } from "../history.ts";
import type { Span } from "../records.ts";
import type { Reader } from "../replay.ts";
import type { World } from "../world.ts";

/** Enough for any chart; a program that calls more kinds of bodies is shown without the rest. */
const MOST = 1000;

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
	readonly node: SpanNode | null;
	readonly from: Seconds;
}

/** Follows the bodies of main. The outermost body is the task itself and has no node. */
export class SpanTree implements Reader {
	readonly kinds = ["span-started", "span-ended"] as const;
	readonly roots = new Map<string, SpanNode>();
	readonly #main: TaskId;
	readonly #open = new Map<SpanId, Open>();
	#count = 0;
	#body: SpanId = 0;

	constructor({ main }: History) {
		this.#main = main;
	}

	before(fact: Fact): void {
		if (fact.kind !== "span-ended" || fact.task !== this.#main) return;
		const open = this.#open.get(fact.span);
		this.#open.delete(fact.span);
		if (!open?.node) return;
		open.node.total += fact.at - open.from;
		open.node.failed ||= fact.ending.how === "raised";
	}

	after(fact: Fact, _index: number, world: World): void {
		if (fact.kind !== "span-started" || fact.task !== this.#main) return;
		const above = world.task(fact.task)?.span?.above ?? null;
		if (above === null && this.#body === 0) {
			this.#body = fact.span;
			return;
		}
		const caller = this.nodeOf(above);
		const siblings = caller ? caller.children : this.roots;
		const node = siblings.get(fact.label) ?? this.#add(siblings, caller, fact.label);
		this.#open.set(fact.span, { node, from: fact.at });
	}

	/** Forgets what is open, for a second reading; the nodes stay. */
	rewind(): void {
		this.#open.clear();
		this.#body = 0;
	}

	/** Null for the task's own body. */
	nodeOf(span: Span | null): SpanNode | null {
		return span && (this.#open.get(span.made.span)?.node ?? null);
	}

	/** Marks the bodies that say something a reader can't see otherwise, and counts them. `to`: bodies still open lasted till then. */
	choose(whole: Seconds, to: Seconds): number {
		for (const open of this.#open.values()) if (open.node) open.node.total += to - open.from;
		return chooseAmong(this.roots, whole);
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

/** A body that takes no time, or a lone one that fills its caller from end to end, says nothing new. */
function chooseAmong(nodes: Map<string, SpanNode>, whole: Seconds): number {
	const telling = [...nodes.values()].filter((node) => node.total > 0 || node.failed);
	const lone = telling.length === 1 && (telling[0]?.total ?? 0) >= whole;
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
