import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SEED } from "../seed.ts";
import { Terminal } from "./terminal.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-terminal-"));
	writeFileSync(join(folder, "waits.py"), WAITS);
});
afterAll(() => rmSync(folder, { recursive: true }));

const WAITS = "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n";

/** Commands, with what stands on the screen when they wait or play: these are interrupted in all ways. */
const COMMANDS = [
	["run cancel --live", "q: stop"],
	["lesson", "space"],
	["quiz", "Which one?"],
	["run cancel --predict", "Which one?"],
] as const;

/** Those that hold the terminal as one of these does. */
const OTHERS = [
	["step cancel", "step 1 of"],
	["run waits.py --live", "Ctrl-C: stop"],
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

/** What goes another way through a command: a key, a signal, and a pause. */
const FEW = ["two Ctrl-C in one chunk", "SIGTERM", "Ctrl-Z and back, then Ctrl-C"];

/** Of each command every other way is tried, and each way with every other command; which, says the seed. `WAYS=all`: all. */
const isTried = (command: number, way: number) =>
	process.env.WAYS === "all" || (command + way + SEED) % 2 === 0;

const CASES = [
	...COMMANDS.flatMap((command, index) =>
		WAYS.filter((_, way) => isTried(index, way)).map((way) => [...command, ...way] as const),
	),
	...OTHERS.flatMap((command) =>
		WAYS.filter(([name]) => FEW.includes(name)).map((way) => [...command, ...way] as const),
	),
].map(([command, ready, name, exitCode, interrupt]) => ({ command, ready, name, exitCode, interrupt }));

test.each(CASES)(
	`$command gives the terminal back on $name: SEED=${SEED}`,
	async ({ command, ready, exitCode, interrupt }) => {
		const terminal = new Terminal(command.split(" "), folder);
		await terminal.sees(ready);
		await interrupt(terminal);
		const { screen, ...left } = await terminal.ended();
		expect(left).toEqual({ exitCode, isOtherScreen: false, isCursorHidden: false, isCooked: true });
		// Typed before the command holds the terminal again, the key is shown by that.
		const said = screen.filter((line) => /^(?:\^C)?interrupted\s*$/.test(line));
		expect(said).toHaveLength(exitCode === 130 ? 1 : 0);
	},
	30_000,
);
