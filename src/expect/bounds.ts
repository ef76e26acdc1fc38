import { MICROSECOND, type Seconds, toMicroseconds } from "../recording/index.ts";
import { duration } from "../text/figures.ts";

/** Bounds of a time in seconds, the bounds included. Times are told to the microsecond, so that much is let through. */
export interface Bounds {
	readonly atLeast?: Seconds | undefined;
	readonly atMost?: Seconds | undefined;
	/** Within a twentieth of it, and at least a millisecond. */
	readonly about?: Seconds | undefined;
}

/** How much nearer than `about` nobody is held to. */
const ABOUT_PART = 1 / 20;
const ABOUT_LEAST = 0.001;

/** How `seconds` breaks the bounds, in words: `at most 2.00 s`; null: it does not. */
export function brokenBound(seconds: Seconds, { atLeast, atMost, about }: Bounds): string | null {
	if (atLeast !== undefined && seconds < atLeast - MICROSECOND) return `at least ${duration(atLeast)}`;
	if (atMost !== undefined && seconds > atMost + MICROSECOND) return `at most ${duration(atMost)}`;
	if (about !== undefined && Math.abs(seconds - about) > Math.max(about * ABOUT_PART, ABOUT_LEAST))
		return `about ${duration(about)}`;
	return null;
}

/** All of them in words: `at least 1.00 s and at most 2.00 s`. */
export function boundsText({ atLeast, atMost, about }: Bounds): string {
	const parts = [
		atLeast === undefined ? null : `at least ${duration(atLeast)}`,
		atMost === undefined ? null : `at most ${duration(atMost)}`,
		about === undefined ? null : `about ${duration(about)}`,
	];
	return parts.filter((part) => part !== null).join(" and ");
}

/** @throws {RangeError} of a bound that no time can have, and of none at all */
export function checkedBounds(bounds: Bounds): Bounds {
	const given = [bounds.atLeast, bounds.atMost, bounds.about].filter((bound) => bound !== undefined);
	if (given.length === 0) throw new RangeError("say atMost, atLeast or about, in seconds");
	for (const seconds of given) checkedSeconds(seconds);
	return bounds;
}

/** @throws {RangeError} of what is no time */
export function checkedSeconds(seconds: Seconds): Seconds {
	if (typeof seconds !== "number" || Number.isNaN(seconds) || seconds < 0)
		throw new RangeError(`seconds are a number of 0 or more, not ${String(seconds)}`);
	return seconds;
}

/** @throws {RangeError} of what counts nothing */
export function checkedCount(count: number): number {
	if (!Number.isSafeInteger(count) || count < 0)
		throw new RangeError(`a count is a whole number of 0 or more, not ${String(count)}`);
	return count;
}

/** Whether `a` is before `b` by more than two times that are told to the microsecond can be apart by rounding. */
export function isBefore(a: Seconds, b: Seconds): boolean {
	return toMicroseconds(b) - toMicroseconds(a) > MICROSECOND / 2;
}
