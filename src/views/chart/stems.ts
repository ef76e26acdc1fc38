// The lines of the tree before the labels: whose each lane is.

import type { Lane } from "../../history/timeline.ts";
import type { Glyphs } from "../../text/glyphs.ts";
import { textWidth } from "../../text/width.ts";

/** What a tree is drawn with, the same in all charts of a run. */
export interface Stems {
	/** One level above, which goes on or has ended. */
	readonly through: string;
	readonly none: string;
	/** Right before a label. */
	readonly fork: string;
	readonly last: string;
	/** Before the label of a lane that lies deeper than there is room for: it hangs below the deepest level shown. */
	readonly deeper: string;
	/** How many levels are shown. */
	readonly levels: number;
}

/** How a tree of this depth is drawn in so many columns: a level is narrower where that is needed, and the deepest hang below one that is shown. */
export function stemsFor(deepest: number, room: number, { tree, ellipsis }: Glyphs): Stems {
	const deeper = `${ellipsis} `;
	const wide = { ...tree, deeper, levels: deepest };
	if (deepest * tree.fork.length <= room) return wide;
	const narrow = { ...wide, through: tree.through.slice(0, 1), none: tree.none.slice(0, 1) };
	if (deepest - 1 + tree.fork.length <= room) return narrow;
	return { ...narrow, levels: Math.max(0, room - Math.max(textWidth(deeper), tree.fork.length - 1)) };
}

/** For each lane what stands before its label, in the order of the lanes. */
export function prefixesOf(lanes: readonly Lane[], stems: Stems): string[] {
	const last = lastOnes(lanes);
	const depths = depthsOf(lanes);
	const below: string[] = [];
	return lanes.map(({ parent }, index) => {
		const above = below[parent] ?? "";
		below[index] = above;
		if (parent === -1) return "";
		if ((depths[index] ?? 0) > stems.levels) return above + stems.deeper;
		below[index] = above + (last[index] ? stems.none : stems.through);
		return above + (last[index] ? stems.last : stems.fork);
	});
}

/** How many levels lie below the top. */
export function deepestOf(lanes: readonly Lane[]): number {
	return depthsOf(lanes).reduce((most, depth) => Math.max(most, depth), 0);
}

/** By the lanes that are there: of a lane's ancestors some may be left out. */
function depthsOf(lanes: readonly Lane[]): number[] {
	const depths: number[] = [];
	for (const { parent } of lanes) depths.push(parent === -1 ? 0 : (depths[parent] ?? 0) + 1);
	return depths;
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
