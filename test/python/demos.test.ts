// The counterparts of the demos under the tracer: the same facts in the same order as the TypeScript under our runtime.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import type { Recording } from "../../src/recording/index.ts";
import { record } from "../../src/recording/record.ts";
import { type Case, casesWith, defaultsOf, drawnCases } from "../demos/cases.ts";
import { findPythons } from "../demos/python/find-pythons.ts";
import { comparable } from "./comparable.ts";
import { DEPARTURES, helpersOf } from "./helpers.ts";
import { traceScript } from "./trace-script.ts";

const HARNESS = fileURLToPath(new URL("harness.py", import.meta.url));
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
const usual = registry.flatMap((demo) => casesWith(demo, defaultsOf(demo), 42));
const cases = [...usual, ...drawnCases(registry, seed, 1, { count: 20, amount: 60 })];

/** Where no CPython is found, nobody contradicts us. */
const pythons = findPythons(11);

test(`counterparts do the same under CPython as demos do, with drawn parameters and seeds: SEED=${seed}`, {
	timeout: 120_000,
}, async () => {
	const theirs = await Promise.all(
		pythons.map(async ({ version, command }) => [version, await traced(command)] as const),
	);
	for (const [version, recordings] of theirs) {
		const departures = DEPARTURES[version] ?? {};
		const told = cases.map((one, index) => [nameOf(one), lines(one, recordings[index], version)] as const);
		const ours = cases.map((one) => [nameOf(one), lines(one, recordOf(one), version)] as const);
		expect([version, alike(told, departures)]).toEqual([version, alike(ours, departures)]);
		expect([version, differing(told.slice(0, usual.length), ours)]).toEqual([
			version,
			Object.keys(departures).sort(),
		]);
	}
	expect(theirs.length).toBe(pythons.length);
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

async function traced(python: string): Promise<readonly Recording[]> {
	const folder = mkdtempSync(join(tmpdir(), "async-lessons-"));
	const file = join(folder, "requests.jsonl");
	const requests = cases.map(({ demo, variant, seed, parameters }) =>
		JSON.stringify({ source: demo.python, variant: variant.name, seed, parameters }),
	);
	writeFileSync(file, requests.join("\n"));
	try {
		return (await traceScript(python, HARNESS, { arguments: [file] })).recordings;
	} finally {
		rmSync(folder, { recursive: true });
	}
}
