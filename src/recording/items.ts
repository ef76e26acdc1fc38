import type { ResourceId, ResourceUse } from "../runtime/observer.ts";

/** The numbers of equal items that are in a queue, from `next` on. */
interface Equals {
	readonly numbers: number[];
	next: number;
}

interface Numbered {
	count: number;
	/** Equal items can't be told apart, so the first that was put is the first that is got. */
	readonly inside: Map<unknown, Equals>;
}

/** Numbers the items of each queue in the order in which they were put, and knows them again when they are got. */
export class Items {
	readonly #queues = new Map<ResourceId, Numbered>();

	/** The number of what is put or got; 0 for any other use. */
	number(queue: ResourceId, use: ResourceUse, item: unknown): number {
		if (use === "put") return this.#put(this.#queue(queue), item);
		return use === "got" ? this.#got(this.#queue(queue), item) : 0;
	}

	#queue(id: ResourceId): Numbered {
		const queue = this.#queues.get(id) ?? { count: 0, inside: new Map() };
		this.#queues.set(id, queue);
		return queue;
	}

	#put(queue: Numbered, item: unknown): number {
		queue.count += 1;
		const equals = queue.inside.get(item);
		if (equals === undefined) queue.inside.set(item, { numbers: [queue.count], next: 0 });
		else equals.numbers.push(queue.count);
		return queue.count;
	}

	#got(queue: Numbered, item: unknown): number {
		const equals = queue.inside.get(item);
		if (equals === undefined) return 0;
		const number = equals.numbers[equals.next] ?? 0;
		equals.next += 1;
		if (equals.next === equals.numbers.length) queue.inside.delete(item);
		return number;
	}
}
