import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asyncLessons } from "./async-lessons.ts";

const COMMANDS = ["run", "list", "new", "show", "compare", "lesson", "step", "quiz", "exercise", "palette"];

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

describe("help", () => {
	it("is short and begins with examples, for a bare call", async () => {
		const { code, out, error } = await asyncLessons([]);
		expect({ code, error }).toEqual({ code: 0, error: "" });
		await expect(out).toMatchFileSnapshot("outputs/help.txt");
	});

	it.each([["--help"], ["-h"], ["help"]])("is the same for %s", async (arg) => {
		expect(await asyncLessons([arg])).toEqual(await asyncLessons([]));
	});

	it.each(COMMANDS)("of %s says its options and exit codes, in three ways the same", async (command) => {
		const { code, out, error } = await asyncLessons([command, "--help"]);
		expect({ code, error }).toEqual({ code: 0, error: "" });
		await expect(out).toMatchFileSnapshot(`outputs/help-${command}.txt`);
		expect(await asyncLessons(["help", command])).toEqual({ code, out, error });
		expect(await asyncLessons([command, "-h"])).toEqual({ code, out, error });
	});
});

describe("--version", () => {
	it.each(["--version", "-V"])("prints the version of the package for %s", async (flag) => {
		expect(await asyncLessons([flag])).toEqual({ code: 0, out: `${version}\n`, error: "" });
	});
});
