import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { courseSteps } from "../../src/cli/lesson/steps.ts";
import { registry } from "../../src/demos/registry.ts";
import { Terminal } from "./terminal.ts";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-terminal-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Types keys one after the other, each when the text before it stands on the screen; gives the screen of each moment. */
async function talk(command: string, moments: readonly (readonly [sees: string, keys: string])[]) {
	const terminal = new Terminal(command.split(" "), folder, 64, 200);
	const screens: string[] = [];
	for (const [text, keys] of moments) {
		await terminal.sees(text);
		screens.push(terminal.screen);
		terminal.type(keys);
	}
	const { exitCode, screen } = await terminal.ended();
	expect(exitCode).toBe(0);
	return { screens, end: `${screen.join("\n")}\n` };
}

const DOWN = "\u001b[B";
const UP = "\u001b[A";

test("a question is answered by arrows, letters or a number, and the answer takes the place of the choices", async () => {
	const { screens, end } = await talk("quiz --section 4", [
		["❯ 1. 1 s", DOWN],
		["❯ 2. 2 s", "j"],
		["❯ 3. 3 s", DOWN],
		["❯ 1. 1 s", UP],
		["❯ 3. 3 s", "k"],
		["❯ 2. 2 s", "4"],
		["❯ 2. 2 s", "1"],
		["❯ 1. 1 s", "\r"],
		["❯ 1. it is lost", "2\r"],
		["❯ 1. none", "3\r"],
	]);
	const prompts = screens.map((screen) => screen.slice(screen.lastIndexOf("? Which one?")));
	const first = (at: number) =>
		[
			"? Which one?",
			...["1. 1 s", "2. 2 s", "3. 3 s"].map((choice, index) => `${index === at ? "❯" : " "} ${choice}`),
			"  up, down or a number, then Enter",
		].join("\n");
	expect(prompts.slice(0, 8)).toEqual([0, 1, 2, 0, 2, 1, 1, 0].map(first));
	await expect(end).toMatchFileSnapshot("outputs/quiz.txt");
}, 60_000);

test("the course goes on and back by keys, and begins next time where the reader stopped", async () => {
	const pages = courseSteps(registry);
	const first = pages.findIndex(({ mark }) => mark === "section 6") + 1;
	const { end } = await talk("lesson 6", [
		[`  ${first} of ${pages.length}   space: on`, " "],
		[`  ${first + 1} of ${pages.length}   space: on`, "xb"],
		[`  ${first} of ${pages.length}   space: on`, "n"],
		[`  ${first + 1} of ${pages.length}   space: on`, "q"],
	]);
	await expect(end).toMatchFileSnapshot("outputs/lesson.txt");
	const again = await talk("lesson", [[`  ${first + 1} of ${pages.length}   space: on`, "q"]]);
	expect(end.endsWith(again.end)).toBe(true);
}, 60_000);

test("what is predicted is asked before the run is shown, and judged after it", async () => {
	const { end } = await talk("run hello --predict --variant concurrent", [
		["❯ 1. 2 s", "\r"],
		["❯ 1. Charlie", "2\r"],
	]);
	await expect(end).toMatchFileSnapshot("outputs/predict.txt");
}, 60_000);

test("a run that is played is shown as far as it came when q is typed, and no variant after it is run", async () => {
	const terminal = new Terminal(["run", "hello", "--live", "0.5"], folder);
	await terminal.sees("Starting task for Alice");
	await terminal.sees("q: stop");
	terminal.type("xq");
	const { exitCode, isOtherScreen, screen } = await terminal.ended();
	expect({ exitCode, isOtherScreen }).toEqual({ exitCode: 0, isOtherScreen: false });
	// How far it comes depends on the machine.
	const named = screen.filter((line) => /Alice|Bob|SEQUENTIAL|CONCURRENT/.test(line));
	expect(named.map((line) => line.trimEnd())).toEqual([
		expect.stringMatching(
			/^ {2}SEQUENTIAL {3}Bob's greeting starts when Alice's is done +stopped at \S+ m?s$/,
		),
		expect.stringMatching(/^ {2}\S+ m?s {2}main {2}Starting task for Alice$/),
		expect.stringMatching(/^ {2}└ Alice +\[╌+/),
	]);
}, 60_000);
