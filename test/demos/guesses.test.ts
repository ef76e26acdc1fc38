import { describe, expect, it } from "vitest";
import { runOf } from "../../src/cli/runs.ts";
import { programOf } from "../../src/demos/program.ts";
import { eventText } from "../../src/demos/questions/evidence.ts";
import { guesses } from "../../src/demos/questions/guesses.ts";
import { guessOf } from "../../src/demos/questions/predictions.ts";
import { registry } from "../../src/demos/registry.ts";
import { record } from "../../src/recording/record.ts";

/** Every question, its choices, the one that the run answers, and the event that decides. */
function asked(): string[] {
	return registry.flatMap((demo) => {
		const runs = demo.variants.map(({ name }) => runOf(record(programOf(demo, name), { places: true })));
		return runs.map((run, index) => {
			const { name = "" } = demo.variants[index] ?? {};
			const question = guessOf(demo.name, name, run, runs);
			if (question === null) return `${demo.name}/${name}: nothing is asked\n`;
			const event = question.decides(run);
			// Without the place: it moves with every change of the demo's file.
			const seen = event === undefined ? "nothing" : eventText(run, event).replace(/ {3}\S+\.ts:\d+$/, "");
			const right = question.answer(run);
			const choices = question.choices.map((choice) => `  ${choice === right ? "*" : "-"} ${choice}\n`);
			return `${demo.name}/${name}: ${question.text}\n${choices.join("")}  ${question.why}\n  ${seen}\n`;
		});
	});
}

describe("the guesses of the course", () => {
	it("are answered by the runs themselves, each by one event", async () => {
		await expect(asked().join("\n")).toMatchFileSnapshot("guesses.txt");
	});

	it("know that gather gives the first file when all downloads have ended, also where rounding says earlier", () => {
		const demo = registry.find(({ name }) => name === "gather-vs-as-completed");
		const answers = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) =>
			["batch", "streaming"].map((variant) => {
				if (demo === undefined) return "";
				const run = runOf(record(programOf(demo, variant), { seed }));
				return guesses[demo.name]?.[variant]?.answer(run);
			}),
		);
		const [all, own] = ["when all downloads have ended", "when its own download has ended"];
		expect(answers).toEqual(Array.from({ length: 8 }, () => [all, own]).flat());
	});

	it("are of variants that there are, and none but two has none", () => {
		const variants = registry.flatMap((demo) => demo.variants.map(({ name }) => `${demo.name}/${name}`));
		const named = Object.entries(guesses).flatMap(([demo, own]) =>
			Object.keys(own).map((variant) => `${demo}/${variant}`),
		);
		expect(named.filter((name) => !variants.includes(name))).toEqual([]);
		expect(variants.filter((name) => !named.includes(name))).toEqual([
			"as-completed/sequential",
			"producer-consumer/sequential",
		]);
	});
});
