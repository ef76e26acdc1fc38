import { readFileSync } from "node:fs";
import { transformSync } from "rolldown/utils";
import { describe, expect, it } from "vitest";

import * as library from "../../src/index.ts";
import * as runtime from "../../src/runtime/index.ts";

const page = readFileSync(new URL("../../docs/runtime.md", import.meta.url), "utf8");

/** A program of the page, and what the page says that it prints. */
const examples = Array.from(
	page.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs),
	([, source = "", text = ""]) => ({
		source,
		text,
	}),
);

type Program = (names: typeof library, console: { log(...values: unknown[]): void }) => Promise<void>;

/** The program as a function: what it imports from the library it is given. */
function compiled(source: string): Program {
	const { code } = transformSync("example.ts", source);
	const body = code.replace(/import (\{.*?\}) from "async-lessons";/s, "const $1 = names;");
	return new Function("names", "console", `return (async () => {${body}})();`) as Program;
}

/** What the program writes, line by line, and the error that it ends with. */
async function outputOf(source: string): Promise<string> {
	const lines: string[] = [];
	const log = (...values: unknown[]) => {
		const texts = values.map((value, index) =>
			index === 0 && typeof value === "string" ? value : JSON.stringify(value),
		);
		lines.push(texts.join(" "));
	};
	try {
		await compiled(source)(library, { log });
	} catch (error) {
		lines.push(String(error));
	}
	return `${lines.join("\n")}\n`;
}

describe("docs/runtime.md", () => {
	it("has examples", () => {
		expect(examples.length).toBeGreaterThan(5);
	});

	it.each(examples)("prints what it says: $text", async ({ source, text }) => {
		expect(await outputOf(source)).toBe(text);
	});

	it("names nothing that the library does not have", () => {
		const imported = examples.flatMap(({ source }) => {
			const [, names = ""] = /import \{(.*?)\} from "async-lessons"/s.exec(source) ?? [];
			return names.split(",").map((name) => name.trim());
		});
		const values = imported.filter((name) => name !== "" && !name.startsWith("type "));
		expect(values.filter((name) => !(name in library))).toEqual([]);
	});

	it("names every function and class of the runtime, and the package has them all", () => {
		const missing = Object.keys(runtime).filter((name) => !page.includes(name));
		expect(missing).toEqual([]);
		expect(Object.keys(runtime).filter((name) => !(name in library))).toEqual([]);
	});
});
