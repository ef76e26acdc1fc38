// Scripts in the manner of tutorials: what they print, and how they end, is the same with the tracer.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Random } from "../../src/runtime/index.ts";
import { localPythons } from "../local-pythons.ts";
import { SEED } from "../seed.ts";
import { traceScript } from "./trace-script.ts";

/** How many of the scripts, drawn by the seed; `SCRIPTS=1000` for all. */
const SCRIPTS = Number(process.env.SCRIPTS ?? 30);
const AT_ONCE = 2;
const INPUT = "one\ntwo\n";
const folder = new URL("scripts/", import.meta.url);
const [python] = localPythons();
const names = readdirSync(folder)
	.filter((file) => file.endsWith(".py"))
	.map((file) => file.slice(0, -".py".length))
	// The same order everywhere, so that a seed draws the same.
	.sort();

interface Expected {
	readonly stdout: string;
	readonly code: number;
}

/** By plain CPython 3.13: test/python/record_expected.py */
const expected: Readonly<Record<string, Expected>> = JSON.parse(
	readFileSync(new URL("expected.json", folder), "utf8"),
);

test("there are scripts, and it is known what each of them prints", () => {
	expect(Object.keys(expected).sort()).toEqual(names);
});

test.runIf(python !== undefined)(
	`${Math.min(SCRIPTS, names.length)} scripts print under the tracer what they print without: SEED=${SEED}`,
	{ timeout: 240_000 },
	async () => {
		const printed: Record<string, Expected> = {};
		const drawn = drawnBy(new Random(SEED));
		const left = [...drawn];
		const work = async () => {
			for (let name = left.pop(); name !== undefined; name = left.pop())
				printed[name] = await printedBy(name);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
		expect(printed).toEqual(Object.fromEntries(drawn.map((name) => [name, expected[name]])));
	},
);

function drawnBy(random: Random): string[] {
	const keys = new Map(names.map((name) => [name, random.random()]));
	return names.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0)).slice(0, SCRIPTS);
}

async function printedBy(name: string): Promise<Expected> {
	const script = new URL(`${name}.py`, folder).pathname;
	const { stdout, code } = await traceScript(python?.path ?? "", script, {
		options: ["--raw"],
		input: INPUT,
	});
	return { stdout, code: code ?? -1 };
}
