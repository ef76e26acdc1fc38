import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sourcesIn } from "../../src/cli/source/files-here.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-here-"));
	for (const name of ["first/inner", "second"]) mkdirSync(join(folder, name), { recursive: true });
	const files = {
		"first/one.py": "one\r\ntwo\n",
		"second/one.py": "another",
		"second/two.py": "second",
		"second/gone.py": "gone",
		"first/inner/three.py": "three",
		"first/..py": "dots",
		"outside.py": "outside",
		"first/most.py": "x".repeat(1_000_000),
		"first/more.py": "x".repeat(1_000_001),
	};
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	symlinkSync("../outside.py", join(folder, "first/link.py"));
	symlinkSync("one.py", join(folder, "first/inside.py"));
});
afterAll(() => rmSync(folder, { recursive: true }));

it("sources are read in the first folder that has them, and never outside of it, nor where they are too large", () => {
	const sources = sourcesIn([join(folder, "first"), join(folder, "second")]);
	const names = ["one.py", "two.py", "inner/three.py", "inside.py", join(folder, "first/one.py")];
	expect(names.map((name) => sources(name)?.join("|"))).toEqual([
		"one|two|",
		"second",
		"three",
		"one|two|",
		"one|two|",
	]);
	const refused = ["../outside.py", join(folder, "outside.py"), "link.py", "inner", "none.py", "more.py"];
	expect(refused.map((name) => sources(name))).toEqual(refused.map(() => null));
	expect(sources("most.py")?.[0]).toHaveLength(1_000_000);
});

it("sources are read once", () => {
	const sources = sourcesIn([join(folder, "second")]);
	const [before, none] = [sources("gone.py"), sources("later.py")];
	unlinkSync(join(folder, "second/gone.py"));
	writeFileSync(join(folder, "second/later.py"), "later");
	expect([sources("gone.py"), sources("later.py")]).toEqual([before, none]);
});
