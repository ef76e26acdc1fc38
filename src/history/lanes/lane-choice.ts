import type { LaneChoice } from "../timeline.ts";

/** Reads `40`, `all`, `failed` or `slowest:5`; null for anything else. */
export function parseLaneChoice(text: string): LaneChoice | null {
	if (text === "all" || text === "failed") return text;
	const [, slowest, number] = /^(slowest:)?(\d{1,9})$/.exec(text) ?? [];
	if (number === undefined) return null;
	return slowest === undefined ? Number(number) : { slowest: Number(number) };
}
