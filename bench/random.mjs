// The sleepers' random numbers: mulberry32, the same in every language, so that all contestants sleep the same times.

/** What a random number counts in: a key is a whole number below this. */
export const KEYS = 2 ** 32;

/** The longest sleep, in seconds. Neighbouring keys then lie more than asyncio's clock resolution (1e-9 s) apart. */
export const LONGEST = 10;

/** A generator of keys, 0 up to {@link KEYS}. */
export function mulberry32(seed) {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return (mixed ^ (mixed >>> 14)) >>> 0;
	};
}

/** The sleep that a key stands for, in seconds. */
export function delayOf(key) {
	return (key / KEYS) * LONGEST;
}

/** A number that depends on which keys came and in which order. Sleepers of one deadline have one key, so it does not ask who of them was first. */
export function digest(before, key) {
	return (Math.imul(before, 31) + key) >>> 0;
}
