import type { Seconds } from "../runtime/index.ts";

/** `4.50 s` */
export function inSeconds(seconds: Seconds): string {
	return `${seconds.toFixed(2)} s`;
}
