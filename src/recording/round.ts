import type { Seconds } from "../runtime/observer.ts";

/** Times are compared, shown and written to the microsecond. */
export const MICROSECOND: Seconds = 1e-6;

/** The nearest whole number of microseconds, in seconds. */
export function toMicroseconds(seconds: Seconds): Seconds {
	return Math.round(seconds * 1e6) / 1e6;
}
