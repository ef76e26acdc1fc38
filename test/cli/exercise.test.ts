import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { courseFolders, type ExerciseFolder } from "../../src/cli/exercise/exercise-folder.ts";
import { Programs } from "../../src/cli/exercise/programs.ts";
import { verdictOn } from "../../src/cli/exercise/verdict.ts";
import { asyncLessons } from "./async-lessons.ts";
import { startAsyncLessons } from "./start-async-lessons.ts";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-exercise-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const course = new URL("../../src/exercises/", import.meta.url);

function programOf(exercise: string, program: string): string {
	return readFileSync(new URL(`${exercise}/${program}`, course), "utf8");
}

/** Where nothing is known of the user but a home. */
function exercise(...args: string[]) {
	return asyncLessons(["exercise", ...args], surroundings());
}

const surroundings = () => ({ cwd: folder, env: { XDG_STATE_HOME: folder, LANG: "C.UTF-8" } });

const file = () => join(folder, "exercises", "ovens.mjs");

describe("exercise NAME", () => {
	test("writes the program, says what to do, draws the run, and says what is wrong first", async () => {
		const { code, out, error } = await exercise("ovens");
		await expect(`${out}${error}exit code ${code}\n`).toMatchFileSnapshot("outputs/exercise-start.txt");
		expect(readFileSync(file(), "utf8")).toBe(programOf("ovens", "start.mjs"));
	});

	test("checks what stands there, never writes over it, and keeps what was solved", async () => {
		mkdirSync(join(folder, "exercises"));
		writeFileSync(file(), programOf("ovens", "right/gather.mjs"));
		const { code, out, error } = await exercise("ovens");
		await expect(`${out}${error}exit code ${code}\n`).toMatchFileSnapshot("outputs/exercise-solved.txt");
		expect(readFileSync(file(), "utf8")).toBe(programOf("ovens", "right/gather.mjs"));
		expect((await exercise()).out).toContain("✓  ovens");
	});

	test("shows a hint, and called again one more", async () => {
		const first = await exercise("ovens", "--hint");
		const second = await exercise("ovens", "--hint");
		expect(second.out.startsWith(first.out)).toBe(true);
		expect(second.out.match(/Hint \d of 2(, the last)?/g)).toEqual(["Hint 1 of 2", "Hint 2 of 2, the last"]);
		expect(first.out.match(/Hint \d of 2/g)).toEqual(["Hint 1 of 2"]);
	});

	test("shows the solution as a difference, and in the other language", async () => {
		const { out } = await exercise("ovens", "--solution");
		await expect(out).toMatchFileSnapshot("outputs/exercise-solution.txt");
	});

	test("begins anew with --reset, and keeps what was there under another name", async () => {
		mkdirSync(join(folder, "exercises"));
		writeFileSync(file(), "mine");
		const { out } = await exercise("--reset", "ovens");
		expect(out).toBe(
			"exercises/ovens.mjs is as it was at first; yours is kept as exercises/ovens.old-1.mjs.\n",
		);
		expect(readdirSync(join(folder, "exercises")).toSorted()).toEqual(["ovens.mjs", "ovens.old-1.mjs"]);
		expect(readFileSync(join(folder, "exercises", "ovens.old-1.mjs"), "utf8")).toBe("mine");
		expect(readFileSync(file(), "utf8")).toBe(programOf("ovens", "start.mjs"));
	});

	test("remembers the language that was asked for", async () => {
		await exercise("--reset", "ovens", "--python");
		await exercise("--reset", "ovens");
		expect(readdirSync(join(folder, "exercises")).toSorted()).toEqual(["ovens.old-1.py", "ovens.py"]);
	});

	test("is never wider than the page", async () => {
		const { out } = await exercise("ovens", "--width", "20");
		expect(Math.max(...out.split("\n").map((line) => [...line].length))).toBeLessThan(20);
	});

	test.each([
		[["oven"], 'error: no exercise called oven; did you mean ovens? "async-lessons exercise" shows all\n'],
		[["ovens", "weather"], "error: exercise takes one name at a time, not ovens weather\n"],
		[["ovens", "--hint", "--solution"], "error: --hint and --solution don't go together; take one\n"],
		[["ovens", "--python", "--javascript"], "error: --python and --javascript don't go together; take one\n"],
		[["ovens", "--watch"], "error: --watch wants a terminal; without it the program is checked once\n"],
		[
			["nowhere"],
			'error: no exercise called nowhere; "async-lessons exercise" shows all; a folder of your own is named as ./nowhere\n',
		],
		[["--hint"], "error: --hint wants the name of an exercise: async-lessons exercise ovens --hint\n"],
		[["check"], "error: exercise check wants files, or folders of them\n"],
		[["check", "nowhere.py"], "error: no file nowhere.py\n"],
		[["verify", "./nowhere"], "error: no folder ./nowhere\n"],
		[
			["new", "Two Ovens"],
			'error: "Two Ovens" can\'t be the name of an exercise: it has lower-case letters, digits and hyphens, as two-ovens\n',
		],
	])("refuses %j in one line", async (args, error) => {
		expect(await exercise(...args)).toEqual({ code: 2, out: "", error });
	});
});

