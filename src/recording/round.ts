import type { Seconds } from "../runtime/observer.ts";

/** Times are compared, shown and written to the microsecond. */
export const MICROSECOND: Seconds = 1e-6;

/** From here on a second has no microseconds: numbers are too far apart. */
const COARSE: Seconds = 2 ** 33;

/** The nearest whole number of microseconds, in seconds. */
export function toMicroseconds(seconds: Seconds): Seconds {
	return Math.abs(seconds) < COARSE ? Math.round(seconds * 1e6) / 1e6 : seconds;
}
