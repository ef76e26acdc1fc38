import type { Ending, Seconds, Wait } from "../runtime/observer.ts";
import type { Fact } from "./facts.ts";
import { plainValue } from "./plain-value.ts";
import { toMicroseconds } from "./round.ts";

/** The fact as JSON can carry it: times to the microsecond, and of what was returned what has a form in JSON. */
export function plainFact(fact: Fact): Fact {
	const at = toMicroseconds(fact.at);
	switch (fact.kind) {
		case "task-ended":
		case "span-ended":
		case "group-body-ended":
		case "future-ended":
			return { ...fact, at, ending: plainEnding(fact.ending) };
		case "suspended":
			return { ...fact, at, wait: plainWait(fact.wait) };
		case "limit-set":
			return { ...fact, at, seconds: rounded(fact.seconds), when: rounded(fact.when) };
		case "limit-rescheduled":
			return { ...fact, at, when: rounded(fact.when) };
		case "blocked":
			return { ...fact, at, seconds: finite(toMicroseconds(fact.seconds)) };
		case "resource-created":
			return { ...fact, at, capacity: finite(fact.capacity) };
		default:
			return { ...fact, at };
	}
}

function plainEnding(ending: Ending): Ending {
	return ending.how === "returned" ? { how: "returned", value: plainValue(ending.value) } : ending;
}

function plainWait(wait: Wait): Wait {
	if (wait.kind === "sleep") return { ...wait, until: finite(toMicroseconds(wait.until)) };
	return wait.kind === "tasks" ? { ...wait, deadline: rounded(wait.deadline) } : wait;
}

function rounded(seconds: Seconds | null): Seconds | null {
	return seconds === null ? null : finite(toMicroseconds(seconds));
}

/** JSON has no infinity: the greatest number stands for it. */
function finite(number: number): number {
	return Math.min(Math.max(number, -Number.MAX_VALUE), Number.MAX_VALUE);
}
