import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { coursePages } from "../../src/cli/lesson/pages.ts";
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
		["space: the next question", " "],
		["❯ 1. it is lost", "2\r"],
		["space: the next question", "\r"],
		["❯ 1. none", "3\r"],
	]);
	const prompts = screens.map((screen) => screen.slice(screen.lastIndexOf("? Which one?")));
	const first = (at: number) =>
		[
			"? Which one?",
			...["1. 1 s", "2. 2 s", "3. 3 s"].map((choice, index) => `${index === at ? "❯" : " "} ${choice}`),
			"  up, down or a number, then Enter   q: leave",
		].join("\n");
	expect(prompts.slice(0, 8)).toEqual([0, 1, 2, 0, 2, 1, 1, 0].map(first));
	await expect(end).toMatchFileSnapshot("outputs/quiz.txt");
}, 60_000);

test("who leaves the quiz, by q or by Ctrl-C, has a score, and finds it the next time", async () => {
	const scoreAfter = async (
		exitCode: number,
		...moments: readonly (readonly [sees: string, keys: string])[]
	) => {
		const terminal = new Terminal(["quiz", "--section", "4"], folder);
		for (const [text, keys] of moments) {
			await terminal.sees(text);
			terminal.type(keys);
		}
		const left = await terminal.ended();
		expect({ exitCode: left.exitCode, isCooked: left.isCooked }).toEqual({ exitCode, isCooked: true });
		return left.screen.filter((line) => / of \d+ right/.test(line));
	};
	expect(await scoreAfter(0, ["Which one?", "q"])).toEqual([]);
	const right = ["Which one?", "2\r"] as const;
	expect(await scoreAfter(0, right, ["space: the next question", "q"])).toEqual(["  0 of 1 right"]);
	const next = ["space: the next question", " "] as const;
	expect(await scoreAfter(130, ["Which one?", "1\r"], next, ["❯ 1. it is lost", "\x03"])).toEqual([
		"  1 of 1 right, the last time 0 of 1 right",
	]);
	expect(await scoreAfter(0, ["Which one?", "1\r"], next, ["❯ 1. it is lost", "q"])).toEqual([
		"  1 of 1 right, the last time 1 of 1 right",
	]);
}, 60_000);

/** Reads the course in a terminal; each key is typed when the page before it stands there. */
class Reading {
	readonly #terminal: Terminal;
	readonly screens: string[] = [];

	constructor(command: string, columns = 80, rows = 24) {
		this.#terminal = new Terminal(command.split(" "), folder, columns, rows);
	}

