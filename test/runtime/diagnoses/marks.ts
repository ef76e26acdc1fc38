import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Place } from "../../../src/index.ts";

/** Lines of a test file by the comment that ends them: `yield* pen.acquire(); // bob waits`. */
export interface Marks {
	/** The place of that line; any column will do. */
	place(mark: string): Place;
	/** The same as messages show it: ` (deadlock.test.ts:14)`. */
	text(mark: string): string;
}

export function marksOf(url: string): Marks {
	const file = fileURLToPath(url);
	const lines = readFileSync(file, "utf8").split("\n");
	const lineOf = (mark: string) => {
		const found = lines.flatMap((line, index) => (line.endsWith(`// ${mark}`) ? [index + 1] : []));
		if (found.length !== 1) throw new Error(`${found.length} lines end with "// ${mark}"`);
		return found[0] as number;
	};
	return {
		place: (mark) => ({ file, line: lineOf(mark), column: expect.any(Number) }),
		text: (mark) => ` (${file.slice(file.lastIndexOf("/") + 1)}:${lineOf(mark)})`,
	};
}
