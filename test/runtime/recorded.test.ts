import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PriorityQueue, QueueEmpty, Random, random, run } from "../../src/runtime/index.ts";

function recorded<T>(name: string): readonly T[] {
	return JSON.parse(readFileSync(new URL(`recorded/${name}`, import.meta.url), "utf8"));
}

/** Compared by its priority alone, so that equals can be told apart. */
class Item {
	readonly number: number;
	readonly #priority: number;

	constructor(number: number, priority: number) {
		this.number = number;
		this.#priority = priority;
	}

	valueOf(): number {
		return this.#priority;
	}
}

interface HeapCase {
	readonly seed: number;
	/** A priority: put it. null: take one. */
	readonly steps: readonly (number | null)[];
	/** The numbers of the items taken. */
	readonly taken: readonly number[];
}

describe("a PriorityQueue", () => {
	it.each(recorded<HeapCase>("heapq.json"))(
		"gives equal items in the order in which CPython's heapq does: seed $seed",
		({ steps, taken }) => {
			const queue = new PriorityQueue<Item>();
			const numbers: number[] = [];
			let count = 0;
			for (const step of steps) {
				if (step === null) numbers.push(queue.getNowait().number);
				else queue.putNowait(new Item(count++, step));
			}
			expect(numbers).toEqual(taken);
			expect(queue.empty()).toBe(true);
		},
	);
});

interface PriorityCase {
	readonly seed: number;
	readonly steps: readonly ("get" | { readonly put: unknown })[];
	/** Of each step: what came of it (of a TypeError the two types), how many items there are, how many are not done. */
	readonly told: readonly (readonly [answer: unknown, size: number, unfinished: number])[];
}

/** Can't be compared with anything. */
class Thing {
	readonly thing: number;

	constructor(thing: number) {
		this.thing = thing;
	}
}

function stepOf(
	queue: PriorityQueue,
	step: PriorityCase["steps"][number],
	built: (value: unknown) => unknown,
) {
	try {
		if (step === "get") return { got: queue.getNowait() };
		queue.putNowait(built(step.put));
		return { put: null };
	} catch (error) {
		if (error instanceof QueueEmpty) return { raised: "QueueEmpty" };
		const { message } = error as TypeError;
		return { raised: INCOMPARABLE.exec(message)?.slice(1) ?? message };
	}
}

const INCOMPARABLE =
	/^'<' not supported between instances of '(\w+)' and '(\w+)': put \[priority, number, item\], with a number of its own for each item$/;

describe("items that can't be compared", () => {
	it.each(recorded<PriorityCase>("priorities.json"))(
		"are a TypeError of the put or get at which they are one in CPython: seed $seed",
		({ steps, told }) => {
			const things = new Map<number, Thing>();
			const thing = (number: number) => things.get(number) ?? new Thing(number);
			const built = (value: unknown): unknown => {
				if (Array.isArray(value)) return value.map(built);
				if (typeof value !== "object" || value === null) return value;
				const made = thing((value as Thing).thing);
				things.set(made.thing, made);
				return made;
			};
			const queue = new PriorityQueue();
			const done = steps.map((step) => [stepOf(queue, step, built), queue.qsize(), queue.unfinished]);
			// Things are told apart by their number.
			expect(JSON.parse(JSON.stringify(done))).toEqual(told);
		},
	);
});

interface RandomCase {
	readonly seed: number;
	readonly random: readonly number[];
	readonly uniform: readonly number[];
	readonly randint: readonly number[];
}

describe("the run's random numbers", () => {
	it.each(recorded<RandomCase>("mulberry32.json"))(
		"are to the last bit those that CPython draws with the lesson's generator: seed $seed",
		({ seed, ...numbers }) => {
			const own = new Random(seed);
			const drawn = (source: Pick<Random, "random" | "uniform" | "randint">) => ({
				random: numbers.random.map(() => source.random()),
				uniform: numbers.uniform.map(() => source.uniform(0.5, 2)),
				randint: numbers.randint.map(() => source.randint(1, 6)),
			});
			function* main() {
				return drawn(random);
			}
			expect(drawn(own)).toEqual(numbers);
			expect(run(main(), { seed })).toEqual(numbers);
		},
	);

	it("begin with seed 42 where nobody says otherwise, anew for each loop", () => {
		function* main() {
			return [random.random(), random.random()];
		}
		const drawn = new Random(42);
		expect(run(main())).toEqual([drawn.random(), drawn.random()]);
		expect(run(main())).toEqual(run(main(), { seed: 42 }));
	});

	it.each([-1, 1.5, 2 ** 32, Number.NaN])("have no seed %s", (seed) => {
		expect(() => new Random(seed)).toThrow(
			new RangeError(`a seed is a whole number from 0 to 4294967295, not ${seed}`),
		);
	});
});
