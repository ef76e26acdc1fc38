import { describe, expect, it } from "vitest";
import { textWidth } from "../../src/text/width.ts";
import { LONG_COMMANDS } from "../hostile/commands.ts";
import { asyncLessons } from "./async-lessons.ts";

const CALLS = [
	...LONG_COMMANDS.filter((args) => !args.includes("--json") && !args.includes("--help")),
	["compare"],
	["compare", "gather", "--sweep", "urls=1..10"],
	["compare", "as-completed", "--seeds", "5"],
	["run", "producer-consumer"],
	["run", "rate-limit", "--source"],
];

// The pages of the course are held to it beside their other tests, in lesson.test.ts.
describe.each([20, 33, 52, 80])("at %i columns", (columns) => {
	it.each(CALLS.map((args) => [args.join(" "), args] as const))(
		"%s has no wider line",
		async (_call, args) => {
			const { code, out } = await asyncLessons([...args, "--width", String(columns)], {
				env: { LANG: "C.UTF-8" },
			});
			const tooWide = out.split("\n").filter((line) => textWidth(line) > columns - 1);
			expect({ code, tooWide }).toEqual({ code: 0, tooWide: [] });
		},
	);
});