describe("a program that goes wrong", () => {
	const ovens = courseFolders().find(({ exercise }) => exercise.name === "ovens") as ExerciseFolder;
	const programs = new Programs();
	afterAll(() => programs.close());

	const GIVEN = programOf("ovens", "start.mjs").split("const bake")[0] ?? "";
	const main = (body: string) =>
		`${GIVEN}export const main = coroutine("main", function* () {\n\t${body}\n});\n`;

	test.each([
		[
			"is empty",
			"",
			"given",
			"the file is empty: write the program, or begin anew with --reset, which keeps a copy of yours",
			null,
		],
		[
			"has another given part",
			programOf("ovens", "model.mjs").replace("BREAD = 2", "BREAD = 3"),
			"given",
			"the given part is not as it was: put it back, or begin anew with --reset, which keeps a copy of yours",
			4,
		],
		[
			"has an error of its syntax",
			`${GIVEN}function (`,
			"loads",
			"SyntaxError: Function statements require a function name",
			8,
		],
		[
			"awaits as JavaScript does",
			main("await sleep(1);"),
			"loads",
			"SyntaxError: Unexpected reserved word; here yield* stands for await",
			9,
		],
		[
			"has an async function for main",
			`${GIVEN}export async function main() {\n\tawait null;\n}\n`,
			"returns",
			'at 0.00 s an async function was called; here it has to be coroutine("name", function* () { … }), with yield* for await',
			null,
		],
		[
			"leaves something undone because of an error",
			`${GIVEN}const late = coroutine("late", function* () {});\n${main('late();\n\tthrow new Error("no flour");').replace(GIVEN, "")}`,
			"returns",
			"at 0.00 s main stopped with Error: no flour",
			11,
		],
		["exports no main", GIVEN, "loads", "it exports no main: keep the word export before const main", null],
		["throws when it is loaded", `${GIVEN}throw new Error("no flour");`, "loads", "Error: no flour", 8],
		[
			"waits at its top level",
			`${GIVEN}await new Promise(() => {});`,
			"loads",
			"it awaits something at its top level that never comes",
			null,
		],
		[
			"leaves",
			main("process.exit(3);"),
			"ends",
			"its process ended with exit code 3, at 0.00 s, before main did",
			null,
		],
		[
			"never ends",
			main("for (;;) yield* sleep(1);"),
			"ends",
			"it goes on and on: at 6,666.00 s, after 20,000 events, it was stopped",
			null,
		],
		[
			"prints and prints",
			main('for (;;) print("bread");'),
			"ends",
			"it goes on and on: at 0.00 s, after 20,000 events, it was stopped",
			null,
		],
	])("is told what, if it %s", async (_name, text, check, said, line) => {
		const { broken } = await verdictOn({ name: "ovens.mjs", text, language: "javascript" }, ovens, programs);
		const failure = broken?.failure;
		expect([broken?.check, failure?.text, failure?.place?.line ?? null]).toEqual([check, said, line]);
	});

	test("is shown what stood there, as it stood there, where the given part is another one", async () => {
		mkdirSync(join(folder, "exercises"));
		writeFileSync(file(), programOf("ovens", "model.mjs").replace("BREAD = 2; //", "BREAD =  3;  //"));
		const { out } = await exercise("ovens");
		expect(out).toContain(`
      now  const BREAD =  3;  // seconds in the oven
      was  const BREAD = 2; // seconds in the oven
`);
	});

	test("is checked as one that prints, where it writes with console.log", async () => {
		mkdirSync(join(folder, "exercises"));
		writeFileSync(file(), programOf("ovens", "model.mjs").replaceAll("print(", "console.log("));
		expect((await exercise("ovens")).code).toBe(0);
	});

	test("is told a line of its own where it goes wrong in the given part, and what is given in the other run", async () => {
		mkdirSync(join(folder, "exercises"));
		const shop = (program: string) =>
			writeFileSync(join(folder, "exercises", "bad-shop.mjs"), programOf("bad-shop", program));
		shop("wrong/in-turn.mjs");
		const { broken } = JSON.parse((await exercise("bad-shop", "--json")).out);
		expect(programOf("bad-shop", "wrong/in-turn.mjs").split("\n")[broken.place.line - 1]).toContain(
			"yield* ask(shop)",
		);
		writeFileSync(file(), programOf("ovens", "wrong/constants.mjs"));
		const { code, out, error } = await exercise("ovens");
		await expect(`${out}${error}exit code ${code}\n`).toMatchFileSnapshot("outputs/exercise-other-run.txt");
	});

	test("is called by its name in what it prints, not by the path of the copy that was run", async () => {
		mkdirSync(join(folder, "exercises"));
		writeFileSync(
			file(),
			main(`print(\`\${import.meta.url}:2 \${import.meta.filename}\`);`).replace("block,", ""),
		);
		const { out } = await exercise("ovens");
		expect(out).toContain("\n  0.00 s  main  ovens.mjs:2 ovens.mjs\n");
	});

	test("is stopped if it never gives up its turn", async () => {
		const handed = { name: "ovens.mjs", text: main("for (;;);"), language: "javascript" } as const;
		const impatient = new Programs(undefined, { longest: 0.5 });
		const { broken } = await verdictOn(handed, ovens, impatient);
		impatient.close();
		expect([broken?.check, broken?.failure.text]).toEqual([
			"ends",
			"it does not end: it was stopped after 0.5 s. Is there a loop that never waits for anything?",
		]);
	});
});

