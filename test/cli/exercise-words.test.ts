// What is said of an exercise, where no program has to run for it.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nextOf } from "../../src/cli/exercise/chosen.ts";
import { courseFolders, ExerciseFolder } from "../../src/cli/exercise/exercise-folder.ts";
import {
	hintsText,
	nextText,
	otherRunText,
	pictureRows,
	pictureText,
	taskText,
	verdictText,
} from "../../src/cli/exercise/pages.ts";
import { ExerciseProgress } from "../../src/cli/exercise/progress.ts";
import { solutionText } from "../../src/cli/exercise/solution.ts";
import { type Broken, verdictDocument } from "../../src/cli/exercise/verdict.ts";
import { defineExercise } from "../../src/exercises/define-exercise.ts";
import type { Exercise } from "../../src/exercises/exercise.ts";
import { Story } from "../facts.ts";
import { marked } from "../marked.ts";
import { asyncLessons } from "./async-lessons.ts";

const DISPLAY = { columns: 60, paint: marked };
const PLAIN = { columns: 60 };

const [course] = courseFolders().filter(({ exercise }) => exercise.name === "ovens");
const folderOf = (runs: Exercise["runs"]) =>
	new ExerciseFolder(
		defineExercise({
			name: "own",
			title: "Of one's own",
			story: "There is a createTask.",
			task: "Call createTask.",
			hints: ["Look.", { python: "asyncio", javascript: "createTask" }],
			runs,
			checks: [{ name: "both", text: "both ran", test: () => {} }],
			wrong: {},
		}),
		"/nowhere",
		true,
	);
const own = folderOf({ shown: {} });
const twins = folderOf({ shown: {}, few: { urls: 2, name: "two" }, many: { urls: [1, 2] }, none: {} });

const handed = {
	name: "own.mjs",
	text: "first\n\n\tthird();\n",
	language: "javascript",
} as const;

function broken(run: string, line: number | null, more: Partial<Broken> = {}): { readonly broken: Broken } {
	const place = line === null ? null : { file: "own.mjs", line, column: 1 };
	return {
		broken: {
			check: "both",
			run,
			wanted: "both ran",
			failure: { text: "at 0.00 s nobody ran", at: 0, who: [], place },
			otherLines: [],
			...more,
		},
	};
}

const verdict = (one: { readonly broken: Broken | null }, folder = twins, display = PLAIN) =>
	verdictText({ ...one, recording: null }, handed, folder, display);

