import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { coursePages } from "../../src/cli/lesson/pages.ts";
import { Scores } from "../../src/cli/scores.ts";
import { registry } from "../../src/demos/registry.ts";
import { Talk } from "./talk.ts";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-dialogues-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const DOWN = "\u001b[B";
const UP = "\u001b[A";
const CTRL_C = "\u0003";

function talk(line: string, columns = 80, rows = 24): Talk {
	return new Talk(line, { env: { XDG_STATE_HOME: folder }, cwd: folder, columns, rows });
}

/** Where nothing can be kept: a file stands in the place of the folder. */
function talkWithoutState(line: string): Talk {
	writeFileSync(join(folder, "file"), "");
	return new Talk(line, { env: { XDG_STATE_HOME: join(folder, "file") } });
}

const NOTHING_LEFT = { code: 0, screen: "", error: "", isGivenBack: true };

test("a question is answered by arrows, letters or a number, and the answer takes the place of the choices", async () => {
	const quiz = talk("quiz --section 4", 64, 200);
	const screens = await quiz.hears(
		["❯ 1. 1 s", DOWN],
		["❯ 2. 2 s", "j"],
		["❯ 3. 3 s", DOWN],
		["❯ 1. 1 s", UP],
		["❯ 3. 3 s", "k"],
		["❯ 2. 2 s", "4"],
		["❯ 2. 2 s", "1"],
		["❯ 1. 1 s", "\r"],
		["space: the next question", " "],
		["❯ 1. it is lost", "2\n"],
		["space: the next question", "\r"],
		["❯ 1. none", "3\r"],
	);
	const prompts = screens.map((screen) => screen.slice(screen.lastIndexOf("? Which one?")));
	const first = (at: number) =>
		[
			"? Which one?",
			...["1. 1 s", "2. 2 s", "3. 3 s"].map((choice, index) => `${index === at ? "❯" : " "} ${choice}`),
			"  up, down or a number, then Enter   q: leave",
		].join("\n");
	expect(prompts.slice(0, 8)).toEqual([0, 1, 2, 0, 2, 1, 1, 0].map(first));
	expect(screens[8]?.split("\n").at(-1)).toBe("  space: the next question   q: leave");
	const { screen, ...end } = await quiz.ended();
	expect(end).toEqual({ code: 0, error: "", isGivenBack: true });
	await expect(`${screen}\n`).toMatchFileSnapshot("outputs/dialogues/quiz.txt");
});

test("who leaves the quiz, by q or by Ctrl-C, has a score, and finds it the next time", async () => {
	const scoreAfter = async (code: number, ...moments: readonly (readonly [string, string])[]) => {
		const quiz = talk("quiz --section 4");
		await quiz.hears(...moments);
		const { screen, ...end } = await quiz.ended();
		expect(end).toEqual({ code, error: "", isGivenBack: true });
		return screen.split("\n").filter((line) => / of \d+ right/.test(line));
	};
	expect(await scoreAfter(0, ["Which one?", "q"])).toEqual([]);
	const right = ["Which one?", "2\r"] as const;
	expect(await scoreAfter(0, right, ["space: the next question", "q"])).toEqual(["  0 of 1 right"]);
	const next = ["space: the next question", "n"] as const;
	expect(await scoreAfter(130, ["Which one?", "1\r"], next, ["❯ 1. it is lost", CTRL_C])).toEqual([
		"  1 of 1 right, the last time 0 of 1 right",
	]);
	expect(await scoreAfter(0, ["Which one?", "1\r"], next, ["❯ 1. it is lost", "q"])).toEqual([
		"  1 of 1 right, the last time 1 of 1 right",
	]);
	expect(JSON.parse(readFileSync(join(folder, "async-lessons", "quiz.json"), "utf8"))).toEqual({
		version: 1,
		"section 4": { right: 1, answered: 1 },
	});
});

test.each([
	["nothing", "{", null],
	["a number", '{"section 4":5}', null],
	["no score", '{"section 4":null}', null],
	["no numbers", '{"section 4":{"right":"1","answered":2}}', null],
	["a half", '{"section 4":{"right":1}}', null],
	["another section", '{"section 3":{"right":1,"answered":2},"all":{"right":2,"answered":2}}', null],
	["a score", '{"section 4":{"right":1,"answered":2}}', { right: 1, answered: 2 }],
])("a score is read where %s is kept", (_what, kept, score) => {
	mkdirSync(join(folder, "async-lessons"));
	writeFileSync(join(folder, "async-lessons", "quiz.json"), kept);
	expect(new Scores(4, { XDG_STATE_HOME: folder }).last).toEqual(score);
});

