import { getRunningLoop } from "./current.ts";
import { ValueError } from "./errors.ts";
import type { Seconds } from "./events.ts";

/**
 * A blocking call of `seconds`: the clock moves, and nothing else runs meanwhile. On the wall clock it really does keep the
 * thread. Python: time.sleep
 * @throws {RuntimeError} if no loop runs
 * @throws {ValueError} if `seconds` is negative or NaN
 */
export function block(seconds: Seconds): void {
	if (!(seconds >= 0)) throw new ValueError(`a blocking call takes 0 seconds or more, not ${seconds}`);
	getRunningLoop().block(seconds);
}
