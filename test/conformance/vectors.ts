import { readFileSync } from "node:fs";
import type { Vector } from "./program.ts";

/** The vectors of a file: one a line, as JSON. */
export function readVectors(file: URL): Vector[] {
	const lines = readFileSync(file, "utf8").trimEnd().split("\n");
	return lines.map((line) => JSON.parse(line));
}
