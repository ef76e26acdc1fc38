// What a view is to draw or to tell, made by hand: lanes, timelines, variants.

import type {
	ActorLane,
	End,
	Level,
	Link,
	Note,
	ResourceLane,
	Segment,
	State,
	Statistics,
	Strip,
	Timeline,
} from "../../src/history/timeline.ts";
import type { DemoFacts, RunView, VariantView } from "../../src/views/view.ts";

const BASE = { label: "bob", parent: -1, depth: 0, from: 0, to: 10, decides: false, remark: "" } as const;

/** A lane of ten seconds; default: a task that does nothing. */
export function actor(more: Partial<ActorLane> = {}): ActorLane {
	return { ...BASE, kind: "task", lives: [], segments: [], delivered: [], stuck: null, ...more };
}

export function shared(resource: ResourceLane["resource"], more: Partial<ResourceLane> = {}): ResourceLane {
	const plain = { capacity: 0, most: 0, levels: [], overtaken: null } as const;
	return { ...BASE, kind: "resource", resource, label: "it", ...plain, ...more };
}

export function stretch(state: State, from: number, to: number, why = ""): Segment {
	return { state, from, to, why };
}

export function life(from: number, to: number, end: End) {
	return { from, to, end };
}

export function level(from: number, to: number, height: number, holder = ""): Level {
	return { from, to, level: height, holder };
}

export function strip(name: Strip["name"], most: number, ...counts: readonly number[]): Strip {
	return { name, most, counts: Uint32Array.from(counts) };
}

export function note(at: number, who: string, what: string, more: Partial<Note> = {}): Note {
	return { at, who, what, place: null, kind: "swallowed", ...more };
}

export function link(who: string, from: number, to: number, more: Partial<Link> = {}): Link {
	return { who, from, to, goesOn: false, state: "waiting", ties: 0, ...more };
}

const STATISTICS: Statistics = {
	tasks: 0,
	waited: 0,
	busy: 0,
	longestWait: 0,
	longestWaiter: "",
	mostAtOnce: 0,
	mostHeldUp: 0,
	done: 0,
	failed: 0,
	cancelled: 0,
	neverWoke: 0,
	abandoned: 0,
};

export function figures(more: Partial<Statistics>): Statistics {
	return { ...STATISTICS, ...more };
}

/** A run of ten seconds that returned, and in which nothing happened. */
export function timeline(more: Partial<Timeline> = {}): Timeline {
	const { elapsed = 10 } = more;
	return {
		variant: "plain",
		elapsed,
		outcome: { kind: "returned", value: null },
		window: { from: 0, to: elapsed },
		lanes: [],
		hidden: 0,
		strips: [],
		notes: [],
		moreNotes: 0,
		path: [],
		statistics: STATISTICS,
		...more,
	};
}

export function variant(more: Partial<VariantView> = {}): VariantView {
	const texts = { name: "plain", summary: "", work: "", measure: "" };
	return { ...texts, timeline: timeline(), lines: [], findings: [], ...more };
}

/** Variants of a demo of which there is nothing else to say. */
export function runView(variants: readonly VariantView[], demo: Partial<DemoFacts> = {}): RunView {
	const facts = { name: "demo", title: "", section: 0, why: "", next: [] };
	return { demo: { ...facts, ...demo }, sections: 7, variants };
}