describe("what is wrong with a program", () => {
	it("is told with what is wanted, the run, the place, and the line that stands there", () => {
		expect(`\n${verdict(broken("shown", 3), twins, DISPLAY)}`).toMatchInlineSnapshot(`
			"
			  <bad>✗<> <bad>Wanted: both ran.<>
			    at 0.00 s nobody ran (own.mjs:3).

			      <faint>3  <>third();
			"
		`);
		const texts = [
			verdict(broken("shown", null)),
			verdict(broken("shown", 2)),
			verdict(broken("few", 1)),
			verdict(broken("many", null)),
			verdict(broken("none", null)),
			verdict(broken("shown", 1, { was: "\tfirst()" })),
			verdict(broken("shown", 2, { was: "second()" })),
			verdict(
				broken("shown", null, {
					failure: { text: "no", at: null, who: [], place: { file: "other.mjs", line: 1, column: 1 } },
				}),
			),
		];
		expect(`\n${texts.join("\n")}`).toMatchInlineSnapshot(`
			"
			  ✗ Wanted: both ran.
			    at 0.00 s nobody ran.

			  ✗ Wanted: both ran.
			    at 0.00 s nobody ran (own.mjs:2).

			  ✗ Wanted: both ran.
			    with other numbers (urls 2, name two), at 0.00 s nobody
			    ran (own.mjs:1).

			      1  first

			  ✗ Wanted: both ran.
			    with other numbers, at 0.00 s nobody ran.

			  ✗ Wanted: both ran.
			    with other numbers, at 0.00 s nobody ran.

			  ✗ Wanted: both ran.
			    at 0.00 s nobody ran (own.mjs:1).

			      now  first
			      was      first()

			  ✗ Wanted: both ran.
			    at 0.00 s nobody ran (own.mjs:2).

			      was  second()

			  ✗ Wanted: both ran.
			    no (other.mjs:1).
			"
		`);
	});

	it("cuts a line of the program that is too long, in the first column that has no room", () => {
		const long = { ...handed, text: "x".repeat(50) };
		const cuts = [59, 60, 61].map((columns) =>
			verdictText({ ...broken("shown", 1), recording: null }, long, twins, { columns })
				.split("\n")
				.at(-2),
		);
		expect(cuts).toMatchInlineSnapshot(`
			[
			  "      1  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
			  "      1  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
			  "      1  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
			]
		`);
	});

	it("is nothing where it is solved, with other numbers too where there are any", () => {
		expect([verdict({ broken: null }, own, DISPLAY), verdict({ broken: null })]).toMatchInlineSnapshot(`
			[
			  "  <good>✓<> <good>Solved: all that is wanted holds.<>
			",
			  "  ✓ Solved: all that is wanted holds, with other numbers
			    too.
			",
			]
		`);
	});

	it("begins with the lines that are others in the run that breaks it", () => {
		const other = broken("few", null, { otherLines: ["const A = 1;", "\tconst B = 2;"] });
		expect(`\n${otherRunText({ ...other, recording: null }, PLAIN)}`).toMatchInlineSnapshot(`
			"
			  With your program as it stands all is well. It was run
			  again with

			      const A = 1;
			          const B = 2;
			"
		`);
		expect(otherRunText({ ...broken("few", null), recording: null }, PLAIN)).toBe("");
		expect(otherRunText({ broken: null, recording: null }, PLAIN)).toBe("");
	});

	it("is told to a script, too", () => {
		const said = [broken("few", 3), { broken: null }].map((one) =>
			verdictDocument("own.mjs", twins, "javascript", { ...one, recording: null }),
		);
		expect(said).toMatchInlineSnapshot(`
			[
			  {
			    "broken": {
			      "at": 0,
			      "check": "both",
			      "place": {
			        "column": 1,
			        "file": "own.mjs",
			        "line": 3,
			      },
			      "run": "few",
			      "text": "at 0.00 s nobody ran",
			      "wanted": "both ran",
			      "who": [],
			    },
			    "exercise": "own",
			    "file": "own.mjs",
			    "format": "async-lessons/verdict",
			    "language": "javascript",
			    "passed": false,
			    "version": 1,
			  },
			  {
			    "broken": null,
			    "exercise": "own",
			    "file": "own.mjs",
			    "format": "async-lessons/verdict",
			    "language": "javascript",
			    "passed": true,
			    "version": 1,
			  },
			]
		`);
	});
});

