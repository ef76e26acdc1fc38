// The counterparts of the demos under the tracer: the same facts in the same order as the TypeScript under our runtime.

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import { recordScript } from "../../src/python/record-script.ts";
import type { Recording } from "../../src/recording/index.ts";
import { record } from "../../src/recording/record.ts";
import { type Case, casesWith, defaultsOf, drawnCases } from "../demos/cases.ts";
import { localPythons } from "../local-pythons.ts";
import { SEED } from "../seed.ts";
import { comparable } from "./comparable.ts";
import { DEPARTURES, helpersOf } from "./helpers.ts";
import { traceScript } from "./trace-script.ts";

const SCRIPTS = ["harness.py", "../demos/python/counterpart.py"];
const usual = registry.flatMap((demo) => casesWith(demo, defaultsOf(demo), 42));
const cases = [...usual, ...drawnCases(registry, SEED, 1, { count: 20, amount: 60 })];

const pythons = localPythons(11);

/** Who runs them: one Python that comes with the package, and each local one. */
const runners: readonly (readonly [
	version: string,
	run: (folder: string) => Promise<readonly Recording[]>,
])[] = [
	["3.14", (folder) => recordScript("harness.py", { python: "embedded", cwd: folder })],
	...pythons.map(
		({ minor, path }) =>
			[
				`3.${minor}`,
				async (folder: string) => (await traceScript(path, join(folder, "harness.py"))).recordings,
			] as const,
	),
];

test(`counterparts do the same under CPython as demos do, with drawn parameters and seeds: SEED=${SEED}`, {
	timeout: 240_000,
}, async () => {
	const theirs = await Promise.all(
		runners.map(async ([version, run]) => [version, await traced(run)] as const),
	);
	const ours = cases.map(recordOf);
	for (const [version, recordings] of theirs) {
		const departures = DEPARTURES[version] ?? {};
		const told = cases.map((one, index) => [nameOf(one), lines(one, recordings[index], version)] as const);
		const wanted = cases.map((one, index) => [nameOf(one), lines(one, ours[index], version)] as const);
		expect([version, alike(told, departures)]).toEqual([version, alike(wanted, departures)]);
		expect([version, differing(told.slice(0, usual.length), wanted)]).toEqual([
			version,
			Object.keys(departures).sort(),
		]);
	}
	expect(theirs.length).toBe(runners.length);
});

type Told = readonly (readonly [name: string, lines: readonly string[]])[];

function alike(told: Told, departures: Readonly<Record<string, string>>): Told {
	return told.filter(([name]) => !(name in departures));
}

function differing(told: Told, ours: Told): string[] {
	return told
		.filter(([, lines], index) => lines.join("\n") !== ours[index]?.[1].join("\n"))
		.map(([name]) => name)
		.sort();
}

function nameOf({ demo, variant }: Case): string {
	return `${demo.name} ${variant.name}`;
}

function recordOf({ demo, variant, seed, parameters }: Case): Recording {
	return record(programOf(demo, variant.name, parameters), { seed });
}

/** On 3.11 bodies are seen when they suspend, and those that never do are lost: there they are left out. */
function lines({ demo, variant }: Case, recording: Recording | undefined, version: string): string[] {
	const told = comparable(recording?.facts ?? [], helpersOf(demo.name, variant.name));
	const facts = version === "3.11" ? told.filter((line) => !line.startsWith('{"kind":"span-')) : told;
	return [...facts, JSON.stringify(recording?.end)];
}

/** All cases in one process, one after the other. */
async function traced(run: (folder: string) => Promise<readonly Recording[]>): Promise<readonly Recording[]> {
	const folder = mkdtempSync(join(tmpdir(), "async-lessons-"));
	for (const script of SCRIPTS)
		copyFileSync(new URL(script, import.meta.url), join(folder, basename(script)));
	const requests = cases.map(({ demo, variant, seed, parameters }) =>
		JSON.stringify({ source: demo.python, variant: variant.name, seed, parameters }),
	);
	writeFileSync(join(folder, "requests.jsonl"), requests.join("\n"));
	try {
		return await run(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
