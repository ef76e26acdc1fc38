// All that is found of programs with slips, in full: each part of each finding.

import { expect, test } from "vitest";
import { type Program, recordingOf } from "./found.ts";
import { foundInFull } from "./in-full.ts";
import { endless } from "./programs/endless.ts";
import { explained } from "./programs/explained.ts";
import { left } from "./programs/left.ts";
import { stuck } from "./programs/stuck.ts";

/** What goes on for ever is stopped at this time of its clock; what turns without end, after so many turns. */
const LIMITS = { until: 12, maxTurns: 50 };

const files: readonly (readonly [name: string, programs: Readonly<Record<string, Program>>])[] = [
	["explained", explained],
	["stuck", stuck],
	["left", left],
	["endless", endless],
];

test.each(files)("what is found of the programs %s", async (name, programs) => {
	const told = Object.entries(programs).map(
		([title, program]) => `${title}\n\n${foundInFull(recordingOf(program, LIMITS))}`,
	);
	await expect(told.join("\n\n")).toMatchFileSnapshot(`outputs/${name}.txt`);
});
