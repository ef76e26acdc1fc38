import type { History } from "../history/history.ts";
import { errorSentence } from "../recording/index.ts";
import type { Finding } from "./finding.ts";
import { placeOfTask } from "./place-of-task.ts";
import { futureNamed, standingFutures } from "./standing-futures.ts";

/** Tasks and futures that failed, and whose error nobody asked for; but a future that was never awaited is told of as that. */
export function neverRetrieved(history: History): Finding[] {
	const unawaited = new Set(history.indexed("never-awaited").map(([, { future }]) => future));
	const futures = standingFutures(history);
	return history.indexed("never-retrieved").flatMap(([index, { at, task, error, future }]) => {
		if (future !== undefined && unawaited.has(future)) return [];
		const [madeAt, made] = futures.get(future ?? 0) ?? [];
		const who = history.labelOrNull(task);
		return {
			kind: "never-retrieved" as const,
			index,
			task: who,
			at,
			place: made?.place ?? error.place ?? placeOfTask(history, task),
			source: madeAt === undefined ? { task } : { fact: madeAt },
			text: `${who ?? futureNamed(history, made)} failed, and nobody asked for its error: ${errorSentence(error)}`,
			wayOut: "await it, or look at its exception()",
		};
	});
}
