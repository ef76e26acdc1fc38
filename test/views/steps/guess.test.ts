import { describe, expect, test } from "vitest";
import { programOf } from "../../../src/demos/program.ts";
import { registry } from "../../../src/demos/registry.ts";
import type { Step } from "../../../src/history/steps.ts";
import { record } from "../../../src/recording/record.ts";
import { coroutine } from "../../../src/runtime/index.ts";
import type { StepBook } from "../../../src/views/steps/book.ts";
import { type Guess, guessAt, MOST_CHOICES } from "../../../src/views/steps/guess.ts";
import { Guesser } from "../../../src/views/steps/guessing.ts";
import { stepScreen } from "../../../src/views/steps/screen.ts";
import { Stepper } from "../../../src/views/steps/stepper.ts";
import { Story } from "../../facts.ts";
import { bookOf } from "./book.ts";
import { RARE } from "./rare-programs.ts";

const variants = registry.flatMap((demo) => demo.variants.map(({ name }) => [demo.name, name] as const));

function demoBook(name: string, variant: string): StepBook {
	const demo = registry.find((one) => one.name === name);
	if (demo === undefined) throw new RangeError(name);
	return bookOf(record(programOf(demo, variant, {}, ""), { places: true }));
}

/** All questions of a run, with what is said to each answer. */
function questionsOf(book: StepBook): string {
	return Array.from({ length: book.length }, (_, index) => [index, guessAt(book, index)] as const)
		.flatMap(([index, guess]) => (guess === null ? [] : [questionText(index, guess)]))
		.join("\n");
}

function questionText(index: number, { choices, right }: Guess): string {
	const lines = choices.map(
		({ text, told }, place) => `  ${place === right ? "right" : "wrong"}  ${text}: ${told}`,
	);
	return `after step ${index + 1}\n${lines.join("\n")}\n`;
}

/** Whether a choice says what the step does. */
function isOf(choice: string, { kind, task, began }: Step, { history }: StepBook): boolean {
	if (kind === "turn")
		return [`${history.label(task)} begins`, `${history.label(task)} goes on`].includes(choice);
	if (kind === "end") return choice === "deadlock: all wait";
	const [, time = ""] = /^clock goes to ([\d.]+) s$/.exec(choice) ?? [];
	return kind === "clock" && Math.abs(Number(time) - began) < 0.0051;
}

describe("what comes next", () => {
	test.each([
		["cancel", "cancelled"],
		["rate-limit", "re-locked"],
		["timeout", "too-slow"],
	])("is asked in %s %s", async (name, variant) => {
		await expect(questionsOf(demoBook(name, variant))).toMatchFileSnapshot(`guesses/${name}-${variant}.txt`);
	});

	test.each(["callbacks", "limits", "many", "ring"] as const)(
		"is asked in what seldom happens: %s",
		async (name) => {
			const text = questionsOf(bookOf(record(coroutine(name, RARE[name]))));
			await expect(text).toMatchFileSnapshot(`guesses/rare-${name}.txt`);
		},
	);

	test("is asked where the clock of the wall is late", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		const other = story.make("other", main);
		story.sleep(main, 0.5);
		story.start(other);
		story.sleep(other, 0.7);
		story.at(0.54).wake(main);
		story.end(main);
		expect(questionsOf(bookOf(story.recording())).split("\n").slice(0, 3)).toEqual([
			"after step 3",
			"  right  clock goes to 0.50 s: nobody was ready, and this is what came first.",
			"  wrong  clock goes to 0.70 s: something came earlier, at 0.50 s.",
		]);
	});

	test("is asked where it comes from outside", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		const other = story.make("other", main);
		story.add(main, { kind: "work-started", work: 1, label: "" });
		story.wait(main, { kind: "outside", work: 1, label: "" });
		story.start(other);
		story.wait(other, { kind: "task", of: main });
		story.at(0.5).add(0, { kind: "work-ended", work: 1 });
		story.wake(main, { kind: "result", by: 0 });
		story.end(main);
		expect(questionsOf(bookOf(story.recording())).split("\n")).toEqual([
			"after step 3",
			"  wrong  other goes on: other: awaits main.",
			"  right  clock goes to 0.50 s: nobody was ready, and this is what came first.",
			"  wrong  the run is over: main was not done.",
			"  wrong  deadlock: all wait: something was still to come.",
			"",
		]);
	});

	test.each(variants)("is the next step of %s %s, one choice of several", (name, variant) => {
		const book = demoBook(name, variant);
		const wrong: string[] = [];
		for (let index = 0; index < book.length; index += 1) {
			const guess = guessAt(book, index);
			const next = book.step(index + 1);
			const { ready } = book.standingsAfter(index);
			const tasks = ready.filter(({ kind }) => kind === "task").length;
			if (guess === null) {
				if (index < book.length - 1 && next.kind === "turn" && tasks > 1)
					wrong.push(`nothing is asked after step ${index + 1}`);
				continue;
			}
			const texts = guess.choices.map(({ text }) => text);
			if (new Set(texts).size !== texts.length || texts.length > MOST_CHOICES || texts.length < 2)
				wrong.push(`after step ${index + 1} the choices are ${texts.join(", ")}`);
			const right = texts[guess.right] ?? "";
			if (!isOf(right, next, book))
				wrong.push(`after step ${index + 1} it is ${right}, and not ${next.kind}`);
		}
		expect(wrong).toEqual([]);
	});
});

