import { afterAll, describe, expect, test } from "vitest";
import { courseFolders, LANGUAGES } from "../../src/cli/exercise/exercise-folder.ts";
import { Programs } from "../../src/cli/exercise/programs.ts";
import { type Verified, verified } from "../../src/cli/exercise/verify.ts";
import { SEED } from "../seed.ts";

/** Half of the exercises are run in JavaScript, the others in Python; which half, says the seed. */
const HALF = { javascript: SEED % 2, python: (SEED + 1) % 2 };
/** `LANGUAGES=all`: each exercise is run in both. */
const all = process.env.LANGUAGES === "all";

// One process of each language runs all programs: that of Python takes some seconds to start.
describe.each(["javascript", "python"] as const)(`in %s: SEED=${SEED}`, (language) => {
	const programs = new Programs("embedded");
	afterAll(() => programs.close());

	const folders = courseFolders().filter((_, index) => all || index % 2 === HALF[language]);
	test.each(folders.map((folder) => [folder.exercise.name, folder] as const))(
		"%s fails as it begins, is solved by the model and in other ways, and tells every wrong answer what was meant for it",
		async (_name, folder) => {
			const found: Verified[] = [];
			for await (const one of verified(folder, language, programs)) found.push(one);
			expect(found.filter(({ problem }) => problem !== null)).toEqual([]);
			const count = (part: string) => found.filter(({ file }) => file.startsWith(part)).length;
			expect(count("twins/"), `twins in ${LANGUAGES[language]}`).toBeGreaterThanOrEqual(1);
			expect(count("wrong/"), `wrong answers in ${LANGUAGES[language]}`).toBeGreaterThanOrEqual(5);
		},
		300_000,
	);
});

test.each(courseFolders().map((folder) => [folder.exercise.name, folder] as const))(
	"%s has three other good ways at least, in both languages",
	(_name, folder) => {
		const ways = folder.languages.flatMap((language) => folder.programsIn("right", language));
		expect(folder.languages).toEqual(["python", "javascript"]);
		expect(new Set(ways).size).toBeGreaterThanOrEqual(3);
	},
);
