import { describe, expect, it } from "vitest";
import { type Run, runOf } from "../../src/cli/runs.ts";
import { programOf } from "../../src/demos/program.ts";
import { type CourseQuestion, eventText } from "../../src/demos/questions/evidence.ts";
import { questions } from "../../src/demos/questions/questions.ts";
import { registered } from "../../src/demos/registry.ts";
import { record } from "../../src/recording/record.ts";

async function madeFor({ demo, variant, parameters = {} }: CourseQuestion): Promise<Run> {
	const loaded = registered(demo);
	if (loaded === undefined) throw new Error(`no demo called ${demo}`);
	return runOf(record(programOf(loaded, variant, parameters), { places: true }));
}

async function answered(question: CourseQuestion): Promise<string> {
	const run = await madeFor(question);
	const event = question.decides(run);
	// Without the place: it moves with every change of the demo's file.
	const decides = event === undefined ? "nothing" : eventText(run, event).replace(/ {3}\S+\.ts:\d+$/, "");
	return `${question.demo}/${question.variant}: ${question.answer(run)} | ${decides}`;
}

describe("the questions of the course", () => {
	it("are answered by the runs themselves, each by one event", async () => {
		const answers = await Promise.all(questions.map(answered));
		await expect(`${answers.join("\n")}\n`).toMatchFileSnapshot("outputs/answers.txt");
	});

	it("have their answers among their choices, and no choice twice", async () => {
		for (const question of questions) {
			expect(question.choices).toContain(question.answer(await madeFor(question)));
			expect(new Set(question.choices).size).toBe(question.choices.length);
		}
	});

	it("are at least 20, from every section, in the order of the course", () => {
		const sections = questions.map(({ section }) => section);
		expect(questions.length).toBeGreaterThanOrEqual(20);
		expect(new Set(sections)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
		expect(sections).toEqual(sections.toSorted((a, b) => a - b));
	});

	it("have the right answer now first, now second, now third", async () => {
		const places = await Promise.all(
			questions.map(async (one) => one.choices.indexOf(one.answer(await madeFor(one)))),
		);
		const often = [0, 1, 2].map((place) => places.filter((one) => one === place).length);
		expect(Math.min(...often)).toBeGreaterThanOrEqual(questions.length / 5);
	});
});
