// A teacher's own exercise: a folder to begin with, which verifies as it is.

import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { packageFile } from "../files.ts";
import { quoted } from "../option-values.ts";
import { withFaults } from "../system-fault.ts";
import { writeWhole } from "../write-whole.ts";

/** What is in it, as it stands in the folder of this package with the example. */
const FILES = [
	"exercise.mjs",
	"start.py",
	"start.mjs",
	"model.py",
	"model.mjs",
	"twins/other-times.py",
	"twins/other-times.mjs",
	"wrong/in-turn.py",
	"wrong/in-turn.mjs",
	"right/gather.py",
	"right/gather.mjs",
] as const;

/** Writes the folder. @throws {UsageError} of a name that can't be one, or that is taken */
export function newExercise([name, ...more]: readonly string[], { cwd, out }: Context): ExitCode {
	if (name === undefined || more.length > 0)
		throw new UsageError("exercise new wants one name, as two-ovens");
	if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
		throw new UsageError(
			`${quoted(name)} can't be the name of an exercise: it has lower-case letters, digits and hyphens, as two-ovens`,
		);
	const folder = resolve(cwd, name);
	if (existsSync(folder)) throw new UsageError(`${name} is there already; take another name`);
	withFaults(`can't make the folder ${name}`, "go to another folder", () => {
		for (const inner of ["twins", "wrong", "right"]) mkdirSync(join(folder, inner), { recursive: true });
	});
	for (const file of FILES) {
		const text = packageFile(`src/exercises/template/${file}`).replaceAll("NAME", name);
		writeWhole(join(folder, file), [text]);
	}
	out.write(`The folder ${name} is written. What it holds is told in docs/exercises.md of this package.\n`);
	out.write(`  async-lessons exercise verify ./${name}    whether it does what it should\n`);
	out.write(`  async-lessons exercise ./${name}           as a learner sees it\n`);
	return EXIT.asExpected;
}
