import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstStep, hintText, ruleText } from "../../src/cli/commands/lesson.ts";
import { Place } from "../../src/cli/lesson/progress-file.ts";
import { courseSteps } from "../../src/cli/lesson/steps.ts";
import { statePath } from "../../src/cli/state-file.ts";
import { registry } from "../../src/demos/registry.ts";
import { textWidth } from "../../src/text/width.ts";
import { marked } from "../marked.ts";
import { asyncLessons } from "./async-lessons.ts";

let folder = "";

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-state-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("lesson", () => {
	it("prints a section in a pipe, without asking", async () => {
		const { code, out, error } = await asyncLessons(["lesson", "6"], { env: { XDG_STATE_HOME: folder } });
		expect({ code, error }).toEqual({ code: 0, error: "" });
		await expect(out).toMatchFileSnapshot("outputs/lesson-6.txt");
		expect(existsSync(join(folder, "async-lessons"))).toBe(false);
	});

	it("prints the whole course, its sections in order", async () => {
		const { code, out } = await asyncLessons(["lesson", "--no-input"]);
		expect(code).toBe(0);
		const headings = out.match(/^ {2}\d · .*minutes$/gm) ?? [];
		expect(headings.map((heading) => Number(heading.trim()[0]))).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(out).toContain("  Good habits\n");
	});

	it("has a model, each variant alone, what they show, and something to take away for every demo", () => {
		const marks = courseSteps(registry).map(({ mark }) => mark);
		for (const { name, variants } of registry) {
			const isWrong = variants.some(({ rightVariant }) => rightVariant !== undefined);
			const runs = variants.map((_, index) => (index === 0 ? "run" : `run ${index + 1}`));
			const pages = ["model", ...runs, "comparison", ...(isWrong ? ["difference"] : []), "take-away"];
			const own = marks.filter((mark) => mark.startsWith(`${name} `));
			expect(own).toEqual(pages.map((page) => `${name} ${page}`));
		}
		expect(marks.filter((mark) => mark.startsWith("section "))).toHaveLength(7);
		expect(marks.at(-1)).toBe("recap");
	});

	it("has the model, the differences, what to take away and the sections in colour, at every width", async () => {
		const marks = ["section 5", "rate-limit model", "rate-limit difference", "rate-limit take-away", "recap"];
		const pages = courseSteps(registry).filter(({ mark }) => marks.includes(mark));
		const texts: string[] = [];
		for (const columns of [80, 44])
			for (const { mark, text } of pages)
				texts.push(`${mark}, ${columns}:\n${await text({ columns, paint: marked })}`);
		await expect(texts.join("\n")).toMatchFileSnapshot("outputs/lesson-pages.txt");
	});

	it.each([40, 60, 80])("has no line that is too wide for %i columns", async (columns) => {
		for (const { mark, text } of courseSteps(registry)) {
			const lines = (await text({ columns })).split("\n");
			expect({ mark, wide: lines.filter((line) => textWidth(line) >= columns) }).toEqual({ mark, wide: [] });
		}
	});

	it("begins with the section that is asked for, else where the reader stopped, else at its beginning", () => {
		const env = { XDG_STATE_HOME: folder };
		const steps = courseSteps(registry);
		const first = (section?: number) => steps[firstStep(steps, section, new Place(env))]?.mark;
		expect([first(), first(1), first(2)]).toEqual(["section 1", "section 1", "section 2"]);
		const place = new Place(env);
		place.keep("fetch run");
		expect([first(), first(2)]).toEqual(["fetch run", "section 2"]);
		place.keep("a page that is not there any more");
		expect(first()).toBe("section 1");
	});

	it("says which page it is above, and whether the reader went back to it", () => {
		const display = { columns: 40 };
		expect(ruleText({ at: 4, count: 112, keyAction: "next" }, display)).toBe(
			"── 5 of 112 ───────────────────────────\n",
		);
		expect(ruleText({ at: 3, count: 112, keyAction: "back" }, { ...display, ascii: true })).toBe(
			"-- 4 of 112 - back --------------------\n",
		);
	});

	it.each([
		[80, "  4 of 112   space: on   b: back   q: stop, to go on here another time"],
		[60, "  4 of 112   space: on   b: back   q: stop"],
		[40, "  space: on  b: back  q: stop"],
		[20, "  4 of 112"],
	])("names the keys in %i columns without cutting a word", (columns, hint) => {
		expect(hintText({ at: 3, count: 112, keyAction: null }, { columns })).toBe(hint);
	});

	it("takes a section or --reset, and forgets nothing where it is given both", async () => {
		const env = { XDG_STATE_HOME: folder };
		new Place(env).keep("fetch run");
		expect(await asyncLessons(["lesson", "--reset", "2"], { env })).toEqual({
			code: 2,
			out: "",
			error: "error: lesson takes a section or --reset, not both\n",
		});
		expect(new Place(env).take()).toBe("fetch run");
	});

	it("forgets how far somebody has come, where that is asked for", async () => {
		const env = { XDG_STATE_HOME: folder };
		new Place(env).keep("fetch run");
		const ended = await asyncLessons(["lesson", "--reset"], { env });
		expect(ended).toEqual({ code: 0, out: "", error: "The course begins at its beginning again.\n" });
		expect(new Place(env).take()).toBe(null);
	});

	it.each([["0"], ["8"], ["one"]])("refuses section %s", async (section) => {
		expect(await asyncLessons(["lesson", section])).toEqual({
			code: 2,
			out: "",
			error: `error: SECTION wants a whole number from 1 to 7, not ${section}\n`,
		});
	});
});

