import { describe, expect, it } from "vitest";
import type { Wait } from "../../src/runtime/index.ts";
import type { Suspended } from "../../src/runtime/kernel/suspension.ts";
import { ListedWaiter, WaitList } from "../../src/runtime/kernel/wait-list.ts";
import { Choices, SEEDS } from "./seeds.ts";

/** A waiter that only stands in lists. */
class Standing extends ListedWaiter<void> {
	readonly number: number;

	constructor(number: number) {
		super();
		this.number = number;
	}

	get name(): string {
		return "standing";
	}

	describeWait(): Wait {
		return { kind: "turn" };
	}

	protected begin(): IteratorResult<Suspended, void> {
		return this.suspend();
	}

	protected resume(): IteratorResult<Suspended, void> {
		return this.answer(undefined);
	}
}

/** The numbers of those who stand in the list, from the first. */
function numbersIn(list: WaitList): number[] {
	const numbers: number[] = [];
	for (let waiter = list.first; waiter !== null; waiter = waiter.following)
		numbers.push((waiter as Standing).number);
	return numbers;
}

describe("a list of waiters", () => {
	it.each(SEEDS)("does what an array does, also where one leaves from its middle: seed %i", (seed) => {
		const choices = new Choices(seed);
		const list = new WaitList();
		let array: Standing[] = [];
		const gone: Standing[] = [];
		for (let step = 0; step < 500; step += 1) {
			const dice = choices.below(10);
			if (dice < 5) {
				const waiter = gone.length > 0 && choices.chance(0.5) ? (gone.pop() as Standing) : new Standing(step);
				list.add(waiter);
				array.push(waiter);
			} else if (dice < 7) {
				const first = array.shift() ?? null;
				expect(list.shift()).toBe(first);
				if (first !== null) gone.push(first);
			} else if (dice < 9 && array.length > 0) {
				const leaver = choices.one(array);
				list.remove(leaver);
				array = array.filter((waiter) => waiter !== leaver);
				gone.push(leaver);
			} else if (gone.length > 0) list.remove(choices.one(gone));
			expect(list.length).toBe(array.length);
			expect(list.first).toBe(array[0] ?? null);
			if (step % 20 === 0) expect(numbersIn(list)).toEqual(array.map(({ number }) => number));
		}
		expect(numbersIn(list)).toEqual(array.map(({ number }) => number));
	});

	it("lets nobody leave who stands in another list", () => {
		const [one, other] = [new WaitList(), new WaitList()];
		const waiter = new Standing(1);
		one.add(waiter);
		other.remove(waiter);
		expect([numbersIn(one), one.length, other.length]).toEqual([[1], 1, 0]);
	});
});
