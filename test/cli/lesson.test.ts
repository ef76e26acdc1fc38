import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstPage } from "../../src/cli/commands/lesson.ts";
import { coursePages, guessText, headingLines, type Page } from "../../src/cli/lesson/pages.ts";
import { Place } from "../../src/cli/lesson/progress-file.ts";
import { tried } from "../../src/cli/lesson/try-run.ts";
import { statePath } from "../../src/cli/state-file.ts";
import { registry } from "../../src/demos/registry.ts";
import { sections } from "../../src/demos/sections.ts";
import { exercises } from "../../src/exercises/registry.ts";
import * as runtime from "../../src/runtime/index.ts";
import { textWidth } from "../../src/text/width.ts";
import type { ViewOptions } from "../../src/views/view.ts";
import { marked } from "../marked.ts";
import { asyncLessons } from "./async-lessons.ts";
import { fakeContext } from "./fake-context.ts";

const PLAIN = { columns: 200, language: "typescript", chosenOn: () => null, hasKeys: false } as const;

let folder = "";

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-state-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** All that a page shows, and asks. */
async function whole(page: Page, options: ViewOptions): Promise<string> {
	const question = (await page.question?.("typescript")) ?? null;
	const text = await page.text({ ...options, language: "typescript", chosenOn: () => null, hasKeys: true });
	const guess = question === null ? "" : `\n${guessText(question, null, options)}`;
	return `${headingLines(page, "typescript", options).join("\n")}\n\n${text}${guess}`;
}

const pages = coursePages(registry);

/** What is not Python's in a text beside a program in Python. */
const FOREIGN = new RegExp(
	`\\b(?:${[runtime, ...registry.map(({ parameters }) => parameters)]
		.flatMap(Object.keys)
		.filter((name) => /^[a-z]+[A-Z]/.test(name))
		.join("|")})\\b|yield\\*|\\.ts:\\d|the same in Python`,
);

function foreignLines(mark: string, text: string): string[] {
	const lines = text.split("\n").filter((line) => FOREIGN.test(line));
	return lines.map((line) => `${mark}: ${line.trim()}`);
}

