import { kindOf, numberOrKind } from "./arguments.ts";
import { ValueError } from "./errors.ts";

/** The seed of a run for which none was given. */
export const DEFAULT_SEED = 42;

const STEP = 0x6d2b79f5;

/**
 * The run's seeded numbers: mulberry32, so that every machine draws the same.
 * @throws {RangeError} if the seed is not a whole number from 0 to 2^32 - 1
 */
export class Random {
	#state: number;

	constructor(seed: number) {
		if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
			throw new RangeError(`a seed is a whole number from 0 to 4294967295, not ${numberOrKind(seed)}`);
		}
		this.#state = seed;
	}

	/** The next number, 0 included, 1 not. */
	random(): number {
		this.#state = (this.#state + STEP) | 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A number from `a` to `b`. Python: random.uniform */
	uniform(a: number, b: number): number {
		return a + (b - a) * this.random();
	}

	/** A whole number from `a` to `b`, both included. Python: random.randint @throws {ValueError} if `b` is less than `a` */
	randint(a: number, b: number): number {
		if (!Number.isInteger(a) || !Number.isInteger(b))
			throw new TypeError(`randint takes whole numbers, not ${kindOf(Number.isInteger(a) ? b : a)}`);
		if (b < a) throw new ValueError(`empty range in randrange(${a}, ${b + 1})`);
		return a + Math.floor((b - a + 1) * this.random());
	}
}
