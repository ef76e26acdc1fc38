// The lines before a label that show whose it is.

import type { Lane } from "../../history/timeline.ts";
import type { Glyphs } from "../../text/glyphs.ts";

/** Deeper trees than this are shown from the inside only. */
const DEEPEST = 6;

/** For each lane its prefix, in the order of the lanes. */
export function prefixesOf(lanes: readonly Lane[], glyphs: Glyphs): string[] {
	const last = lastOnes(lanes);
	const stems: string[] = [];
	return lanes.map((lane, index) => {
		const above = lane.parent === -1 ? "" : (stems[lane.parent] ?? "");
		if (lane.parent === -1) {
			stems[index] = "";
			return "";
		}
		const { fork, last: corner, through, none } = glyphs.tree;
		stems[index] = deepest(above + (last[index] ? none : through), glyphs);
		return deepest(above + (last[index] ? corner : fork), glyphs);
	});
}

function deepest(prefix: string, glyphs: Glyphs): string {
	return prefix.slice(-DEEPEST * glyphs.tree.fork.length);
}

/** Whether each lane is the last of its siblings. */
function lastOnes(lanes: readonly Lane[]): boolean[] {
	const followed = new Set<number>();
	const last = lanes.map(() => false);
	for (let index = lanes.length - 1; index >= 0; index--) {
		const parent = lanes[index]?.parent ?? -1;
		last[index] = !followed.has(parent);
		followed.add(parent);
	}
	return last;
}
