import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
	forgetProgress,
	progressPath,
	readProgress,
	writeProgress,
} from "../../src/cli/lesson/progress-file.ts";
import { courseSteps } from "../../src/cli/lesson/steps.ts";
import { registry } from "../../src/demos/registry.ts";
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

	it("has a model, a run and something to take away for every demo", () => {
		const marks = courseSteps(registry).map(({ mark }) => mark);
		expect(marks).toHaveLength(7 + 3 * registry.length + 1);
		for (const { name } of registry) {
			const first = marks.indexOf(`${name} model`);
			expect(marks.slice(first, first + 3)).toEqual([`${name} model`, `${name} run`, `${name} take-away`]);
		}
	});

	it("forgets how far somebody has come, where that is asked for", async () => {
		const env = { XDG_STATE_HOME: folder };
		writeProgress(env, "fetch run");
		const ended = await asyncLessons(["lesson", "--reset"], { env });
		expect(ended).toEqual({ code: 0, out: "", error: "The course begins at its beginning again.\n" });
		expect(readProgress(env)).toBe(null);
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
	it("is kept in the user's folder for state", () => {
		const env = { XDG_STATE_HOME: folder };
		expect(progressPath(env)).toBe(join(folder, "async-lessons", "lesson.json"));
		writeProgress(env, "fetch run");
		expect(readFileSync(progressPath(env), "utf8")).toBe('{"version":1,"next":"fetch run"}\n');
		expect(readProgress(env)).toBe("fetch run");
		forgetProgress(env);
		expect(readProgress(env)).toBe(null);
		forgetProgress(env);
	});

	it("is kept in the home folder where the environment names no other", () => {
		expect(progressPath({})).toMatch(/[\\/]\.local[\\/]state[\\/]async-lessons[\\/]lesson\.json$/);
		expect(progressPath({ XDG_STATE_HOME: "relative" })).toBe(progressPath({}));
	});

	it.each(["", "{", "[]", "null", '{"next":5}', '{"other":"fetch run"}'])(
		"is nothing where %s is kept",
		(kept) => {
			const env = { XDG_STATE_HOME: folder };
			writeProgress(env, "fetch run");
			writeFileSync(progressPath(env), kept);
			expect(readProgress(env)).toBe(null);
		},
	);

	it("is not required: where nothing can be written, nothing is", () => {
		const file = join(folder, "file");
		writeFileSync(file, "");
		const env = { XDG_STATE_HOME: file };
		expect(() => writeProgress(env, "fetch run")).not.toThrow();
		expect(readProgress(env)).toBe(null);
	});
});
