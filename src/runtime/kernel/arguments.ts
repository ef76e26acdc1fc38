import type { Seconds } from "../observer.ts";
import { ValueError } from "./errors.ts";

/** How a wrong argument is named in an error: also one that has no text of its own. */
export function kindOf(value: unknown): string {
	if (value === null || value === undefined) return String(value);
	if (typeof value === "function") return `function ${value.name || "without a name"}`;
	return typeof value === "object"
		? (value.constructor?.name ?? "an object")
		: `${typeof value} ${String(value)}`;
}

export function checkedCallback(callback: () => void): () => void {
	if (typeof callback !== "function")
		throw new TypeError(`a callback is a function, not ${kindOf(callback)}`);
	return callback;
}

export function checkedTime(seconds: Seconds): Seconds {
	if (typeof seconds !== "number")
		throw new TypeError(`a time is a number of seconds, not ${kindOf(seconds)}`);
	if (Number.isNaN(seconds)) throw new ValueError("Invalid delay: NaN (not a number)");
	return seconds;
}

export function checkedMaxTurns(maxTurns: number): number {
	if (!Number.isInteger(maxTurns) || maxTurns < 1)
		throw new RangeError(`maxTurns is a whole number from 1 on, not ${maxTurns}`);
	return maxTurns;
}
