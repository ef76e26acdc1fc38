// Moments in plain data, to be compared, and recordings of bare facts.

import type { Moment } from "../../src/history/moment.ts";
import type { End, Fact, Recording } from "../../src/recording/index.ts";
import { Story } from "../facts.ts";

export function recordingOf(facts: readonly Fact[], end: End | null): Recording {
	return { ...new Story().recording(), facts, end };
}

export function told(moment: Moment) {
	return {
		now: moment.now,
		isShuttingDown: moment.isShuttingDown,
		isClosed: moment.isClosed,
		turn: moment.turn,
		ready: [...moment.ready],
		tasks: Array.from(
			moment.tasks(),
			({ made, madeIn: _, previous: _p, next: _n, asked, limits, ...task }) => ({
				...task,
				id: made.task,
				asked: [...asked.keys()],
				limits: Array.from(limits.values(), ({ made: set, when, expired }) => [set.limit, when, expired]),
			}),
		),
		resources: Array.from(moment.resources(), (resource) => ({
			id: resource.id,
			level: resource.level,
			unfinished: resource.unfinished,
			isClosed: resource.isClosed,
			holders: [...resource.holders],
			handed: [...resource.handed],
			waiting: [...resource.waiting()],
		})),
		groups: Array.from(moment.groups(), ({ made, members, abortedAt, bodyEnding }) => ({
			group: made.group,
			members: [...members],
			abortedAt,
			bodyEnding,
		})),
		futures: Array.from(moment.futures(), ({ made }) => made.future),
	};
}
