import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Terminal } from "./terminal.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-step-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const RIGHT = "\x1b[C";
const END = "\x1b[F";

const RUNS = [
	["cancel", "cancelled", 15],
	["rate-limit", "re-locked", 18],
] as const;

const SIZES = [
	[80, 24],
	[120, 40],
] as const;

const CASES = RUNS.flatMap(([demo, variant, steps]) =>
	SIZES.map(
		([columns, rows]) => [`${demo} at ${columns} by ${rows}`, demo, variant, steps, columns, rows] as const,
	),
);

describe("step", () => {
	test.each(CASES)(
		"goes through all steps of %s",
		async (_name, demo, variant, steps, columns, rows) => {
			const terminal = new Terminal(["step", demo, "--variant", variant], folder, columns, rows);
			const screens: string[] = [];
			for (let step = 1; step <= steps; step += 1) {
				if (step > 1) terminal.type(RIGHT);
				await terminal.sees(`step ${step} of ${steps}`);
				await terminal.drawn();
				screens.push(terminal.screen);
			}
			terminal.type("q");
			const left = await terminal.ended();
			expect(left).toEqual({
				exitCode: 0,
				screen: [""],
				isOtherScreen: false,
				isCursorHidden: false,
				isCooked: true,
			});
			expect(screens.every((screen) => screen.split("\n").length === rows)).toBe(true);
			const lines = `${screens.join(`\n${"=".repeat(columns)}\n`)}\n`;
			await expect(lines).toMatchFileSnapshot(`screens/step-${demo}-${columns}x${rows}.txt`);
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
