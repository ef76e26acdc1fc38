// A moment in plain data, to be compared.

import type { Moment } from "../../src/history/index.ts";

export function told(moment: Moment) {
	return {
		now: moment.now,
		turn: moment.turn,
		ready: [...moment.ready],
		tasks: Array.from(moment.tasks(), ({ made, madeIn: _, asked, limits, ...task }) => ({
			...task,
			id: made.task,
			asked: [...asked.keys()],
			limits: Array.from(limits.values(), ({ made: set, when, expired }) => [set.limit, when, expired]),
		})),
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
