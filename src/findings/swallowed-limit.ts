import type { Delivery, LimitStory } from "../history/deliveries.ts";
import type { History } from "../history/history.ts";
import { limitText } from "../history/lanes/why.ts";
import { duration } from "../text/figures.ts";
import type { Finding } from "./finding.ts";
import { firstLine, placeWords } from "./words.ts";

/** Time limits whose time came and which were left as if it had not: somebody caught the CancelledError by which they end their body. */
export function swallowedLimits(history: History): Finding[] {
	return [...history.deliveries.limits.values()].flatMap((limit) => {
		const { left, made } = limit;
		const kept = keptFrom(limit);
		if (left === null || kept === undefined) return [];
		const who = history.label(made.task);
		const catcher = kept.catcher ?? history.label(kept.task);
		const finding: Finding = {
			kind: "swallowed-limit",
			index: left.index,
			task: who,
			at: left.fact.at,
			place: kept.place,
			source: kept.waitIndex === null ? { task: kept.task } : { fact: kept.waitIndex },
			text: `the time ${limitText(made)}${placeWords(made.place ?? null)} raised no TimeoutError, and its body took ${duration(left.fact.at - made.at)}: its CancelledError was swallowed at ${duration(kept.at)} by a catch of ${catcher}${firstLine(kept, ", which went on in ")}`,
			wayOut: "catch what you can deal with, by its class, and throw the CancelledError on",
		};
		return [finding];
	});
}

/** What it delivered and was not passed on; undefined: it was left in time, or did its work. */
function keptFrom({ made, left, deliveries }: LimitStory): Delivery | undefined {
	if (left?.fact.how !== "swallowed") return undefined;
	const own = deliveries.find(({ task }) => task === made.task);
	return own ?? deliveries.find(({ resolution }) => resolution === "swallowed");
}
