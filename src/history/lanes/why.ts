// What a lane says of a wait.

import {
	type FactOf,
	laneText,
	type Names,
	type TaskId,
	toMicroseconds,
	type Wait,
} from "../../recording/index.ts";
import type { Task } from "../task.ts";
import type { World } from "../world.ts";

/** So many holders are named. */
const MOST_NAMED = 3;

/** What is waited for: `a timer`, `pen (held by bob)`, `gather of 3`. */
export function whyOf(wait: Wait, names: Names, world: World): string {
	return laneText(wait, names) + heldBy(holdersOf(wait, world), names);
}

/** Why it never woke, short. */
export function remarkOf({ id, wait }: Readonly<Task>, names: Names, world: World): string {
	if (!wait || !("resource" in wait)) return "never woke";
	const wants = wait.kind === "join" ? "waits for" : "wants";
	const what =
		wait.kind === "get" || wait.kind === "put" ? laneText(wait, names) : names.resource(wait.resource);
	return `${wants} ${what}${holdersOf(wait, world).includes(id) ? ", and holds it" : ""}`;
}

function holdersOf(wait: Wait, world: World): TaskId[] {
	if (wait.kind !== "lock" && wait.kind !== "semaphore") return [];
	return [...(world.resources.get(wait.resource)?.holders.keys() ?? [])];
}

function heldBy(holders: readonly TaskId[], names: Names): string {
	if (holders.length === 0) return "";
	if (holders.length > MOST_NAMED) return ` (held by ${holders.length} tasks)`;
	return ` (held by ${holders.map((id) => names.task(id)).join(", ")})`;
}

/** `limit of 2 s`, `limit at 5 s` */
export function limitText({ seconds, when }: FactOf<"limit-set">): string {
	if (seconds !== null) return `limit of ${toMicroseconds(seconds)} s`;
	return when === null ? "limit" : `limit at ${toMicroseconds(when)} s`;
}