describe("an exercise", () => {
	it("has its story and what is to be done, in the words of the language", () => {
		expect(
			`\n${taskText(own, "python", DISPLAY)}\n${taskText(own, "javascript", DISPLAY)}`,
		).toMatchInlineSnapshot(`
			"
			  <heading>Of one's own<>

			  There is a createTask.

			  <heading>To do<>
			  Call createTask.

			  <heading>Of one's own<>

			  There is a createTask.

			  <heading>To do<>
			  Call createTask.

			  <faint>Here coroutine("name", function* () { … }) stands for an<>
			  <faint>async function, and yield* for await. async-lessons run<>
			  <faint>FILE runs a program: node alone does not find<>
			  <faint>async-lessons.<>
			"
		`);
	});

	it("has hints, so many of them as were asked for", () => {
		expect([0, 1, 2, 3].map((count) => hintsText(own, count, "python", PLAIN))).toMatchInlineSnapshot(`
			[
			  "",
			  "  Hint 1 of 2: Look.
			",
			  "  Hint 1 of 2: Look.
			  Hint 2 of 2, the last: asyncio
			",
			  "  Hint 1 of 2: Look.
			  Hint 2 of 2, the last: asyncio
			",
			]
		`);
	});

	it("offers what can be done next", () => {
		const offers = { name: "own", isSolved: false, file: "own.mjs", hints: [0, 2], next: "ovens" } as const;
		const pages = [
			nextText(offers, DISPLAY),
			nextText({ ...offers, hints: [1, 2], file: null }, PLAIN),
			nextText({ ...offers, hints: [2, 2] }, PLAIN),
			nextText({ ...offers, hints: [0, 0] }, PLAIN),
			nextText({ ...offers, isSolved: true }, PLAIN),
			nextText({ ...offers, isSolved: true, next: null }, PLAIN),
		];
		expect(`\n${pages.join("\n")}`).toMatchInlineSnapshot(`
			"
			  <heading>Next<>
			  async-lessons exercise own --watch    <faint>again at each save<>
			  async-lessons exercise own --hint    <faint>a hint<>
			  async-lessons step own.mjs    <faint>the run step by step<>

			  Next
			  async-lessons exercise own --watch    again at each save
			  async-lessons exercise own --hint    one more hint

			  Next
			  async-lessons exercise own --watch    again at each save
			  async-lessons exercise own --hint    the hints again
			  async-lessons step own.mjs    the run step by step

			  Next
			  async-lessons exercise own --watch    again at each save
			  async-lessons step own.mjs    the run step by step

			  Next
			  async-lessons exercise own --solution
			      how we would do it
			  async-lessons exercise ovens    the next one

			  Next
			  async-lessons exercise own --solution
			      how we would do it
			"
		`);
	});

	it("has its run drawn with what was printed, and in few rows with less of it", () => {
		const story = new Story();
		const main = story.make("main");
		story.start(main);
		for (let line = 1; line <= 9; line += 1) story.print(main, `line ${line}`);
		story.sleep(main, 1);
		story.at(1);
		story.wake(main);
		story.end(main);
		const recording = story.recording("main");
		const few = [5, 8, 12, 30].map((rows) => pictureRows(recording, rows, PLAIN));
		expect(few.map(({ length }) => length)).toMatchInlineSnapshot(`
			[
			  4,
			  8,
			  12,
			  14,
			]
		`);
		expect(`\n${few[2]?.join("\n")}\n\n${pictureText(recording, PLAIN)}`).toMatchInlineSnapshot(`
			"
			  0.00 s  main  line 1
			  0.00 s  main  line 2
			  0.00 s  main  line 3
			  0.00 s  main  line 4
			  … 3 lines more
			  0.00 s  main  line 8
			  0.00 s  main  line 9

			  MAIN                                               1.00 s
			        0                0.5              1 s
			        ├────────────────┼────────────────┤
			  main  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓

			  0.00 s  main  line 1
			  0.00 s  main  line 2
			  0.00 s  main  line 3
			  0.00 s  main  line 4
			  0.00 s  main  line 5
			  0.00 s  main  line 6
			  0.00 s  main  line 7
			  0.00 s  main  line 8
			  0.00 s  main  line 9

			  MAIN                                               1.00 s
			        0                0.5              1 s
			        ├────────────────┼────────────────┤
			  main  ▏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓

			  ▏ runs  ━ timer or I/O
			"
		`);
	});

	it("has a solution, which may be the same as what stands there", async () => {
		if (course === undefined) throw new Error("there is no exercise called ovens");
		const model = course.text("model", "python");
		const text = `${model.replaceAll("\n", "\r\n")}\n\n`;
		const said = await solutionText(course, { file: "ovens.py", text, language: "python" }, PLAIN);
		expect(said.split("\n").slice(0, 6)).toEqual([
			"  ovens.py (-) and our solution (+)",
			"",
			"    They are the same.",
			"",
			"  model.mjs",
			"",
		]);
	});
});

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-words-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const exercise = (...args: string[]) =>
	asyncLessons(["exercise", ...args], { cwd: folder, env: { XDG_STATE_HOME: folder } });

/** What is kept of the exercises. */
function keep(kept: Record<string, unknown>): void {
	mkdirSync(join(folder, "async-lessons"), { recursive: true });
	writeFileSync(join(folder, "async-lessons", "exercises.json"), JSON.stringify(kept));
}

const KEPT = {
	version: 1,
	ovens: { passed: ["python", "javascript", "cobol"], hints: 1 },
	"bad-shop": { passed: ["javascript"], hints: "two" },
	"first-shown": "solved",
	"stop-button": null,
	weather: { passed: "python", hints: 1 },
};

describe("the list of exercises", () => {
	it("says what is solved, in which languages, and names the next one; what makes no sense counts as nothing", async () => {
		keep(KEPT);
		const { code, out, error } = await exercise();
		expect({ code, error }).toEqual({ code: 0, error: "" });
		keep({ version: 1, ovens: { passed: ["javascript"], hints: 0 } });
		await expect(`${out}\n${(await exercise()).out}`).toMatchFileSnapshot("outputs/exercise-list.txt");
		keep(KEPT);
		const { exercises, ...head } = JSON.parse((await exercise("--json")).out);
		expect(head).toEqual({ format: "async-lessons/exercises", version: 1 });
		expect(exercises.slice(0, 3)).toMatchInlineSnapshot(`
			[
			  {
			    "after": "hello",
			    "hints": 1,
			    "languages": [
			      "python",
			      "javascript",
			    ],
			    "name": "ovens",
			    "passed": [
			      "python",
			      "javascript",
			    ],
			    "title": "Two ovens",
			  },
			  {
			    "after": "gather-errors",
			    "hints": 0,
			    "languages": [
			      "python",
			      "javascript",
			    ],
			    "name": "bad-shop",
			    "passed": [
			      "javascript",
			    ],
			    "title": "One bad shop",
			  },
			  {
			    "after": "gather-vs-as-completed",
			    "hints": 0,
			    "languages": [
			      "python",
			      "javascript",
			    ],
			    "name": "first-shown",
			    "passed": [],
			    "title": "First come, first shown",
			  },
			]
		`);
	});

	it("names no next one where all are solved", async () => {
		keep(Object.fromEntries(courseFolders().map(({ exercise }) => [exercise.name, { passed: ["python"] }])));
		const { out } = await exercise("--width", "60");
		const count = courseFolders().length;
		expect(out.split("\n")[0]).toBe(`  Now you: ${count} of ${count} solved`);
		expect(out.match(/✓/g)).toHaveLength(count);
		expect(out).not.toContain("the next one");
	});
});

