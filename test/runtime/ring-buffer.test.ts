import { describe, expect, it } from "vitest";
import { RingBuffer } from "../../src/runtime/kernel/ring-buffer.ts";
import { Choices, SEEDS } from "./seeds.ts";

describe("a ring buffer", () => {
	it.each(SEEDS)("does what an array does at both ends, however long it grows: seed %i", (seed) => {
		const choices = new Choices(seed);
		const buffer = new RingBuffer<number>();
		const array: number[] = [];
		for (let step = 0; step < 2000; step += 1) {
			// Now it grows more than it shrinks, now the other way round.
			const grows = Math.floor(step / 300) % 2 === 0;
			if (choices.chance(grows ? 0.7 : 0.3)) {
				buffer.push(step);
				array.push(step);
			} else expect(buffer.shift()).toBe(array.shift());
			expect(buffer.length).toBe(array.length);
			if (step % 50 === 0) expect([...buffer]).toEqual(array);
		}
		expect([...buffer]).toEqual(array);
	});

	it("may hold undefined, which is not the same as being empty", () => {
		const buffer = new RingBuffer<undefined>();
		buffer.push(undefined);
		expect([buffer.length, buffer.shift(), buffer.length, buffer.shift(), buffer.length]).toEqual([
			1,
			undefined,
			0,
			undefined,
			0,
		]);
	});
});
