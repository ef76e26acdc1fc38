import { expect, it } from "vitest";
import type { Program } from "../program.ts";
import { printProgram } from "./print-program.ts";
import { shrink } from "./shrink.ts";

const PROGRAM: Program = {
	resources: { locks: 1 },
	coroutines: {
		c2: [
			["log", "a"],
			["sleep", 1],
		],
		c1: [["raise", "Value", "e1"]],
		main: [
			["spawn", "t1", "c2"],
			[
				"try",
				[
					[
						"lock",
						0,
						[
							["sleep", 2],
							["gather", ["c1", "c2"], false],
						],
					],
				],
				[["Value", [["log", "b"], ["reraise"]]]],
				[["log", "c"]],
			],
			[
				"task_group",
				[
					["t2", "c1"],
					["t3", "c2"],
				],
				[["wait", ["t1", "t2"], null, "ALL_COMPLETED"]],
			],
		],
	},
};

it("leaves out all that the difference does not need, and the coroutines that nothing names any more", async () => {
	const smallest = await shrink(PROGRAM, async (smaller) =>
		JSON.stringify(smaller).includes('["gather",["c1"'),
	);
	expect(smallest).toEqual({
		resources: { locks: 1 },
		coroutines: { c1: [], main: [["gather", ["c1"], false]] },
	});
});

it("keeps the members and names that the difference needs", async () => {
	const needed = ['["t3","c2"]', '["wait",["t1"]'];
	const smallest = await shrink(PROGRAM, async (smaller) =>
		needed.every((part) => JSON.stringify(smaller).includes(part)),
	);
	expect(smallest.coroutines.main).toEqual([
		["task_group", [["t3", "c2"]], [["wait", ["t1"], null, "ALL_COMPLETED"]]],
	]);
});

it("answers the program as it is if nothing can be left out", async () => {
	const smallest = await shrink(PROGRAM, async () => false);
	expect(smallest).toEqual(PROGRAM);
});

it("prints a program for a reader, blocks indented", () => {
	expect(`\n${printProgram(PROGRAM)}\n`).toBe(`
main:
    spawn t1 c2
    try:
        lock 0:
            sleep 2
            gather [c1 c2] false
    except Value:
        log b
        reraise
    finally:
        log c
    task_group [[t2 c1] [t3 c2]]:
        wait [t1 t2] null ALL_COMPLETED
c1:
    raise Value e1
c2:
    log a
    sleep 1
`);
});
