import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { asyncLessons } from "./async-lessons.ts";

const folder = mkdtempSync(join(tmpdir(), "new-"));
afterAll(() => rmSync(folder, { recursive: true }));

const call = (...args: string[]) => asyncLessons(args, { cwd: folder });

describe("new", () => {
	it("writes a module that runs as it promises", async () => {
		expect(await call("new", "my-first")).toEqual({
			code: 0,
			out: `  my-first.mjs is written.

  async-lessons run ./my-first.mjs                    draw what happens
  async-lessons run ./my-first.mjs --set seconds=3    with another number
  async-lessons step ./my-first.mjs                   step through it
`,
			error: "",
		});
		const { code, out, error } = await call("run", "./my-first.mjs", "--set", "seconds=3", "--json");
		expect({ code, error }).toEqual({ code: 0, error: "" });
		const { demo, variants } = JSON.parse(out);
		expect(demo).toBe("my-first");
		expect(
			variants.map(({ name, elapsed, asPromised }: Record<string, unknown>) => [name, elapsed, asPromised]),
		).toEqual([
			["in-turn", 6, true],
			["at-once", 3, true],
		]);
	});

	it("writes a Python script that runs", async () => {
		const { code, out, error } = await call("new", "my-first", "--python");
		expect({ code, error }).toEqual({ code: 0, error: "" });
		expect(out).toContain("my-first.py is written.");
		const ran = await call("run", "my-first.py", "--json");
		const { variants } = JSON.parse(ran.out);
		expect(variants.map(({ name, elapsed }: Record<string, unknown>) => [name, elapsed])).toEqual([
			["in_turn", 4],
			["at_once", 2],
		]);
	});

	it("takes a name of a module of Python's for a module in JavaScript, and one of 60 characters", async () => {
		for (const name of ["random", `n${"-x".repeat(29)}n`]) {
			expect((await call("new", name)).out).toContain(`  ${name}.mjs is written.\n`);
			expect(readFileSync(join(folder, `${name}.mjs`), "utf8")).toContain(`name: "${name}"`);
		}
	});

	it("says that a folder is none", async () => {
		writeFileSync(join(folder, "file"), "");
		expect(await asyncLessons(["new", "mine-too"], { cwd: join(folder, "file") })).toEqual({
			code: 1,
			out: "",
			error: "error: can't write mine-too.mjs: a part of its path is no folder; use another folder\n",
		});
	});

	it("never writes over a file", async () => {
		writeFileSync(join(folder, "mine.mjs"), "mine");
		expect(await call("new", "mine")).toEqual({
			code: 2,
			out: "",
			error: "error: mine.mjs is there already; choose another name\n",
		});
		expect(readFileSync(join(folder, "mine.mjs"), "utf8")).toBe("mine");
	});

	const WANTED = "new wants a name of letters, digits, - and _ that begins with a letter, as my-program";

	it.each([
		[["a/b"], `${WANTED}, not a/b: it is written in this folder`],
		[["../up"], `${WANTED}, not ../up: it is written in this folder`],
		[["1st"], `${WANTED}, not 1st`],
		[["two words"], `${WANTED}, not "two words"`],
		[[""], `${WANTED}, not ""`],
		[["trial.py"], 'new wants a name without an ending: "async-lessons new trial --python"'],
		[["trial.mjs"], 'new wants a name without an ending: "async-lessons new trial"'],
		[["x".repeat(61)], "new wants a name of up to 60 characters, not 61"],
		[
			["random", "--python"],
			'random is a module of Python, and would hide it; "async-lessons new my-random --python"',
		],
		// From each line of the list.
		...["ast", "decimal", "inspect", "queue", "string", "uuid", "zipimport"].map(
			(name): [string[], string] => [
				[name, "--python"],
				`${name} is a module of Python, and would hide it; "async-lessons new my-${name} --python"`,
			],
		),
	])("refuses %j", async (args, message) => {
		expect(await call("new", ...args)).toEqual({ code: 2, out: "", error: `error: ${message}\n` });
	});
});
