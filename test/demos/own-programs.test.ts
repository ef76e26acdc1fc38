// docs/own-programs.md: its whole demo runs, its parts are what defineDemo takes, and it tells of every field.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkDemo } from "../../src/demos/check-demo.ts";
import { registry } from "../../src/demos/registry.ts";
import { asyncLessons } from "../cli/async-lessons.ts";

const page = readFileSync(new URL("../../docs/own-programs.md", import.meta.url), "utf8");
const [whole = "", ...parts] = Array.from(page.matchAll(/```js\n(.*?)```/gs), ([, source = ""]) => source);

const folder = mkdtempSync(join(tmpdir(), "own-programs-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function runOf(...args: string[]) {
	writeFileSync(join(folder, "printers.mjs"), whole);
	return asyncLessons(["run", "./printers.mjs", ...args], { cwd: folder });
}

describe("docs/own-programs.md", () => {
	it.each([[], ["--set", "pages=7"], ["--set", "pages=1", "--set", "broken=1"]])(
		"has a demo that ends as it promises: %j",
		async (...args) => {
			const { code, out, error } = await runOf(...args);
			expect({ code, error }).toEqual({ code: 0, error: "" });
			expect(out).toContain("So many pages are printed at once as there are printers; the\n");
			expect(out).toContain("async-lessons run ./printers.mjs --set broken=1    who waits for ever?\n");
		},
	);

	it("has a demo that ends as it promises, be it in a deadlock", async () => {
		const { code, out, error } = await runOf("--set", "broken=1");
		expect({ code, error }).toEqual({ code: 0, error: "" });
		expect(out).toContain("page 2  waits for semaphore printers, held by page 1 (ended)");
		expect(out).toContain("1 of 4 pages, stuck at 2.00 s");
		expect(out).toContain("4 of 4 pages");
		expect(out).toContain("Use printers.with");
	});

	it("has parts that defineDemo takes", () => {
		const main = function* () {};
		expect(parts.length).toBeGreaterThan(3);
		for (const part of parts) {
			const given = new Function("fetchTwo", "fetchOne", `return { ${part} }`)(main, main);
			const variants = [{ name: "one", main }];
			expect(() => checkDemo({ name: "part", variants, ...given })).not.toThrow();
		}
	});

	it("tells of every field of a demo and of a variant", () => {
		const fields = registry.flatMap((demo) => [demo, ...demo.variants].flatMap((one) => Object.keys(one)));
		expect([...new Set(fields)].filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
	});
});
