import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { asyncLessons } from "./cli/async-lessons.ts";

const FOLDER = new URL("../docs/pictures/", import.meta.url);
const PICTURES: Readonly<Record<string, string[]>> = JSON.parse(
	readFileSync(new URL("pictures.json", FOLDER), "utf8"),
);

const scratch = mkdtempSync(join(tmpdir(), "pictures-"));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("a picture of the README", () => {
	it.each(Object.entries(PICTURES))("%s is what the program draws today", async (name, args) => {
		const file = join(scratch, name);
		expect((await asyncLessons(["run", ...args, "--svg", file])).error).toBe("");
		expect(readFileSync(file, "utf8")).toBe(readFileSync(new URL(name, FOLDER), "utf8"));
	});

	it("is shown there, each of them, and there are no others", () => {
		const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
		const shown = [...readme.matchAll(/docs\/pictures\/([\w-]+\.svg)/g)].map(([, name]) => name);
		const made = readdirSync(FOLDER).filter((name) => name.endsWith(".svg"));
		expect(shown.sort()).toEqual(Object.keys(PICTURES).sort());
		expect(made.sort()).toEqual(Object.keys(PICTURES).sort());
	});
});