describe("exercise check", () => {
	test("says of all programs in a folder which are solved, and what is wrong with the others", async () => {
		mkdirSync(join(folder, "class", "ovens"), { recursive: true });
		const programs = {
			"ovens-anna.mjs": "model.mjs",
			"ovens-ben.mjs": "wrong/task-in-turn.mjs",
			"ovens/cleo.mjs": "wrong/constants.mjs",
			"ovens.old-1.mjs": "start.mjs",
		};
		for (const [name, program] of Object.entries(programs))
			writeFileSync(join(folder, "class", name), programOf("ovens", program));
		const { code, out, error } = await exercise("check", "class");
		await expect(`${out}${error}exit code ${code}\n`).toMatchFileSnapshot("outputs/exercise-check.txt");
		const { code: anna, out: json } = await exercise("check", "class/ovens-anna.mjs", "--json");
		expect([anna, JSON.parse(json)]).toEqual([
			0,
			{
				format: "async-lessons/verdict",
				version: 1,
				file: "class/ovens-anna.mjs",
				exercise: "ovens",
				language: "javascript",
				passed: true,
				broken: null,
			},
		]);
	});

	test("goes on where a file can't be checked, says so, and does not count it as solved", async () => {
		for (const name of ["ovens-anna.mjs", "ben.mjs"])
			writeFileSync(join(folder, name), programOf("ovens", "model.mjs"));
		writeFileSync(join(folder, "notes.txt"), "");
		mkdirSync(join(folder, "empty"));
		const files = ["nowhere.py", "notes.txt", "empty", "ben.mjs", "ovens-anna.mjs"];
		expect(await exercise("check", ...files)).toEqual({
			code: 1,
			out: "  ✓  ovens-anna.mjs  ovens\n\n  1 of 1 solved, 4 not checked\n",
			error: `error: no file nowhere.py
error: notes.txt is no program by its name: it has to end in .py or .mjs
error: empty has no programs in it: none ends in .py or .mjs
error: ben.mjs: which exercise is it for? Say --exercise NAME, or call it NAME-ben.mjs; "async-lessons exercise" shows the names
`,
		});
		const { code, out } = await exercise("check", ...files, "--json");
		expect([code, JSON.parse(out).file]).toEqual([1, "ovens-anna.mjs"]);
		expect((await exercise("check", "nowhere.py", "notes.txt")).code).toBe(2);
	});

	test("asks which exercise a file is for, where its name does not say", async () => {
		writeFileSync(join(folder, "anna.mjs"), programOf("ovens", "model.mjs"));
		const asked =
			'error: anna.mjs: which exercise is it for? Say --exercise NAME, or call it NAME-anna.mjs; "async-lessons exercise" shows the names\n';
		expect(await exercise("check", "anna.mjs")).toEqual({ code: 2, out: "", error: asked });
		expect((await exercise("check", "anna.mjs", "--exercise", "ovens")).code).toBe(0);
	});
});

/** Its definition is a module of the user's own, which the process itself loads. */
describe("a teacher's own", () => {
	const exercise = (...args: string[]) => startAsyncLessons(["exercise", ...args], surroundings());

	test("is written by new, does what it should, and is there to be solved", async () => {
		const { out } = await exercise("new", "two-letters");
		const verified = await exercise("verify", "./two-letters", "--javascript");
		const page = await exercise("./two-letters");
		await expect(`${out}\n${verified.out}\n${page.out}`).toMatchFileSnapshot("outputs/exercise-own.txt");
		expect([verified.code, page.code, page.error]).toEqual([0, 1, ""]);
	});

	test("is told what is wrong with it", async () => {
		await exercise("new", "two-letters");
		const path = join(folder, "two-letters", "exercise.mjs");
		const text = readFileSync(path, "utf8");
		writeFileSync(path, text.replace('"in-turn": "at-once"', '"in-turn": "at-onse"'));
		expect(await exercise("verify", "./two-letters")).toEqual({
			code: 2,
			out: "",
			error:
				"error: ./two-letters/exercise.mjs: wrong.in-turn: there is no check called at-onse; there is returns, both, at-once, clean, total, given, loads, ends\n",
		});
		writeFileSync(path, text.replace('"in-turn": "at-once"', '"in-turn": "both"'));
		const { code, out } = await exercise("verify", "./two-letters", "--javascript");
		expect([code, out.split("\n").find((line) => line.includes("✗"))]).toEqual([
			1,
			"  ✗ wrong/in-turn.mjs  both",
		]);
	});
});
