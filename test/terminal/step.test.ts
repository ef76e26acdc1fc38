import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localPythons } from "../local-pythons.ts";
import { Terminal } from "./terminal.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-step-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const RIGHT = "\x1b[C";
const HOME = "\x1b[H";
const END = "\x1b[F";

const SCRIPT = fileURLToPath(new URL("../cli/scripts/limiter.py", import.meta.url));

const RUNS = [
	["cancel", "", ["cancel", "--variant", "cancelled"], 15, true],
	["rate-limit", "", ["rate-limit", "--variant", "re-locked"], 18, true],
	[
		"script",
		", in a terminal that does not know its size at first",
		[SCRIPT, "--python", "embedded"],
		15,
		false,
	],
] as const;

const SIZES = [
	[80, 24],
	[120, 40],
] as const;

const ENDED = { exitCode: 0, screen: [""], isOtherScreen: false, isCursorHidden: false, isCooked: true };

/**
 * Goes from the first step to the last at each size in turn, and leaves. Gives all screens of each.
 * @param knowsSize whether the terminal says how large it is before it is resized
 */
async function allSteps(
	args: readonly string[],
	steps: number,
	sizes = SIZES.slice(0),
	knowsSize = true,
): Promise<string[]> {
	const terminal = new Terminal(["step", ...args], folder, 80, 24, knowsSize);
	const all: string[] = [];
	for (const [index, [columns, rows]] of sizes.entries()) {
		if (index > 0) {
			await terminal.changedBy(HOME);
			await terminal.changedBy(() => terminal.resize(columns, rows));
		}
		const screens: string[] = [];
		for (let step = 1; step <= steps; step += 1) {
			if (step > 1) terminal.type(RIGHT);
			await terminal.sees(`step ${step} of ${steps}`);
			await terminal.drawn();
			screens.push(terminal.screen);
		}
		expect(screens.every((screen) => screen.split("\n").length === rows)).toBe(true);
		all.push(`${screens.join(`\n${"=".repeat(columns)}\n`)}\n`);
	}
	terminal.type("q");
	expect(await terminal.ended()).toEqual(ENDED);
	return all;
}

describe("step", () => {
	test.each(RUNS)(
		"goes through all steps of %s%s",
		async (name, _where, args, steps, knowsSize) => {
			const all = await allSteps(args, steps, SIZES.slice(0), knowsSize);
			for (const [index, [columns, rows]] of SIZES.entries())
				await expect(all[index]).toMatchFileSnapshot(`screens/step-${name}-${columns}x${rows}.txt`);
		},
		200_000,
	);

	// From 3.12 on all say the same.
	test.each(localPythons())(
		"goes through the script as the local Python $version runs it",
		async ({ path }) => {
			const [screens] = await allSteps([SCRIPT, "--python", path], 15, [[80, 24]]);
			await expect(screens).toMatchFileSnapshot("screens/step-script-80x24.txt");
		},
		60_000,
	);

	test.each([
		["", ["--variant", "cancelled"]],
		["-ascii", ["--variant", "cancelled", "--ascii", "--no-color"]],
	] as const)(
		"asks what comes next, says whether the answer is right, and says so of a key that is none%s",
		async (name, args) => {
			const terminal = new Terminal(["step", "cancel", "--guess", ...args], folder);
			await terminal.sees("step 1");
			await terminal.drawn();
			const screens = [terminal.screen];
			for (const key of [RIGHT, "3", "1", RIGHT, "7", "1", ",", ".", "?", "x", "2", END, "h"])
				screens.push(await terminal.changedBy(key));
			terminal.type("q");
			expect(await terminal.ended()).toEqual(ENDED);
			const lines = `${screens.join(`\n${"=".repeat(80)}\n`)}\n`;
			await expect(lines).toMatchFileSnapshot(`screens/step-guess${name}.txt`);
		},
		60_000,
	);

	test("goes to what brought a step about, back again, finds words, and draws anew when the terminal is resized", async () => {
		const terminal = new Terminal(["step", "cancel", "--variant", "cancelled"], folder);
		await terminal.sees("step 1 of 15");
		terminal.type("/cancelling\r");
		await terminal.sees("cancelling: 1 of");
		await terminal.sees("step 9 of 15");
		terminal.type("c");
		await terminal.sees("step 2 of 15");
		await terminal.sees("main set its timer: 7 steps back, 2.00 s. Backspace returns.");
		terminal.type("\x7f");
		await terminal.sees("step 9 of 15");
		terminal.type("\x1b[1;5C");
		await terminal.sees("step 12 of 15");
		terminal.type(END);
		await terminal.sees("The run is over, after 3.00 s");
		terminal.resize(120, 40);
		await terminal.sees("v variant");
		terminal.type("?");
		await terminal.sees("any key: go on");
		terminal.type("xq");
		expect((await terminal.ended()).exitCode).toBe(0);
	}, 60_000);
});
