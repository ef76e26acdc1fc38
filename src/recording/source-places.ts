import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Place } from "../runtime/observer.ts";
import type { SourcePlaces } from "./places.ts";

/**
 * A lookup that reads each source map once, and only when somebody looks at a place of its file: most places of a run are never
 * shown, and a map takes longer to read than a lesson to run. Files are told by their path from `folder`.
 */
export function createSourcePlaces(folder: string): SourcePlaces {
	const maps = new Map<string, SourceMap | null>();
	const known = new Map<string, Place>();
	return (place) => {
		const key = `${place.line}:${place.column}:${place.file}`;
		const found = known.get(key) ?? lookedUpLater(() => fromFolder(folder, original(place, maps)));
		known.set(key, found);
		return found;
	};
}

/** A place that is found when it is first read. Its properties are its own, so that it is written and compared like every other place. */
function lookedUpLater(find: () => Place): Place {
	let place: Place | undefined;
	const found = () => {
		place ??= find();
		return place;
	};
	return {
		get file() {
			return found().file;
		},
		get line() {
			return found().line;
		},
		get column() {
			return found().column;
		},
	};
}

function fromFolder(folder: string, { file, line, column }: Place): Place {
	return { file: relative(folder, file).replaceAll("\\", "/"), line, column };
}

function original(place: Place, maps: Map<string, SourceMap | null>): Place {
	const file = place.file.startsWith("file:") ? fileURLToPath(place.file) : place.file;
	let map = maps.get(file);
	if (map === undefined) {
		map = readSourceMap(file);
		maps.set(file, map);
	}
	const origin = map?.findOrigin(place.line, place.column);
	if (origin === undefined || !("fileName" in origin)) {
		return { ...place, file };
	}
	const { fileName, lineNumber, columnNumber } = origin;
	return { file: resolve(dirname(file), fileName), line: lineNumber, column: columnNumber };
}

function readSourceMap(file: string): SourceMap | null {
	try {
		return new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
	} catch {
		// No map beside it, or none that can be read: the built place is the best there is.
		return null;
	}
}
