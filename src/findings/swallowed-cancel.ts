import type { Delivery } from "../history/deliveries.ts";
import type { History } from "../history/history.ts";
import { toMicroseconds } from "../recording/index.ts";
import { duration } from "../text/figures.ts";
import type { Finding } from "./finding.ts";
import { firstLine } from "./words.ts";

/**
 * Tasks that a request to stop had reached, and that went on: they returned, ended the body of the group that had asked them, or were
 * still at it when the run was cut off. Those that a time limit asked are told of with the limit.
 */
export function swallowedCancels(history: History): Finding[] {
	const deliveries = history.deliveries;
	return deliveries.all.flatMap((one) => {
		if (one.resolution === "swallowed-group") return [swallowedGroup(one, history)];
		if (one.resolution === "swallowed") {
			const { origin } = one.request;
			const isLimits =
				origin.kind === "limit" && deliveries.limits.get(origin.limit)?.left?.fact.how === "swallowed";
			return isLimits ? [] : [swallowed(one, history)];
		}
		return isUnheard(one, history) ? [unheard(one, history)] : [];
	});
}

function swallowed(one: Delivery, history: History): Finding {
	const who = history.label(one.task);
	return {
		...placed(one),
		kind: "swallowed-cancel",
		index: one.resolvedIndex,
		task: who,
		at: one.resolvedAt ?? one.at,
		text: `${who} was cancelled${messageOf(one)}, caught the CancelledError${inBody(one, who)}${laterOf(one)}, ${firstLine(one, "went on in ", ", ")}and ended as if nothing had happened`,
		wayOut: "clean up, then throw the CancelledError on",
	};
}

function swallowedGroup(one: Delivery, history: History): Finding {
	const who = history.label(one.task);
	const by = history.labelOrNull(one.request.by);
	const cause = by === null ? "" : `, since ${by} had failed`;
	const end = one.resolvedAt ?? one.at;
	return {
		...placed(one),
		kind: "swallowed-cancel",
		index: one.resolvedIndex,
		task: who,
		at: end,
		text: `${who} went on for ${duration(end - one.at)} in the body of its group, which had asked it to stop at ${duration(one.at)}${cause}: it caught the CancelledError${inBody(one, who)}${firstLine(one, " and went on in ")}`,
		wayOut:
			"in the body of a group catch what you can deal with, by its class, and throw the CancelledError on",
	};
}

function unheard(one: Delivery, history: History): Finding {
	const who = history.label(one.task);
	const at = history.elapsed;
	return {
		...placed(one),
		kind: "swallowed-cancel",
		index: history.length,
		task: who,
		at,
		text: `${who} was told to stop at ${duration(one.at)}${messageOf(one)}, caught the CancelledError${inBody(one, who)}, and has gone on for ${duration(at - one.at)} since${firstLine(one, ", first in ")}`,
		wayOut: "clean up, then throw the CancelledError on",
	};
}

/** Of a run that was cut off: whether the task, told to stop for the last time, has waited for something new since. */
function isUnheard(one: Delivery, history: History): boolean {
	const { kind } = history.outcome;
	if (kind !== "stopped" && kind !== "running" && kind !== "livelock") return false;
	const task = history.task(one.task);
	return (
		one.resolution === null &&
		one.next !== null &&
		task !== undefined &&
		task.state !== "ended" &&
		task.since > one.at
	);
}

function placed({ place, waitIndex, task }: Delivery): Pick<Finding, "place" | "source"> {
	return { place, source: waitIndex === null ? { task } : { fact: waitIndex } };
}

/** ` in fetch`: in which coroutine, where that is not the task's own */
function inBody({ catcher }: Delivery, who: string): string {
	return catcher === null || catcher === who ? "" : ` in ${catcher}`;
}

/** When it was delivered, where the end came later. */
function laterOf({ at, resolvedAt }: Delivery): string {
	return resolvedAt === null || toMicroseconds(resolvedAt - at) === 0 ? "" : ` at ${duration(at)}`;
}

/** `: shutting down` */
function messageOf({ request: { message } }: Delivery): string {
	return message === null || message === "" ? "" : ` ("${message}")`;
}