describe("somebody who says what comes next", () => {
	const told = (guesser: Guesser, ...keys: string[]) => {
		for (const key of keys) guesser.press(key);
		const { guess, ...rest } = guesser.state ?? { guess: null };
		return { choices: guess?.choices.length ?? 0, ...rest };
	};
	const start = () => {
		const screens = [
			{ name: "cancel", variant: "cancelled", book: demoBook("cancel", "cancelled"), sources: () => null },
		];
		const stepper = new Stepper(screens, undefined, true);
		return { stepper, guesser: new Guesser(stepper) };
	};

	test("is told whether that is right, and why; the first answer counts", () => {
		const { stepper, guesser } = start();
		expect(told(guesser)).toEqual({ choices: 0, isRight: null, told: "", right: 0, answered: 0 });
		expect(told(guesser, "right")).toEqual({ choices: 4, isRight: null, told: "", right: 0, answered: 0 });
		expect(told(guesser, "3")).toEqual({
			choices: 0,
			isRight: false,
			told: "Slow was no. 2 in line, Fast the first.",
			right: 0,
			answered: 1,
		});
		expect(stepper.position.index).toBe(2);
		expect(told(guesser, "left", "2")).toEqual({
			choices: 0,
			isRight: true,
			told: "Fast was first in line.",
			right: 0,
			answered: 1,
		});
		expect(told(guesser, "right", "1")).toEqual({
			choices: 4,
			isRight: true,
			told: "nobody was ready, and this is what came first.",
			right: 1,
			answered: 2,
		});
	});

	test("is told which keys there are by a key that is none of them", () => {
		const { stepper, guesser } = start();
		const note = (key: string) => told(guesser, key).told;
		expect(note("1")).toBe("Only one thing can come next here: the arrow to the right goes on.");
		stepper.press("right");
		const hint = "Type 1 to 4; the arrow to the right goes on without an answer.";
		expect([note("5"), note("x"), note(" "), note("right")]).toEqual([hint, hint, hint, ""]);
		expect(guesser.state?.answered).toBe(0);
	});

	test("is asked where it stops to play, and not in the middle of a step", () => {
		const { stepper, guesser } = start();
		guesser.press(" ");
		guesser.playOn();
		expect([stepper.isPlaying, stepper.position.index]).toEqual([false, 1]);
		expect(told(guesser, ",").choices).toBe(0);
		expect(guesser.press("q")).toBe(false);
	});

	test("sees nothing of what is to come, and all of it after h", () => {
		const { stepper, guesser } = start();
		guesser.press("right");
		const screen = () =>
			stepScreen(stepper.screen, stepper.position, { columns: 80, rows: 24 }, guesser.state);
		expect(screen().slice(0, 15)).toEqual([
			"  cancel · cancelled                                            0.00 s · step 2",
			"",
			"  main runs for the first time. It makes Fast and Slow, then sleeps until",
			"  2.00 s.",
			"",
			"",
			"         0 s",
			"         ▼▼",
			" main    ██                                      sleeps until 2.00 s",
			" ├ Fast                                          ready",
			" └ Slow                                          ready",
			"",
			" What comes next?",
			" 1 main goes on            2 Fast begins             3 Slow begins",
			" 4 clock goes to 2.00 s",
		]);
		guesser.press("h");
		expect(guesser.state).toBe(null);
		expect(screen().slice(6, 13)).toEqual([
			"         0 s       1       2         3",
			"         ▼▼────────┼───────┼─────────┼──────",
			" main    ██·······························       sleeps until 2.00 s",
			" ├ Fast    ·····························         ready: next to run",
			" └ Slow    ·······················               ready: no. 2 in line",
			"",
			" ready Fast › Slow   timers 2.00 s main",
		]);
	});
});
