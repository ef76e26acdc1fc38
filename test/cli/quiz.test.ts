import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answerChart, answerTo } from "../../src/cli/commands/quiz.ts";
import { keepLanguage } from "../../src/cli/settings.ts";
import { questions } from "../../src/demos/questions/questions.ts";
import * as runtime from "../../src/runtime/index.ts";
import { asyncLessons } from "./async-lessons.ts";

async function outOf(line: string): Promise<string> {
	const { code, out, error } = await asyncLessons(line.split(" "));
	expect({ code, error }).toEqual({ code: 0, error: "" });
	return out;
}

describe("quiz", () => {
	it("prints questions with their answers in a pipe, without asking", async () => {
		const out = await outOf("quiz --section 3");
		await expect(out).toMatchFileSnapshot("outputs/quiz-3.txt");
		expect(await outOf("quiz --section 3 --no-input")).toBe(out);
	});

	it("asks all questions without a section", async () => {
		const out = await outOf("quiz --no-input");
		expect(out.match(/^ {2}\d+ of \d+ · section \d/gm)).toHaveLength(questions.length);
		expect(out).toContain("The closing question of the course");
	});

	it("explains the signs of the picture that shows an answer", () => {
		const [question] = questions;
		const picture =
			question === undefined ? "" : answerChart(answerTo(question), "typescript", { columns: 80 });
		expect(picture).toMatch(/\n\n {2}█ runs, and nobody else can\n$/);
	});

	it("speaks Python to whoever has read the programs in Python", async () => {
		const env = { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), "async-lessons-quiz-")) };
		keepLanguage("python", env);
		const { out } = await asyncLessons(["quiz", "--no-input"], { env });
		rmSync(env.XDG_STATE_HOME, { recursive: true });
		expect(out).toContain("as_completed gives each result as it comes.");
		const names = Object.keys(runtime).filter((name) => /^[a-z]+[A-Z]/.test(name));
		expect(out.match(new RegExp(`\\b(?:${names.join("|")})\\b|\\.ts:\\d`, "g"))).toBe(null);
	});

	it("counts the answers that are given on the line", async () => {
		await expect(await outOf("quiz --section 4 --answers 1,2,3")).toMatchFileSnapshot(
			"outputs/quiz-answers.txt",
		);
		expect(await outOf("quiz --section 4 --answers 1,2,1")).toMatch(/\n {2}3 of 3 right\n$/);
		expect(await outOf("quiz --section 4 --answers 1")).toContain("\n  1 of 3 right\n");
	});

	it("asks in another order for another seed, and names the sections to look at again in theirs", async () => {
		const answers = questions.map(() => 1).join(",");
		const asked = ["", "--seed 7 ", "--seed 7 ", "--seed 8 "].map(
			(seed) => `quiz ${seed}--answers ${answers}`,
		);
		const [ordered = "", seven = "", again, eight = ""] = await Promise.all(asked.map(outOf));
		expect(seven).toBe(again);
		const orders = [ordered, seven, eight].map((out) => out.match(/^ {2}\d+ of \d+ · .*$/gm)?.join());
		expect(new Set(orders).size).toBe(3);
		const texts = (out: string) => out.match(/^ {2}Run .*$/gm)?.sort();
		expect(texts(seven)).toEqual(texts(ordered));
		const sections = [ordered, seven, eight].map((out) =>
			Array.from(
				out.slice(out.indexOf("To look at again:")).matchAll(/lesson (\d)/g),
				([, number]) => number,
			),
		);
		expect(sections.map(({ length }) => length > 3)).toEqual([true, true, true]);
		expect(sections).toEqual(sections.map((one) => one.toSorted()));
	});

	it.each([
		["quiz --section 4 --answers 1,2,9", "--answers wants 1 to 3 for question 3, not 9"],
		["quiz --section 4 --answers 1,x", "--answers wants 1 to 3 for question 2, not x"],
		["quiz --section 4 --answers 1,1,1,1", "--answers has 4 answers, and there are 3 questions"],
		["quiz --section 8", "--section wants a whole number from 1 to 7, not 8"],
	])("refuses %s", async (line, message) => {
		expect(await asyncLessons(line.split(" "))).toEqual({ code: 2, out: "", error: `error: ${message}\n` });
	});
});
