import { readFileSync } from "node:fs";
import { transformSync } from "rolldown/utils";
import { describe, expect, it } from "vitest";

import * as expectations from "../../src/expect/index.ts";
import * as library from "../../src/index.ts";

const page = readFileSync(new URL("../../docs/expect.md", import.meta.url), "utf8");

/** Programs of the page, and what the page says that they come to. */
const examples = Array.from(
	page.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs),
	([, source = "", text = ""]) => ({
		source,
		text,
	}),
);

const modules = {
	"async-lessons": library,
	"async-lessons/expect": expectations,
	"node:test": { test: (_name: string, body: () => void) => body() },
};

type Program = (given: typeof modules) => void;

/** The error that the test of the page fails with; empty: none. Without the line, which is that of no file. */
function failureOf(source: string): string {
	const { code } = transformSync("example.ts", source);
	const body = code.replaceAll(/import (\{.*?\}) from ("[\w/:-]+");/gs, "const $1 = given[$2];");
	try {
		(new Function("given", body) as Program)(modules);
	} catch (error) {
		return `${String(error).replace(/ \([^()\n]*\)(, <anonymous>:\d+\))?$/m, "")}\n`;
	}
	return "";
}

describe("docs/expect.md", () => {
	it("has examples", () => {
		expect(examples.length).toBeGreaterThan(1);
	});

	it.each(examples)("fails as it says: $text", ({ source, text }) => {
		expect(failureOf(source)).toBe(text);
	});

	it("tells of every method", () => {
		const methods = Object.getOwnPropertyNames(expectations.RunExpectations.prototype);
		expect(methods.filter((name) => name !== "constructor" && !page.includes(`\`${name}(`))).toEqual([]);
	});
});
