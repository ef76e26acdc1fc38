import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { expectRun } from "../../src/expect/index.ts";
import { recordScript } from "../../src/index.ts";
import { localPythons } from "../local-pythons.ts";

const COURSE = fileURLToPath(new URL("../cli/scripts/course.py", import.meta.url));

it("recordScript answers a recording for each run of a script, of which something can be expected", {
	timeout: 120_000,
}, async () => {
	const [local] = localPythons();
	const recordings = await recordScript(COURSE, { python: local?.path ?? "embedded", seed: 7 });
	expect(recordings.map(({ header }) => header)).toEqual(
		["sequential", "concurrent"].map((variant) => ({
			format: "async-lessons/recording",
			version: 2,
			program: "course",
			variant,
			parameters: {},
			seed: 7,
			language: "python",
			runtime: `CPython ${local?.version ?? "3.14.2, embedded"}`,
			clock: "virtual",
			sources: ["course.py"],
		})),
	);
	const [sequential, concurrent] = recordings;
	if (sequential === undefined || concurrent === undefined) throw new Error("two runs are missing");
	expectRun(sequential).toTake({ atLeast: 4.5 }).atMostAtOnce(1, "sequential");
	expectRun(concurrent).toTake({ atMost: 2 }).noFindings();
});
