import type { Outcome } from "../history/outcome.ts";
import { type Seconds, toMicroseconds } from "../recording/index.ts";
import { factorText } from "../text/figures.ts";
import { hasEnded } from "./outcome.ts";

/** A run's time beside that of the first variant. */
export interface Speedup {
	/** How many times as fast; null where one of them took no time. */
	readonly times: number | null;
	/** Seconds less than the first took, to the microsecond: 0 where both took the same time, negative where it took longer. */
	readonly saved: Seconds;
}

interface Timed {
	readonly elapsed: Seconds;
	readonly outcome: { readonly kind: Outcome["kind"] };
}

/** How a run's time compares with that of the first variant; null where one of the two did not come to its end. */
export function speedup(own: Timed, first: Timed): Speedup | null {
	if (!hasEnded(own.outcome.kind) || !hasEnded(first.outcome.kind)) return null;
	const times = own.elapsed > 0 && first.elapsed > 0 ? first.elapsed / own.elapsed : null;
	return { times, saved: toMicroseconds(first.elapsed - own.elapsed) };
}

/** How many times as fast or slow, 1 or more. */
export interface Factor {
	readonly word: "faster" | "slower";
	readonly factor: number;
}

/** The speedup as a factor: people count upwards both ways. Null where both took the same time, or one of them none. */
export function factorOf({ times, saved }: Speedup): Factor | null {
	if (saved === 0 || times === null) return null;
	return saved > 0 ? { word: "faster", factor: times } : { word: "slower", factor: 1 / times };
}

/** `2.25× faster`. `times`: the sign or the word after the number. */
export function ratioText({ word, factor }: Factor, times: string): string {
	return `${factorText(factor)}${times} ${word}`;
}
