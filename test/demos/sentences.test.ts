// What the course says of asyncio is true: for each sentence there is a program that CPython runs, or a reason why there is none.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { localPythons } from "../local-pythons.ts";
import { sentencesOfCourse } from "./sentences/said.ts";

const folder = fileURLToPath(new URL("sentences/", import.meta.url));

/** What all of the programs have of this, in one group. */
function inPrograms(pattern: RegExp): string[] {
	const files = readdirSync(folder).filter((file) => file.startsWith("section_"));
	return files.flatMap((file) =>
		[...readFileSync(folder + file, "utf8").matchAll(pattern)].map(([, found = ""]) => found),
	);
}

/** Those that no program can check, under the reasons. */
function unchecked(): string[] {
	const lines = readFileSync(`${folder}unchecked.txt`, "utf8").split("\n");
	return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

test("every sentence of the course stands once, word for word, in a program that checks it or among those that none can check", () => {
	const checked = inPrograms(/^ +#: (.*)$/gm);
	expect([...checked, ...unchecked()].sort()).toEqual(sentencesOfCourse().sort());
});

/** Where no CPython is found, nobody contradicts what was true when it was written. */
const pythons = localPythons();

test("CPython does as the course says", { timeout: 60_000 }, () => {
	const { length } = inPrograms(/^(?:async )?def (check_\w+)/gm);
	const answers = pythons.map(({ path }) => {
		const { status, stdout, stderr } = spawnSync(path, [`${folder}check.py`], { encoding: "utf8" });
		return { status, stdout, stderr };
	});
	expect(answers).toEqual(pythons.map(() => ({ status: 0, stdout: `${length}\n`, stderr: "" })));
});
