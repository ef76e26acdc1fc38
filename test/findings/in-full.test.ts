// All that is found of programs with slips, in full: each part of each finding.

import { expect, test } from "vitest";
import type { Recording } from "../../src/recording/index.ts";
import { type Program, recordingOf } from "./found.ts";
import { foundInFull } from "./in-full.ts";
import { endless } from "./programs/endless.ts";
import { explained } from "./programs/explained.ts";
import { left } from "./programs/left.ts";
import { recordings } from "./programs/recordings.ts";
import { stuck } from "./programs/stuck.ts";

/** What goes on for ever is stopped at this time of its clock; what turns without end, after so many turns. */
const LIMITS = { until: 12, maxTurns: 50 };

const files: readonly (readonly [name: string, programs: Readonly<Record<string, Program>>])[] = [
	["explained", explained],
	["stuck", stuck],
	["left", left],
	["endless", endless],
];

/** What is found of each, under its title. */
function told<T>(all: Readonly<Record<string, T>>, recordingOf: (one: T) => Recording): string {
	const texts = Object.entries(all).map(([title, one]) => `${title}\n\n${foundInFull(recordingOf(one))}`);
	return texts.join("\n\n");
}

test.each(files)("what is found of the programs %s", async (name, programs) => {
	const text = told(programs, (program) => recordingOf(program, LIMITS));
	await expect(text).toMatchFileSnapshot(`outputs/${name}.txt`);
});

test("what is found of recordings that were made elsewhere", async () => {
	await expect(told(recordings, (one) => one)).toMatchFileSnapshot("outputs/recordings.txt");
});