describe("the progress of a lesson", () => {
	const env = () => ({ XDG_STATE_HOME: folder });
	const path = () => join(folder, "async-lessons", "lesson.json");
	const write = (text: string) => {
		mkdirSync(join(folder, "async-lessons"));
		writeFileSync(path(), text);
	};

	it("is kept in the user's folder for state", () => {
		expect(statePath("lesson.json", env())).toBe(path());
		const place = new Place(env());
		place.keep("fetch run");
		expect(readFileSync(path(), "utf8")).toBe('{"version":1,"next":"fetch run"}\n');
		expect(new Place(env()).take()).toBe("fetch run");
		place.leave();
		expect([new Place(env()).take(), existsSync(path()), place.problem]).toEqual([null, false, null]);
	});

	it("is kept in the home folder where the environment names no other", () => {
		expect(statePath("lesson.json", { HOME: "/home/me" })).toBe(
			"/home/me/.local/state/async-lessons/lesson.json",
		);
		expect(statePath("lesson.json", { XDG_STATE_HOME: "relative", HOME: "/home/me" })).toBe(
			statePath("lesson.json", { HOME: "/home/me" }),
		);
		expect(statePath("lesson.json", {})).toMatch(
			/[\\/]\.local[\\/]state[\\/]async-lessons[\\/]lesson\.json$/,
		);
	});

	it.each([
		"",
		"{",
		"[]",
		"null",
		"5",
		'{"next":5}',
		'{"other":"fetch run"}',
		'{"version":1,"others":7}',
		"\0\xff",
	])("is nothing where %j is kept", (kept) => {
		write(kept);
		expect(new Place(env()).take()).toBe(null);
	});

	it("is not required: where nothing can be written nothing is, and that is said", () => {
		writeFileSync(join(folder, "file"), "");
		const problems = [{ XDG_STATE_HOME: join(folder, "file") }, { HOME: "/dev/null" }, { HOME: "" }].map(
			(one) => {
				const place = new Place(one);
				const taken = place.take();
				place.keep("fetch run");
				return [taken, place.problem];
			},
		);
		expect(problems).toEqual([
			[null, "a part of its path is no folder"],
			[null, "a part of its path is no folder"],
			[null, "there is no home folder to keep it in"],
		]);
	});

	it("of a later version of the program is left alone, and that is said", async () => {
		const later = '{"version":2,"pages":{"fetch":true}}\n';
		write(later);
		const place = new Place(env());
		expect(place.take()).toBe(null);
		place.keep("fetch run");
		place.leave();
		const problem = `${path()} is of a later version of this program, and is left as it is`;
		expect([place.problem, readFileSync(path(), "utf8")]).toEqual([problem, later]);
		expect(await asyncLessons(["lesson", "--reset"], { env: env() })).toEqual({
			code: 1,
			out: "",
			error: `error: ${problem}; remove it by hand\n`,
		});
		expect(readFileSync(path(), "utf8")).toBe(later);
	});

	it("is kept for each of several lessons that go on at once", () => {
		const [first, second] = [new Place(env()), new Place(env())];
		first.keep("fetch run");
		second.take();
		second.keep("fetch run 2");
		first.keep("gather model");
		second.keep("gather run");
		second.keep("gather run 2");
		expect(JSON.parse(readFileSync(path(), "utf8"))).toEqual({
			version: 1,
			next: "gather run 2",
			others: ["gather model"],
		});
		second.leave();
		expect(new Place(env()).take()).toBe("gather model");
	});

	it("is one place of many lessons that follow each other", () => {
		for (const mark of ["a", "b", "c"]) {
			const place = new Place(env());
			place.take();
			place.keep(mark);
		}
		expect(readFileSync(path(), "utf8")).toBe('{"version":1,"next":"c"}\n');
	});
});
