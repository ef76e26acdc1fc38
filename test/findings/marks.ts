import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Place } from "../../src/runtime/index.ts";

/** Lines of a test file by the comment that ends them: `yield* pen.acquire(); // bob waits`. */
export interface Marks {
	/** The place of that line; any column will do. */
	place(mark: string): Place;
}

export function marksOf(url: string): Marks {
	const path = fileURLToPath(url);
	const lines = readFileSync(path, "utf8").split("\n");
	const lineOf = (mark: string) => {
		const found = lines.flatMap((line, index) => (line.endsWith(`// ${mark}`) ? [index + 1] : []));
		if (found.length !== 1) throw new Error(`${found.length} lines end with "// ${mark}"`);
		return found[0] as number;
	};
	return { place: (mark) => ({ file: basename(path), line: lineOf(mark), column: expect.any(Number) }) };
}
