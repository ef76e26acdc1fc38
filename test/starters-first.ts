import { join } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders of tests that start processes, terminals or a browser: each file takes as long as many others together. */
const STARTERS = ["terminal", "python", "exercises", "hostile", "cli", "views/page"].map((folder) =>
	join("test", folder),
);

/** Begins with the files that take longest, so that no core is left with nothing to do while the last one runs. */
export class StartersFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const isStarter = ({ moduleId }: TestSpecification) =>
			STARTERS.some((folder) => moduleId.includes(folder));
		return [...files.filter(isStarter), ...files.filter((file) => !isStarter(file))];
	}
}
