import type { History } from "../history/history.ts";
import { count, duration } from "../text/figures.ts";
import { listed } from "../text/words.ts";
import { type Failure, failure } from "./failure.ts";
import { isNamed, type Who, whoText } from "./who.ts";

/** How high the level of a resource has to get, and how high it may: permits in use, items in a queue, 1 for a lock that is held. */
export interface Levels {
	readonly atMost?: number;
	readonly atLeast?: number;
}

/** Whether the level of each resource of that name stays within `atMost`, and that of one of them reaches `atLeast`. */
export function levels(history: History, resource: Who, { atMost, atLeast }: Levels): Failure | null {
	const reached = { is: false, there: false, most: 0 };
	const known = new Set<string>();
	let broken: Failure | null = null;
	history.replay({
		kinds: ["resource-created", "resource-used"],
		after: (fact, _index, { resources }) => {
			if (fact.kind !== "resource-created" && fact.kind !== "resource-used") return;
			const one = resources.get(fact.resource);
			if (one === undefined) return;
			const { name } = one.made;
			known.add(name);
			if (!isNamed(resource, [name])) return;
			reached.there = true;
			reached.most = Math.max(reached.most, one.level);
			if (atMost === undefined || one.level <= atMost || broken !== null) return;
			const text = `the level of ${name} is at most ${count(atMost)}, but at ${duration(fact.at)} it was ${count(one.level)}`;
			broken = failure(text, { at: fact.at, who: [history.label(fact.task)], place: fact.place ?? null });
		},
	});
	if (!reached.there) {
		const there = known.size === 0 ? "nothing" : listed([...known]);
		return failure(`no lock, semaphore or queue is called ${whoText(resource)}; there was ${there}`);
	}
	if (broken !== null || atLeast === undefined || reached.most >= atLeast) return broken;
	const text = `the level of ${whoText(resource)} gets to ${count(atLeast)}, but it never was more than ${count(reached.most)}`;
	return failure(text);
}
