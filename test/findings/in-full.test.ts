// All that is found of programs with slips, in full: each part of each finding.

import { expect, test } from "vitest";
import { type Program, recordingOf } from "./found.ts";
import { foundInFull } from "./in-full.ts";
import { explained } from "./programs/explained.ts";
import { stuck } from "./programs/stuck.ts";

const files: readonly (readonly [name: string, programs: Readonly<Record<string, Program>>])[] = [
	["explained", explained],
	["stuck", stuck],
];

test.each(files)("what is found of the programs %s", async (name, programs) => {
	const told = Object.entries(programs).map(
		([title, program]) => `${title}\n\n${foundInFull(recordingOf(program))}`,
	);
	await expect(told.join("\n\n")).toMatchFileSnapshot(`outputs/${name}.txt`);
});
