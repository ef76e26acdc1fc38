import { parseLaneChoice } from "../history/lanes/lane-choice.ts";
import type { LaneChoice, TimelineOptions } from "../history/timeline.ts";
import { UsageError } from "./errors.ts";
import { quoted } from "./option-values.ts";

/** The options that say which part of a run is drawn. */
export interface WindowOptions {
	readonly lanes?: string;
	readonly from?: number;
	readonly to?: number;
}

/** The part of a run to draw. @throws {UsageError} if there is no such part */
export function windowOf({ lanes, from, to }: WindowOptions): TimelineOptions {
	if (from !== undefined && to !== undefined && from >= to) {
		throw new UsageError(`--from ${from} must be before --to ${to}`);
	}
	return { lanes: lanes === undefined ? undefined : laneChoice(lanes), from, to };
}

function laneChoice(text: string): LaneChoice {
	const choice = parseLaneChoice(text);
	if (choice === null) {
		throw new UsageError(`--lanes wants a number, all, failed, or slowest:NUMBER, not ${quoted(text)}`);
	}
	return choice;
}
