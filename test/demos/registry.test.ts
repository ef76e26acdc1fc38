import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Demo, Variant } from "../../src/demos/define-demo.ts";
import { parameterProblem } from "../../src/demos/parameters.ts";
import { registered, registry } from "../../src/demos/registry.ts";
import { goodHabits, sections, sectionTitle } from "../../src/demos/sections.ts";
import { tell } from "../../src/demos/tell.ts";
import { runsOf } from "./run-command.ts";

/** The files beside the demos that hold none. */
const OTHERS = [
	"check-demo",
	"define-demo",
	"numbers",
	"registry",
	"sections",
	"parameters",
	"program",
	"expectation",
	"questions",
	"returned-facts",
	"tell",
	"told-run",
];

const demos = registry;
const variants = demos.flatMap((demo) => demo.variants.map((variant) => ({ demo, variant })));

test("lists 22 demos in lesson order, in seven sections", () => {
	expect(registry.map(({ name, section }) => `${section} ${name}`)).toEqual([
		"1 sync-vs-async",
		"1 hello",
		"1 event-loop",
		"2 fetch",
		"2 gather",
		"2 gather-errors",
		"2 as-completed",
		"2 gather-vs-as-completed",
		"3 task-lifecycle",
		"3 cancel",
		"3 timeout",
		"3 wait",
		"4 task-group",
		"4 task-group-errors",
		"4 managed-tasks",
		"5 producer-consumer",
		"5 rate-limit",
		"6 monitor",
		"7 forgotten-await",
		"7 blocking-call",
		"7 swallowed-cancel",
		"7 unbounded",
	]);
	expect(sections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("loads each demo by the name and the section it is listed with", () => {
	expect(demos.map(({ name, section }) => ({ name, section }))).toEqual(
		registry.map(({ name, section }) => ({ name, section })),
	);
});

test("lists every demo that has a file", () => {
	const files = readdirSync(new URL("../../src/demos", import.meta.url)).map((file) =>
		file.replace(/\.ts$/, ""),
	);
	expect([...registry.map(({ name }) => name), ...OTHERS].sort()).toEqual(files.sort());
});

test("finds a demo by its name, and none by another", () => {
	expect([registered("gather")?.section, registered("gathr")]).toEqual([2, undefined]);
});

test("has the title of every section, and an error for others", () => {
	expect(sections).toHaveLength(7);
	expect(sections.map(({ number }) => sectionTitle(number))).toEqual(sections.map(({ title }) => title));
	expect(() => sectionTitle(8)).toThrow(new RangeError("there are sections 1 to 7, not 8"));
});

test("takes about an hour, and ends in good habits", () => {
	expect(sections.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(65);
	expect(goodHabits).toHaveLength(6);
});

test("explains why in at most three lines of 65 columns", () => {
	const long = demos.flatMap((demo) => {
		const commands = [demo.name, ...demo.next.map(({ run }) => run)];
		return commands.filter((command) => lineCount(whyAfter(demo, command), 65) > 3);
	});
	expect(long).toEqual([]);
});

test("says what a variant does in under 55 columns", () => {
	expect(variants.filter(({ variant }) => variant.summary.length >= 55).map(nameOf)).toEqual([]);
});

test("has a title that leaves room for the section on its line", () => {
	expect(demos.filter(({ name, title }) => name.length + title.length > 58).map(({ name }) => name)).toEqual(
		[],
	);
});

test("asks what to expect of a next run that there is, on one line", () => {
	const next = demos.flatMap((demo) => demo.next);
	const wrong = next.filter(({ run, question }) => run.length + question.length > 48 || !isRunnable(run));
	expect([demos.filter((demo) => demo.next.length === 0), wrong]).toEqual([[], []]);
});

test("lays the right variant beside each that does not work as it should", () => {
	const mended = variants.filter(({ variant }) => variant.fix !== undefined);
	expect(mended.map(({ demo, variant }) => `${nameOf({ demo, variant })} ${variant.rightVariant}`)).toEqual([
		"sync-vs-async/sync async",
		"gather-errors/reused remade",
		"cancel/never-awaits cancelled",
		"producer-consumer/leaves stays",
		"rate-limit/re-locked fixed",
		"forgotten-await/forgotten awaited",
		"blocking-call/blocking cooperative",
		"swallowed-cancel/swallowed re-raised",
		"unbounded/unbounded limited",
	]);
	const known = mended.map(({ demo, variant }) =>
		demo.variants.some(({ name }) => name === variant.rightVariant),
	);
	expect(known).toEqual(mended.map(() => true));
});

test("gives every parameter a default within its range, and a description", () => {
	const wrong = demos.flatMap((demo) =>
		Object.entries(demo.parameters).map(([name, one]) =>
			one.description === "" ? `${name} has no description` : parameterProblem(demo, name, one.default),
		),
	);
	expect(wrong.filter((problem) => problem !== null)).toEqual([]);
});

function nameOf({ demo, variant }: { demo: Demo; variant: Variant }): string {
	return `${demo.name}/${variant.name}`;
}

function lineCount(text: string, width: number): number {
	let [lines, column] = [1, 0];
	for (const { length } of text.split(" ")) {
		const fits = column === 0 || column + 1 + length <= width;
		if (!fits) lines += 1;
		column = fits && column > 0 ? column + 1 + length : length;
	}
	return lines;
}

/** Whether `gather --set urls=10` names a demo, and parameters and values that it allows. */
function isRunnable(run: string): boolean {
	const [name, ...options] = run.split(" ");
	const demo = demos.find((one) => one.name === name);
	const settings = options.filter((option) => option.includes("=")).map((option) => option.split("="));
	return (
		demo !== undefined &&
		settings.every(([key = "", value]) => parameterProblem(demo, key, Number(value)) === null)
	);
}

/** Why it came out so, when this was run. */
function whyAfter(demo: Demo, command: string): string {
	return tell(demo, runsOf(demo, command)).why;
}