test("where a score or a place can't be kept, that is said at the end", async () => {
	const quiz = talkWithoutState("quiz --section 4");
	await quiz.hears(["Which one?", "2\r"], ["space: the next question", "q"]);
	const lesson = talkWithoutState("lesson");
	await lesson.hears(["1 of ", "q"]);
	expect([(await quiz.ended()).error, (await lesson.ended()).error]).toEqual([
		"Your score is not kept: a part of its path is no folder.\n",
		"Your place in the course is not kept: a part of its path is no folder.\n",
	]);
});

const pages = coursePages(registry);
const count = pages.length;
const at = (mark: string) => `${pages.findIndex((page) => page.mark === mark) + 1} of ${count}`;

test("the first two keys lead to a program, a guess to its run, and a key through that step by step", async () => {
	const lesson = talk("lesson");
	const screens = await lesson.hears(
		[`1 of ${count}`, " "],
		[`2 of ${count}`, " "],
		[`3 of ${count}   space: more`, " "],
		["space: on", " "],
		["What do you say?", "9"],
		["space: on", "1"],
		["❯ 1", " "],
		["You say: 2 s", "s"],
		["step 1 of", "q"],
		[`4 of ${count}`, "h"],
		["space up to the next question", "q"],
		[`4 of ${count}`, "n"],
		[`5 of ${count}`, "p"],
		["p: TypeScript", "n"],
		[`6 of ${count}`, "n"],
		["how it is mended", "n"],
		[`8 of ${count}   space: on   1-2: try`, "1"],
		[`8 of ${count}   space: more`, " "],
		["space: more", "b"],
		[`8 of ${count}   space: on   1-2: try`, "c"],
		["NAME=VALUE", "task1=x\r"],
		["--set task1 wants a number, not x", "c"],
		["task1=x_", "\u007f5\r"],
		["async-lessons run sync-vs-async --set task1=5", "q"],
	);
	expect(await lesson.ended()).toEqual({
		...NOTHING_LEFT,
		screen: `  Page 8 of ${count}. async-lessons lesson goes on here.`,
	});
	await expect(`${screens.slice(0, 7).join(`\n${"=".repeat(80)}\n`)}\n`).toMatchFileSnapshot(
		"outputs/dialogues/lesson.txt",
	);
	// Of what is drawn after it the heading and the keys.
	const edges = screens.slice(7).map((screen) => {
		const lines = screen.split("\n");
		return `${[lines[0], lines[1], lines.at(-1)].join("\n")}\n`;
	});
	// How tall a picture is says another test.
	const text = edges.join("\n").replaceAll(/more, \d+ lines?/g, "more, N lines");
	await expect(text).toMatchFileSnapshot("outputs/dialogues/lesson-keys.txt");
	// The language stays, too.
	const again = talk("lesson");
	await again.hears(
		[`8 of ${count}`, "b"],
		[`7 of ${count}`, "b"],
		[`6 of ${count}`, "b"],
		["async def async_(", "q"],
	);
	expect((await again.ended()).code).toBe(0);
});

test("who looks at another section finds the place in the course where it was", async () => {
	const first = talk("lesson 2");
	await first.hears([at("fetch model"), "q"]);
	expect((await first.ended()).screen).toContain("goes on here");
	const look = talk("lesson 6");
	await look.hears([at("monitor model"), "n"], [at("monitor program"), "q"]);
	expect((await look.ended()).screen).toBe(
		"  Your place in the course is where it was: async-lessons lesson goes on there.",
	);
	const back = talk("lesson");
	await back.hears([at("fetch model"), "q"]);
	expect((await back.ended()).isGivenBack).toBe(true);
});

test("after the last page the course begins at its beginning again", async () => {
	const toEnd = talk("lesson 7");
	let screen = await toEnd.sees(`of ${count}`);
	while (!screen.includes(`${count} of ${count}`)) screen = await toEnd.changedBy("n");
	while (screen.includes("space: more")) screen = await toEnd.changedBy(" ");
	toEnd.type(" ");
	expect(await toEnd.ended()).toEqual({
		...NOTHING_LEFT,
		screen: "  That was the course. async-lessons quiz asks what you remember.",
	});
	const again = talk("lesson");
	await again.hears([`1 of ${count}`, "\u001b"]);
	expect((await again.ended()).screen).toBe(`  Page 1 of ${count}. async-lessons lesson goes on here.`);
});