it("what can't be kept of an exercise is said, once it is known", async () => {
	writeFileSync(join(folder, "file"), "");
	const env = { XDG_STATE_HOME: join(folder, "file") };
	const { code, error } = await asyncLessons(["exercise", "ovens", "--hint"], { cwd: folder, env });
	expect([code, error]).toEqual([0, "How far you have come is not kept: a part of its path is no folder.\n"]);
});

describe("programs that were handed in", () => {
	it("are found in folders, however deep, and told by their names or folders which exercise they are for", async () => {
		const files = [
			...["ovens.mjs", "ovens-anna.py", "ovens_ben.js", "ovens.cleo.cjs", "bad-shop dora.mjs"],
			...["ovens/eve.mjs", "deep/er/first-shown-fred.pyw"],
			// Nobody has handed these in.
			...["node_modules/x/ovens.mjs", ".hidden/ovens.mjs", "ovens.old-1.mjs", "notes.txt", "ovens.ts"],
			"ovenspeter.mjs",
		];
		for (const file of files) {
			mkdirSync(join(folder, "class", file, ".."), { recursive: true });
			writeFileSync(join(folder, "class", file), "\n");
		}
		const { code, out, error } = await exercise("check", "class", "class/ovens.mjs", "--ascii");
		await expect(`${out}${error}exit code ${code}\n`).toMatchFileSnapshot("outputs/exercise-found.txt");
	});
});

it("the next exercise is the first behind this one that is not solved in the language, else one before it", () => {
	const names = courseFolders().map((one) => one.exercise.name);
	const last = names.length - 1;
	const passed = (...languages: string[]) => ({ passed: languages });
	const env = { XDG_STATE_HOME: folder };
	const next = (index: number, language: "python" | "javascript") => {
		const at = courseFolders()[index] ?? own;
		return names.indexOf(nextOf(at, new ExerciseProgress(env), language) ?? "");
	};
	keep({ [names[1] ?? ""]: passed("python"), [names[0] ?? ""]: passed("javascript") });
	expect([next(0, "python"), next(0, "javascript"), next(last, "python")]).toEqual([2, 1, 0]);
	expect([next(last, "javascript"), next(-1, "python"), next(-1, "javascript")]).toEqual([1, 0, 1]);
	keep(Object.fromEntries(names.map((name) => [name, passed("python")])));
	expect([next(3, "python"), next(3, "javascript")]).toEqual([-1, 4]);
});

it("what was solved is kept once for each language, and of one's own by its folder", () => {
	const progress = new ExerciseProgress({ XDG_STATE_HOME: folder });
	for (const language of ["python", "javascript", "python"] as const) progress.pass(own, language);
	expect([progress.hint(own), progress.hint(own), progress.hint(own)]).toEqual([1, 2, 2]);
	expect(readFileSync(join(folder, "async-lessons", "exercises.json"), "utf8")).toBe(
		'{"version":1,"/nowhere":{"passed":["python","javascript"],"hints":2}}\n',
	);
});

