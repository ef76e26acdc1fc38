// The sources of a program that was run or recorded, as far as they are here.

import { readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type { Recording } from "../../recording/index.ts";
import type { Sources } from "../../views/steps/screen.ts";

/** Larger files are no sources that anybody wants to look at. */
const MOST_BYTES = 1_000_000;

/** Reads the files that places name. One that does not lie in one of these folders is never read: a recording may come from anybody. */
export function sourcesIn(folders: readonly string[]): Sources {
	const known = new Map<string, readonly string[] | null>();
	return (file) => {
		const before = known.get(file);
		if (before !== undefined) return before;
		const lines = folders.map((folder) => linesOf(file, folder)).find((one) => one !== null) ?? null;
		known.set(file, lines);
		return lines;
	};
}

function linesOf(file: string, folder: string): string[] | null {
	const path = resolve(folder, file);
	const found = statSync(path, { throwIfNoEntry: false });
	if (found?.isFile() !== true || found.size > MOST_BYTES) return null;
	const inside = relative(realpathSync(folder), realpathSync(path));
	if (inside.startsWith("..") || isAbsolute(inside)) return null;
	return readFileSync(path, "utf8").split(/\r?\n/);
}

/** The files that places of a recording name, in the order in which they come up. */
export function placedFiles({ facts }: Recording): string[] {
	const files = new Set<string>();
	for (const fact of facts) if ("place" in fact && fact.place !== undefined) files.add(fact.place.file);
	return [...files];
}