test.each([
	[80, 24, 400],
	[100, 40, 300],
])(
	"at %i by %i every page can be read to its end, its heading above it, in at most %i keys, of which two lead to a program",
	async (columns, rows, most) => {
		const lesson = talk("lesson", columns, rows);
		let screen = await lesson.sees(`1 of ${count}   `);
		const found = { keys: 0, keysToProgram: 0 };
		for (const [index, page] of pages.entries()) {
			const place = `  ${index + 1} of ${count}   `;
			if (page.hasProgram && found.keysToProgram === 0) found.keysToProgram = found.keys;
			const key = async (keys: string) => {
				screen = await lesson.changedBy(keys);
				found.keys += 1;
			};
			const check = () => {
				const lines = screen.split("\n");
				expect(lines).toHaveLength(rows);
				expect(lines.at(-1)?.startsWith(place)).toBe(true);
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
		lesson.type("q");
		expect((await lesson.ended()).code).toBe(0);
		expect(found.keysToProgram).toBe(2);
		expect(found.keys).toBeLessThanOrEqual(most);
	},
	120_000,
);

test("what is predicted is asked before the run is shown, and judged after it", async () => {
	const run = talk("run hello --predict --variant concurrent", 64, 200);
	await run.hears(["❯ 1. Charlie", "2\r"]);
	const { screen, ...end } = await run.ended();
	expect(end).toEqual({ code: 0, error: "", isGivenBack: true });
	await expect(`${screen}\n`).toMatchFileSnapshot("outputs/dialogues/predict.txt");
});

test("a run that is played is shown as far as it came when q is typed, and no variant after it is run", async () => {
	const run = talk("run hello --live 0.5");
	await run.sees("Starting task for Alice");
	run.type("xq");
	const { screen, ...end } = await run.ended();
	expect(end).toEqual({ code: 0, error: "", isGivenBack: true });
	// How far it comes depends on the machine.
	const named = screen.split("\n").filter((line) => /Alice|Bob|SEQUENTIAL|CONCURRENT/.test(line));
	expect(named.map((line) => line.trimEnd())).toEqual([
		expect.stringMatching(
			/^ {2}SEQUENTIAL {3}Bob's greeting starts when Alice's is done +stopped at \S+ m?s$/,
		),
		expect.stringMatching(/^ {2}\S+ m?s {2}main {2}Starting task for Alice$/),
		expect.stringMatching(/^ {2}└ Alice +\[╌+/),
	]);
});

test("a run is stepped through from the time that is asked for, and there are keys to leave it", async () => {
	for (const [line, sees] of [
		["step cancel --variant cancelled --at 1", "1.00 s · step "],
		["step cancel --variant cancelled --guess", "space up to the next question"],
	] as const) {
		const step = talk(line);
		await step.hears([sees, "q"]);
		expect(await step.ended()).toEqual(NOTHING_LEFT);
	}
});

test("an exercise is checked at each save, and its terminal is given back", async () => {
	const watch = talk("exercise ovens --watch --javascript");
	await watch.sees("Wanted: nobody blocks the loop");
	watch.type("h");
	const screens = [await watch.sees("Hint 1 of 2")];
	const file = join(folder, "exercises", "ovens.mjs");
	const start = readFileSync(file, "utf8");
	const save = async (text: string, seen: string) => {
		writeFileSync(file, text);
		screens.push(await watch.sees(seen));
	};
	await save(start.replace("block(seconds);", "block(seconds"), "the program can be loaded");
	watch.type("h");
	await watch.sees("Hint 2 of 2");
	rmSync(file);
	screens.push(await watch.sees("can't read"));
	await save(start.replace("block(seconds);", "yield* sleep(seconds);"), "Solved");
	watch.type("\u001b");
	expect(await watch.ended()).toEqual(NOTHING_LEFT);
	await expect(`${screens.join("\n\n――――\n\n")}\n`).toMatchFileSnapshot(
		"outputs/dialogues/exercise-watch.txt",
	);
});
