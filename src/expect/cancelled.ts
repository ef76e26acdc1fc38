import type { History } from "../history/history.ts";
import type { Seconds } from "../recording/index.ts";
import { duration } from "../text/figures.ts";
import { isBefore } from "./bounds.ts";
import { type Failure, failure } from "./failure.ts";
import { type Life, livesOf, nobody } from "./lives.ts";
import { type Who, whoText } from "./who.ts";

/** Whether all named so were asked to stop and ended cancelled, at most `limit` after the first time that they were asked. */
export function cancelled(history: History, who: Who, limit: Seconds): Failure | null {
	const lives = livesOf(history, who);
	if (lives.length === 0) return nobody(history, who);
	for (const life of lives) {
		const broken = uncancelled(life, limit);
		if (broken === null) continue;
		const at = life.end?.at ?? history.elapsed;
		return failure(
			`${whoText(who)} is cancelled${limitText(limit)}, but ${life.label === who ? "it" : life.label} ${broken}`,
			{
				at,
				who: [life.label],
				place: life.place,
			},
		);
	}
	return null;
}

function limitText(limit: Seconds): string {
	return limit === Number.POSITIVE_INFINITY ? "" : ` within ${duration(limit)}`;
}

/** What became of it instead; null: it was cancelled in time. */
function uncancelled({ asked, end, ending }: Life, limit: Seconds): string | null {
	const since = asked === null ? "" : `, ${duration((end?.at ?? 0) - asked.at)} after it was asked to stop`;
	if (ending === null || end === null)
		return asked === null ? "was never asked to stop, and has not ended" : "has not ended";
	if (ending.how === "returned")
		return `returned at ${duration(end.at)}${since || ": it was never asked to stop"}`;
	if (ending.how === "raised") return `raised ${ending.error.name} at ${duration(end.at)}${since}`;
	if (asked === null || !isBefore(asked.at + limit, end.at)) return null;
	return `was at ${duration(end.at)}${since}`;
}