describe("lesson", () => {
	it("prints a section in a pipe, without asking", async () => {
		const { code, out, error } = await asyncLessons(["lesson", "6"], { env: { XDG_STATE_HOME: folder } });
		expect({ code, error }).toEqual({ code: 0, error: "" });
		await expect(out).toMatchFileSnapshot("outputs/lesson-6.txt");
		expect(existsSync(join(folder, "async-lessons"))).toBe(false);
	});

	it("prints its programs in Python where that is asked for", async () => {
		const { code, out } = await asyncLessons(["lesson", "6", "--python"]);
		expect(code).toBe(0);
		expect(out).toContain("async def concurrent(");
		expect(out).not.toContain("yield*");
	});

	it("speaks Python on every page, where that is asked for, and on the first page names the other language", async () => {
		const said: string[] = [];
		for (const page of pages)
			said.push(...foreignLines(page.mark, await page.text({ ...PLAIN, language: "python" })));
		expect(said).toEqual([
			"start: await asyncio.sleep(1)          yield* sleep(1)",
			"start: asyncio.create_task(greet())    createTask(greet())",
		]);
	});

	it("speaks Python in the runs to try, where that is asked for", { timeout: 60_000 }, async () => {
		const said: string[] = [];
		for (const { run } of registry.flatMap(({ next }) => next.slice(0, 1))) {
			const draw = await tried(run.split(" "), "python", fakeContext());
			said.push(...foreignLines(run, draw(PLAIN)));
		}
		expect(said).toEqual([]);
	});

	it("has a story, the program of each variant before its run, why, and what to do oneself, for every demo, between a first page and a last one", () => {
		const marks = registry.flatMap(({ name, variants }) => {
			const isWrong = variants.some(({ rightVariant }) => rightVariant !== undefined);
			const each = variants.flatMap((_, index) => {
				const number = index === 0 ? "" : ` ${index + 1}`;
				return [`program${number}`, `run${number}`];
			});
			const own = exercises
				.filter(({ after }) => after === name)
				.map((exercise) => `exercise ${exercise.name}`);
			const all = ["model", ...each, ...(isWrong ? ["difference"] : []), "why", ...own];
			return all.map((page) => `${name} ${page}`);
		});
		expect(pages.map(({ mark }) => mark)).toEqual(["start", ...marks, "recap"]);
	});

	it("opens each section on the page of its first story", () => {
		const opened = pages.filter(({ name }) => name.startsWith("Section"));
		expect(opened.map(({ section, mark }) => [section, mark.split(" ")[1]])).toEqual(
			sections.map(({ number }) => [number, "model"]),
		);
	});

	it("has the first page, a story, program, run, difference, why, and the last page in colour, at every width", async () => {
		const marks = [
			"start",
			"producer-consumer model",
			"rate-limit program 3",
			"rate-limit run 3",
			"rate-limit difference",
			"rate-limit why",
			"rate-limit exercise doorman",
			"recap",
		];
		const texts: string[] = [];
		for (const columns of [80, 44])
			for (const page of pages.filter(({ mark }) => marks.includes(mark)))
				texts.push(`${page.mark}, ${columns}:\n${await whole(page, { columns, paint: marked })}`);
		const text = texts
			.join("\n")
			.replaceAll(/(?<=\.ts:)\d+/g, "0")
			.replaceAll(/^( {2}<faint>) ?\d+/gm, "$100");
		await expect(text).toMatchFileSnapshot("outputs/lesson-pages.txt");
	});

	it("has its pages in Python, too", async () => {
		const marks = ["start", "producer-consumer program", "rate-limit run 3", "rate-limit why", "recap"];
		const texts = [];
		for (const page of pages.filter(({ mark }) => marks.includes(mark))) {
			const options = { ...PLAIN, columns: 80, language: "python", hasKeys: true } as const;
			const heading = headingLines(page, "python", options).join("\n");
			texts.push(`${page.mark}:\n${heading}\n\n${await page.text(options)}`);
		}
		await expect(texts.join("\n")).toMatchFileSnapshot("outputs/lesson-python.txt");
	});

	it.each([20, 40, 60, 80])("has no line that is too wide for %i columns", async (columns) => {
		for (const page of pages) {
			const lines = (await whole(page, { columns })).split("\n");
			const wide = lines.filter((line) => textWidth(line) >= columns);
			expect({ mark: page.mark, wide }).toEqual({ mark: page.mark, wide: [] });
		}
	});

	it("says no answer above its question", async () => {
		const given: string[] = [];
		for (const [index, page] of pages.entries()) {
			const question = (await page.question?.("typescript")) ?? null;
			const run = await pages[index + 1]?.run?.();
			if (question === null || run === undefined) continue;
			const before = pages.slice(0, index + 1).filter(({ name }) => name === page.name);
			const texts = before.filter(({ run: own }) => own === undefined).map((one) => one.text({ ...PLAIN }));
			const answer = question.answer(run);
			const above = (await Promise.all(texts)).join(" ").replaceAll(/\s+/g, " ");
			// Numbers and names of the program stand above it.
			if (/^[a-z: ,]+$/.test(answer) && answer.includes(" ") && above.includes(answer))
				given.push(`${page.mark}: ${answer}`);
		}
		expect(given).toEqual([]);
	});

	it("begins with the section that is asked for, else where the reader stopped, else at its beginning", () => {
		const first = (section: number | undefined, kept: string | null) =>
			pages[firstPage(pages, section, kept)]?.mark;
		expect([first(undefined, null), first(1, null), first(2, "cancel run")]).toEqual([
			"start",
			"start",
			"fetch model",
		]);
		expect(first(undefined, "cancel run 2")).toBe("cancel run 2");
		// A page of the course as it was.
		expect(first(undefined, "cancel comparison")).toBe("cancel model");
		expect(first(undefined, "gone run")).toBe("start");
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

	it("can't be forgotten where a folder stands in its place", async () => {
		mkdirSync(path(), { recursive: true });
		expect(await asyncLessons(["lesson", "--reset"], { env: env() })).toEqual({
			code: 1,
			out: "",
			error: `error: can't remove ${path()}: it is a folder; remove it by hand\n`,
		});
	});

	it("is kept for eight lessons that go on at once, the latest first", () => {
		for (const mark of "abcdefghij") new Place(env()).keep(mark);
		expect(JSON.parse(readFileSync(path(), "utf8"))).toEqual({
			version: 1,
			next: "j",
			others: ["i", "h", "g", "f", "e", "d", "c"],
		});
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
