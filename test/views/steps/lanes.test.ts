import { expect, test } from "vitest";
import type { History } from "../../../src/history/history.ts";
import { stepLanes } from "../../../src/views/steps/lanes.ts";
import { CANCELLED, failed, Story } from "../../facts.ts";
import { bookOf } from "./book.ts";

/** The lanes, each as deep as it is told; `.` is the last of its siblings. */
function lanesOf(history: History, ...keep: number[]): string[] {
	return stepLanes(history, keep).map(
		({ task, label, depth, isLast }) => `${"  ".repeat(depth)}${task} ${label}${isLast ? "." : ""}`,
	);
}

/** Main, and `count` tasks that main makes and awaits; the 4th lives longest, the 7th and the 9th do not end well. */
function many(count: number): History {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const tasks = Array.from({ length: count }, (_, index) => story.make(`t${index + 2}`, main));
	story.waitForAll(main, "gather", tasks);
	for (const task of tasks) {
		story.start(task);
		story.sleep(task, task === 4 ? 3 : 1);
	}
	for (const task of [...tasks.filter((one) => one !== 4), 4]) {
		story.at(task === 4 ? 3 : 1).wake(task);
		story.end(task, task === 7 ? failed("Error", "no") : task === 9 ? CANCELLED : undefined);
	}
	story.wake(main, { kind: "result", by: 4 });
	story.end(main);
	return bookOf(story.recording()).history;
}

test("up to twenty tasks have a lane each, under those that made them", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const one = story.make("one", main);
	const two = story.make("two", main);
	story.make("three", one);
	story.make("four", two);
	story.make("five", two);
	story.make("six", main);
	story.make("loop's");
	expect(lanesOf(bookOf(story.recording()).history)).toEqual([
		"1 main",
		"  2 one",
		"    4 three.",
		"  3 two",
		"    5 four",
		"    6 five.",
		"  7 six.",
		"8 loop's.",
	]);
	expect(lanesOf(many(19))).toEqual([
		"1 main.",
		...Array.from({ length: 19 }, (_, index) => `  ${index + 2} t${index + 2}${index === 18 ? "." : ""}`),
	]);
});

test("of more there are main, those that are asked for, the first, the longest, a bad one and the last", () => {
	expect(lanesOf(many(20))).toEqual(["1 main", "  2 t2", "  4 t4", "  7 t7", "  21 t21."]);
	expect(lanesOf(many(20), 12, 0, 3)).toEqual([
		"1 main",
		"  2 t2",
		"  3 t3",
		"  4 t4",
		"  7 t7",
		"  12 t12",
		"  21 t21.",
	]);
	const history = many(20);
	expect(lanesOf(history)).toEqual(lanesOf(history));
});

test("a task that does not end lives up to the end of the run", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const tasks = Array.from({ length: 20 }, (_, index) => story.make(`t${index + 2}`, main));
	for (const task of tasks) {
		story.start(task);
		if (task === 13) story.wait(task, { kind: "future", label: "never" });
		else story.end(task);
	}
	story.sleep(main, 5);
	story.at(5).wake(main);
	story.end(main);
	expect(lanesOf(bookOf(story.recording()).history)).toEqual(["1 main", "  2 t2", "  13 t13", "  21 t21."]);
});
