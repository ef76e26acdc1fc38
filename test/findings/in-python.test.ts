import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { inPython, PYTHON, pythonNames } from "../../src/findings/in-python.ts";

const FOLDER = new URL("../../src/findings/", import.meta.url);

/** All sources of findings but the table itself, comments left out. */
const SOURCES = readdirSync(FOLDER)
	.filter((name) => name !== "in-python.ts")
	.map((name) => readFileSync(new URL(name, FOLDER), "utf8").replaceAll(/^\s*(\/\/|\*|\/\*\*).*$/gm, ""))
	.join("\n")
	// The kind of a resource stands in a template.
	.replaceAll(/\$\{resource\?\.made\.resourceKind \?\? "lock"\}/g, "lock");

const FINDING: Finding = {
	kind: "stuck",
	index: 0,
	task: null,
	at: 0,
	place: null,
	source: null,
	text: "",
	wayOut: "",
};

describe("a way out in Python", () => {
	it("names what Python has", () => {
		const wayOut = "release it where it was acquired: lock.with(function* () { … }) does";
		expect(inPython({ ...FINDING, wayOut })).toEqual({
			...FINDING,
			wayOut: "release it where it was acquired: async with lock does",
		});
	});

	it("is known for all code that ways out name", () => {
		const code =
			/yield\*|function\*|\(\) =>|throw the|createTask|taskGroup|taskDone|notifyAll|[a-z]+\.[a-z]+[A-Z]\w*(\(\)|;| tells)/;
		const texts = [...SOURCES.matchAll(/wayOut[^"`]*(["`].*["`])|^\s*\??:?\s*(["`].*["`]),?$/gm)].map(
			(match) => match[0],
		);
		const translated = texts.map((text) => inPython({ ...FINDING, wayOut: text }).wayOut);
		expect(texts.length).toBeGreaterThan(20);
		expect(translated.filter((text) => code.test(text.replaceAll(/\$\{[^}]*\}/g, "")))).toEqual([]);
	});

	it("has nothing to say of code that no way out names", () => {
		const unused = PYTHON.filter(
			([typescript]) => !SOURCES.includes(typescript) && !/^(semaphore|condition)\.with/.test(typescript),
		);
		expect(unused).toEqual([]);
	});
});

it("names of functions and options are those of Python; other words stay", () => {
	expect(pythonNames("With returnExceptions asCompleted, a taskGroup, JavaScript, yield* and gather")).toBe(
		"With return_exceptions as_completed, a TaskGroup, JavaScript, await and gather",
	);
});
