import { describe, expect, it } from "vitest";
import { TimerHeap } from "../../src/runtime/kernel/timer-heap.ts";
import { Choices, SEEDS } from "./seeds.ts";

interface Timer {
	readonly when: number;
	readonly age: number;
	slot: number;
}

/** A heap beside a plain list that is sorted anew each time: both must do the same. */
class Both {
	readonly heap = new TimerHeap<Timer>();
	timers: Timer[] = [];
	#age = 0;

	push(when: number): void {
		const timer: Timer = { when, age: this.#age, slot: -1 };
		this.#age += 1;
		timer.slot = this.heap.push(when, timer);
		this.timers.push(timer);
		this.timers.sort((a, b) => (a.when === b.when ? a.age - b.age : a.when < b.when ? -1 : 1));
	}

	cancel(timer: Timer): void {
		this.timers = this.timers.filter((one) => one !== timer);
		this.heap.cancel(timer.slot);
	}

	takeDue(now: number): void {
		const due = this.timers.filter(({ when }) => when <= now);
		const taken: (Timer | null)[] = due.map(() => this.heap.takeDue(now));
		expect(taken).toEqual(due);
		expect(this.heap.takeDue(now)).toBeNull();
		this.timers = this.timers.slice(due.length);
	}

	check(): void {
		expect(this.heap.size).toBe(this.timers.length);
		expect(this.heap.earliest()).toBe(this.timers[0]?.when ?? Number.POSITIVE_INFINITY);
		expect(this.timers.map(({ slot }) => this.heap.when(slot))).toEqual(this.timers.map(({ when }) => when));
	}
}

describe("a heap of timers", () => {
	it.each(SEEDS)("does what a sorted list does, whatever is set, cancelled and taken: seed %i", (seed) => {
		const choices = new Choices(seed);
		const both = new Both();
		for (let step = 0; step < 600; step += 1) {
			const dice = choices.below(10);
			if (dice < 6) both.push(choices.below(50) / 10);
			else if (dice < 9 && both.timers.length > 0) both.cancel(choices.one(both.timers));
			else both.takeDue(choices.below(50) / 10);
			if (step % 20 === 0) both.check();
		}
		both.takeDue(100);
		both.check();
	});

	it.each(SEEDS)("keeps the order of those that are left when most are cancelled: seed %i", (seed) => {
		const choices = new Choices(seed);
		const both = new Both();
		for (let timer = 0; timer < 500; timer += 1) both.push(choices.below(20));
		for (const timer of [...both.timers]) if (choices.chance(0.9)) both.cancel(timer);
		both.check();
		for (let timer = 0; timer < 100; timer += 1) both.push(choices.below(20));
		both.check();
		both.takeDue(10);
		both.takeDue(20);
		both.check();
	});

	it("has room for more than at first, also for timers that are never due", () => {
		const both = new Both();
		for (let timer = 1000; timer > 0; timer -= 1)
			both.push(timer % 7 === 0 ? Number.POSITIVE_INFINITY : timer);
		both.takeDue(1000);
		both.check();
		expect(both.timers).toHaveLength(142);
		expect(both.heap.earliest()).toBe(Number.POSITIVE_INFINITY);
	});

	it("is empty at first, and has no deadline then", () => {
		const heap = new TimerHeap<string>();
		expect([heap.size, heap.earliest(), heap.takeDue(0)]).toEqual([0, Number.POSITIVE_INFINITY, null]);
	});
});
