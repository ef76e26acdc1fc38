import { expect, test } from "vitest";
import { firstBroken } from "../../src/exercises/first-broken.ts";
import heart from "../../src/exercises/heart/exercise.ts";
import { record } from "../../src/recording/record.ts";
import { coroutine, createTask, print, sleep } from "../../src/runtime/index.ts";

const beat = coroutine("heart", function* () {
	while (true) {
		print("beat");
		yield* sleep(0.5);
	}
});

/** What a program is told whose pieces are worked out by a thread of its own, of which a run by the wall clock knows nothing. */
function toldOf(waits: () => ReturnType<typeof sleep>) {
	const main = coroutine("main", function* () {
		const beating = createTask(beat());
		yield* sleep(0);
		yield* waits();
		print("the sum is 190");
		beating.cancel();
	});
	const { header, ...rest } = record(main);
	const recording = { ...rest, header: { ...header, clock: "wall" as const } };
	return firstBroken(heart, "python", { name: "shown", recording, file: "heart.py", text: "" });
}

test("who sleeps and looks whether another thread is done is told to await it", () => {
	const looks = coroutine("looks", function* () {
		for (let time = 0; time < 7; time += 1) yield* sleep(0.3);
	});
	expect(toldOf(() => looks())?.failure.text).toBe(
		"main sleeps, looks whether the work is done, and sleeps again, the last time till 2.10 s: await the thread itself, and its end wakes main",
	);
});

test("who awaits its end is not", () => {
	const thread = coroutine("thread", function* () {
		yield* sleep(2);
	});
	const awaits = coroutine("awaits", function* () {
		yield* createTask(thread());
	});
	expect(toldOf(() => awaits())).toBeNull();
});
