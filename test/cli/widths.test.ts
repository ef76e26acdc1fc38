import { describe, expect, it } from "vitest";
import { textWidth } from "../../src/text/width.ts";
import { asyncLessons } from "./async-lessons.ts";

const CALLS = [
	["list"],
	["compare"],
	["compare", "gather", "--sweep", "urls=1..10"],
	["compare", "as-completed", "--seeds", "5"],
	["run", "rate-limit"],
	["run", "producer-consumer"],
	["lesson", "--no-input"],
	["quiz", "--no-input"],
];

describe.each([40, 52, 60, 80, 100])("at %i columns", (columns) => {
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