describe("an exercise of one's own", () => {
	const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));
	const path = (file: string) => join(folder, "two-letters", file);
	const change = (file: string, before: string, after: string) => {
		const text = readFileSync(path(file), "utf8");
		expect(text).toContain(before);
		writeFileSync(path(file), text.replace(before, after));
	};

	beforeEach(async () => {
		mkdirSync(join(folder, "node_modules"));
		symlinkSync(PACKAGE, join(folder, "node_modules", "async-lessons"), "dir");
		await exercise("new", "two-letters");
	});

	it("is told all that does not fit together in it", async () => {
		const verify = () => exercise("verify", "./two-letters", "--javascript");
		change("exercise.mjs", 'wrong: { "in-turn": "at-once" }', 'wrong: { "in-turn": "both", gone: "clean" }');
		change(
			"exercise.mjs",
			"runs: {",
			"runs: { longer: { first: 1, second: 2 }, more: { first: 1, second: 2 },",
		);
		writeFileSync(path("twins/longer.mjs"), "const FIRST = 1;\n// more\nconst SECOND = 2;\n");
		const part = "// given: do not change\n// end of given\n";
		writeFileSync(path("twins/more.mjs"), part + part);
		writeFileSync(path("wrong/unlisted.mjs"), "");
		writeFileSync(path("wrong/not.py"), "");
		writeFileSync(path("twins/unlisted.mjs"), "");
		change("right/gather.mjs", "FIRST = 1", "FIRST = 9");
		rmSync(path("model.mjs"));
		const { code, out, error } = await verify();
		await expect(`${out}${error}exit code ${code}\n`).toMatchFileSnapshot("outputs/exercise-verify.txt");
		rmSync(path("twins/other-times.mjs"));
		const { out: now, ...ended } = await verify();
		expect(now).toContain("✗ twins/other-times.mjs  fits\n  there is no such file\n");
		expect(ended).toEqual({
			code: 2,
			error: `error: ${join(folder, "two-letters")} has no twins/other-times.mjs\n`,
		});
	});

	it("that is solved at first is told so, and one that is solved where it is meant to be wrong", async () => {
		for (const file of ["start.mjs", "wrong/in-turn.mjs"])
			writeFileSync(path(file), readFileSync(path("model.mjs"), "utf8"));
		const { code, out } = await exercise("verify", "./two-letters", "--javascript");
		expect([code, out]).toMatchInlineSnapshot(`
			[
			  1,
			  "  two-letters in JavaScript
			  ✓ twins/other-times.mjs  fits
			  ✗ start.mjs  fails
			  nothing is found to be wrong with it
			  ✓ model.mjs  passes
			  ✓ right/gather.mjs  passes
			  ✗ wrong/in-turn.mjs  at-once
			  nothing is found to be wrong with it
			",
			]
		`);
	});

	const HINTS =
		'hints: ["How many tasks are there?", { python: "asyncio.create_task", javascript: "createTask" }]';
	const remove = (...files: string[]) => {
		for (const file of files) rmSync(path(file));
	};

	it.each<[string, () => void, string, number, string]>([
		[
			"a hint where there is none",
			() => change("exercise.mjs", HINTS, "hints: []"),
			"./two-letters --hint",
			2,
			"two-letters has no hints",
		],
		[
			"one without a program to begin with",
			() => remove("start.py", "start.mjs"),
			"./two-letters",
			2,
			"FOLDER/two-letters has no start program: neither start.py nor start.mjs",
		],
		[
			"a language that it is not there in",
			() => remove("start.mjs"),
			"./two-letters --javascript",
			2,
			"two-letters is not there in JavaScript; it is in Python",
		],
		[
			"a solution in a language that it is not there in",
			() => remove("start.py"),
			"check two-letters/model.py --exercise ./two-letters",
			2,
			"two-letters/model.py: two-letters is not there in Python",
		],
		[
			"one that can't be loaded",
			() => writeFileSync(path("exercise.mjs"), 'throw new Error("not today");'),
			"verify ./two-letters",
			1,
			"./two-letters/exercise.mjs can't be loaded: Error: not today",
		],
		[
			"one that is none",
			() => writeFileSync(path("exercise.mjs"), "export default {};"),
			"verify ./two-letters",
			2,
			"./two-letters/exercise.mjs: name: a name has lower-case letters, digits and hyphens, as two-ovens, not undefined",
		],
		[
			"a folder in the place of the program",
			() => mkdirSync(join(folder, "exercises", "two-letters.mjs"), { recursive: true }),
			"./two-letters --javascript",
			1,
			"can't read exercises/two-letters.mjs: it is a folder; rename it",
		],
		[
			"a file in the place of the folder",
			() => writeFileSync(join(folder, "exercises"), ""),
			"./two-letters --javascript",
			1,
			"can't make the folder exercises: something of that name is there already; go to another folder",
		],
	])("refuses %s", async (_name, spoil, line, code, message) => {
		spoil();
		const { error, ...ended } = await exercise(...line.split(" "));
		expect({ ...ended, error: error.replaceAll(folder, "FOLDER") }).toEqual({
			code,
			out: "",
			error: `error: ${message}\n`,
		});
	});
});
