import { describe, expect, it } from "vitest";
import {
	allTasks,
	coroutine,
	createTask,
	Event,
	type EventLoop,
	run,
	sleep,
	type Task,
} from "../../src/runtime/index.ts";
import { TaskList } from "../../src/runtime/kernel/task-list.ts";
import { inLoop } from "./cpython/in-loop.ts";
import { Choices, SEEDS } from "./seeds.ts";

/** A task that nobody runs: a list only needs it to know its place. */
function idleTask(loop: EventLoop): Task<unknown> {
	return loop.createTask(new Event().wait());
}

describe("the list of a loop's tasks", () => {
	it.each(SEEDS)("keeps them in order of creation, whichever of them end: seed %i", (seed) => {
		const choices = new Choices(seed);
		inLoop(function* (loop) {
			const list = new TaskList();
			let array: Task<unknown>[] = [];
			for (let step = 0; step < 1000; step += 1) {
				const grows = Math.floor(step / 250) % 2 === 0;
				if (choices.chance(grows ? 0.8 : 0.2)) {
					const task = idleTask(loop);
					list.add(task);
					array.push(task);
				} else if (array.length > 0) {
					const ended = choices.one(array);
					list.remove(ended);
					array = array.filter((task) => task !== ended);
				}
				if (step % 20 === 0) expect(list.all().map(({ id }) => id)).toEqual(array.map(({ id }) => id));
			}
			for (const task of array) list.remove(task);
			expect(list.all()).toEqual([]);
		});
	});

	it("is what allTasks answers: those that are not done, in order of creation", () => {
		const names: string[][] = [];
		const look = () => names.push(Array.from(allTasks(), (task) => task.getName()));
		const main = coroutine("main", function* () {
			for (const [name, seconds] of [
				["a", 3],
				["b", 1],
				["c", 2],
			] as const)
				createTask(sleep(seconds), { name });
			look();
			yield* sleep(1.5);
			createTask(sleep(5), { name: "d" });
			look();
			yield* sleep(2);
			look();
		});
		run(main());
		expect(names).toEqual([
			["Task-1", "a", "b", "c"],
			["Task-1", "a", "c", "d"],
			["Task-1", "d"],
		]);
	});
});
