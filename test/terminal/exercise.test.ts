import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Terminal } from "./terminal.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-exercise-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("exercise --watch", () => {
	test("checks at each save, shows hints, and gives the terminal back", async () => {
		const terminal = new Terminal(["exercise", "ovens", "--watch", "--javascript"], folder);
		await terminal.sees("Wanted: nobody blocks the loop");
		await terminal.drawn();
		const screens = [terminal.screen];
		const file = join(folder, "exercises", "ovens.mjs");
		const start = readFileSync(file, "utf8");
		const save = async (text: string, seen: string) => {
			writeFileSync(file, text);
			await terminal.sees(seen);
			await terminal.drawn();
			screens.push(terminal.screen);
		};
		await save(start.replace("block(seconds);", "block(seconds"), "the program can be loaded");
		terminal.type("h");
		await terminal.sees("Hint 1 of 2");
		await save(start.replace("block(seconds);", "yield* sleep(seconds);"), "Solved");
		await expect(`${screens.join("\n\n――――\n\n")}\n`).toMatchFileSnapshot("screens/exercise-watch.txt");
		terminal.type("q");
		expect(await terminal.ended()).toEqual({
			exitCode: 0,
			screen: [""],
			isOtherScreen: false,
			isCursorHidden: false,
			isCooked: true,
		});
	});
});