	/** Waits for a text and keeps the screen, then types. */
	async key(sees: string, keys: string): Promise<string> {
		await this.#terminal.sees(sees);
		await this.#terminal.drawn();
		this.screens.push(this.#terminal.screen);
		this.#terminal.type(keys);
		return this.screens.at(-1) ?? "";
	}

	async end(): Promise<string> {
		const { exitCode, screen, isOtherScreen, isCursorHidden, isCooked } = await this.#terminal.ended();
		const left = { exitCode, isOtherScreen, isCursorHidden, isCooked };
		expect(left).toEqual({ exitCode: 0, isOtherScreen: false, isCursorHidden: false, isCooked: true });
		return screen.join("\n").trim();
	}
}

const pages = coursePages(registry);
const count = pages.length;

test("the first two keys lead to a program, a guess to its run, and a key through that step by step", async () => {
	const reading = new Reading("lesson");
	await reading.key(`1 of ${count}`, " ");
	await reading.key(`2 of ${count}`, " ");
	await reading.key(`3 of ${count}   space: more`, " ");
	await reading.key("space: on", " ");
	await reading.key("What do you say?", "9");
	await reading.key("space: on", "1");
	await reading.key("❯ 1", " ");
	await reading.key("You say: 2 s", "s");
	await reading.key("step 1 of", "q");
	await reading.key(`4 of ${count}`, "h");
	await reading.key("space up to the next question", "q");
	await reading.key(`4 of ${count}`, "n");
	await reading.key(`5 of ${count}`, "p");
	await reading.key("p: TypeScript", "n");
	await reading.key(`6 of ${count}`, "n");
	await reading.key("how it is mended", "n");
	await reading.key(`8 of ${count}   space: on   1-2: try`, "1");
	await reading.key(`8 of ${count}   space: more`, " ");
	await reading.key("space: more", "b");
	await reading.key(`8 of ${count}   space: on   1-2: try`, "c");
	await reading.key("NAME=VALUE", "task1=x\r");
	await reading.key("--set task1 wants a number, not x", "c");
	await reading.key("task1=x_", "\x7f5\r");
	await reading.key("async-lessons run sync-vs-async --set task1=5", "q");
	expect(await reading.end()).toBe(`Page 8 of ${count}. async-lessons lesson goes on here.`);
	const before = reading.screens.slice(0, 7);
	await expect(`${before.join(`\n${"=".repeat(80)}\n`)}\n`).toMatchFileSnapshot("outputs/lesson.txt");
	// Of what is drawn after it the heading and the keys.
	const edges = reading.screens.slice(7).map((screen) => {
		const lines = screen.split("\n");
		return `${[lines[0], lines[1], lines.at(-1)].join("\n")}\n`;
	});
	// How tall a picture is says another test.
	const text = edges.join("\n").replaceAll(/more, \d+ lines?/g, "more, N lines");
	await expect(text).toMatchFileSnapshot("outputs/lesson-keys.txt");
	// The language stays, too.
	const again = new Reading("lesson");
	await again.key(`8 of ${count}`, "b");
	await again.key(`7 of ${count}`, "b");
	await again.key(`6 of ${count}`, "b");
	await again.key("async def async_(", "q");
	await again.end();
}, 60_000);

test("who looks at another section finds the place in the course where it was", async () => {
	const at = (mark: string) => pages.findIndex((page) => page.mark === mark) + 1;
	const first = new Reading("lesson 2");
	await first.key(`${at("fetch model")} of ${count}`, "q");
	expect(await first.end()).toContain("goes on here");
	const look = new Reading("lesson 6");
	await look.key(`${at("monitor model")} of ${count}`, "n");
	await look.key(`${at("monitor program")} of ${count}`, "q");
	expect(await look.end()).toBe(
		"Your place in the course is where it was: async-lessons lesson goes on there.",
	);
	const back = new Reading("lesson");
	await back.key(`${at("fetch model")} of ${count}`, "q");
	await back.end();
}, 60_000);

test.each([
	[80, 24, 400],
	[100, 40, 300],
])(
	"at %i by %i every page can be read to its end, its heading above it, in at most %i keys, of which two lead to a program",
	async (columns, rows, most) => {
		const terminal = new Terminal(["lesson"], folder, columns, rows);
		await terminal.sees(`1 of ${count}   `);
		await terminal.drawn();
		let { screen } = terminal;
		const found = { keys: 0, keysToProgram: 0 };
		for (const [index, page] of pages.entries()) {
			const at = `  ${index + 1} of ${count}   `;
			if (page.hasProgram && found.keysToProgram === 0) found.keysToProgram = found.keys;
			const key = async (keys: string) => {
				screen = await terminal.changedBy(keys);
				found.keys += 1;
			};
			const check = () => {
				const lines = screen.split("\n");
				expect(lines).toHaveLength(rows);
				expect(lines.at(-1)?.startsWith(at)).toBe(true);
				expect(lines[0]?.startsWith(`  ${page.name}`)).toBe(true);
			};
			check();
			while (screen.includes("space: more")) {
				await key(" ");
				check();
			}
			if (screen.includes(": your guess")) await key("1");
			if (index < count - 1) await key(" ");
		}
		terminal.type("q");
		expect((await terminal.ended()).exitCode).toBe(0);
		expect(found.keysToProgram).toBe(2);
		expect(found.keys).toBeLessThanOrEqual(most);
	},
	600_000,
);

test("what is predicted is asked before the run is shown, and judged after it", async () => {
	const { end } = await talk("run hello --predict --variant concurrent", [["❯ 1. Charlie", "2\r"]]);
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
