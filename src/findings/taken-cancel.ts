import type { Deliveries, Delivery, LimitStory } from "../history/deliveries.ts";
import type { History } from "../history/history.ts";
import { limitText } from "../history/lanes/why.ts";
import type { Request } from "../history/records.ts";
import { duration } from "../text/figures.ts";
import type { Finding } from "./finding.ts";
import { placeWords } from "./words.ts";

/** Requests to stop that a time limit took for its own: they had been made before it was set, and came with its cancellation. */
export function takenCancels(history: History): Finding[] {
	const deliveries = history.deliveries;
	const found: Finding[] = [];
	for (const limit of deliveries.limits.values()) {
		const [taken] = limit.taken === null ? [] : takenBy(limit, limit.taken, deliveries);
		if (taken === undefined || limit.left === null) continue;
		const { made, left } = limit;
		const who = history.label(made.task);
		const asker = taken.by === made.task ? "it" : (history.labelOrNull(taken.by) ?? "a callback");
		found.push({
			kind: "taken-cancel",
			index: left.index,
			task: who,
			at: left.fact.at,
			place: made.place ?? null,
			source: { fact: limit.index },
			text: `${who} never saw the request to stop that ${asker} had made at ${duration(taken.at)}${placeWords(taken.place)}: the time ${limitText(made)} took it for its own, and made a TimeoutError of it`,
			wayOut:
				"let a request arrive before a limit begins: await something first, or look at currentTask().cancelling()",
		});
	}
	return found;
}

function takenBy(limit: LimitStory, { requests }: Delivery, { requested }: Deliveries): Request[] {
	return requests.filter(
		({ request, origin }) =>
			!(origin.kind === "limit" && origin.limit === limit.made.limit) &&
			(requested.get(request) ?? Number.POSITIVE_INFINITY) < limit.index,
	);
}
