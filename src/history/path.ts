// Why a task is where it is at a time: the chain of waits and runs that led there, one into the other.

import type { Seconds, TaskId } from "../../runtime/events.ts";
import type { SpanNode } from "./span-tree.ts";

/** What a task did last before it came here, and what led to that. Chains share their beginnings; what no task needs any more is let go. */
export interface ChainLink {
	readonly task: TaskId;
	readonly span: SpanNode | null;
	/** As in `STATES`. */
	readonly state: number;
	readonly from: Seconds;
	readonly to: Seconds;
	readonly before: ChainLink | null;
}

/** From the start to the end, stretches of the same body in the same state joined. */
export function unrolled(end: ChainLink | null): ChainLink[] {
	const links: ChainLink[] = [];
	for (let link = end; link; link = link.before) {
		const next = links.at(-1);
		if (next && continues(link, next)) links[links.length - 1] = { ...next, from: link.from };
		else links.push(link);
	}
	return links.reverse();
}

function continues(link: ChainLink, next: ChainLink): boolean {
	return (
		link.task === next.task && link.span === next.span && link.state === next.state && link.to === next.from
	);
}
