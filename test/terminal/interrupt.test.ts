import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Terminal } from "./terminal.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-terminal-"));
	writeFileSync(join(folder, "waits.py"), WAITS);
});
afterAll(() => rmSync(folder, { recursive: true }));

const WAITS = "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n";

/** Each command, and what stands on the screen when it waits or plays. */
const COMMANDS = [
	["run cancel --live", "q: stop"],
	["run waits.py --live", "Ctrl-C: stop"],
	["step cancel", "step 1 of"],
	["lesson", "space"],
	["quiz", "Which one?"],
	["run cancel --predict", "Which one?"],
	["exercise ovens --watch", "Wanted:"],
] as const;

const WAYS: readonly (readonly [
	name: string,
	exitCode: number,
	interrupt: (terminal: Terminal) => Promise<void>,
])[] = [
	["Ctrl-C", 130, async (terminal) => terminal.type("\x03")],
	["two Ctrl-C in one chunk", 130, async (terminal) => terminal.type("\x03\x03")],
	["Ctrl-C after another key in one chunk", 130, async (terminal) => terminal.type("x\x03")],
	["SIGINT", 130, (terminal) => terminal.signal("SIGINT")],
	["SIGTERM", 143, (terminal) => terminal.signal("SIGTERM")],
	["SIGHUP", 129, (terminal) => terminal.signal("SIGHUP")],
	[
		"Ctrl-Z and back, then Ctrl-C",
		130,
		async (terminal) => {
			terminal.type("\x1a");
			await terminal.sees("stopped");
			terminal.type("\n");
			await terminal.wrote("fg-again");
			terminal.type("\x03");
		},
	],
	[
		"SIGTSTP and SIGCONT from outside, then SIGINT",
		130,
		async (terminal) => {
			await terminal.signal("SIGTSTP");
			await terminal.sees("stopped");
			terminal.type("\n");
			await terminal.wrote("fg-again");
			await terminal.signal("SIGINT");
		},
	],
];

describe.each(COMMANDS)("%s", (command, ready) => {
	test.each(WAYS)(
		"gives the terminal back on %s",
		async (_name, exitCode, interrupt) => {
			const terminal = new Terminal(command.split(" "), folder);
			await terminal.sees(ready);
			await interrupt(terminal);
			const { screen, ...left } = await terminal.ended();
			expect(left).toEqual({ exitCode, isOtherScreen: false, isCursorHidden: false, isCooked: true });
			const said = screen.filter((line) => line.trimEnd() === "interrupted");
			expect(said).toHaveLength(exitCode === 130 ? 1 : 0);
		},
		30_000,
	);
});
