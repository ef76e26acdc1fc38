import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { record } from "../recording/record.ts";
import { recordLive } from "../recording/record-live.ts";
import { packageUrl } from "./package-root.ts";

/** Who runs demos: one copy of the library. A demo can be run by that copy alone which its coroutines were made with. */
export interface Recorder {
	readonly record: typeof record;
	readonly recordLive: typeof recordLive;
}

/** The copy that the demos of the course are made with. */
export const courseRecorder: Recorder = { record, recordLive };

/** The copy that a module at `url` gets when it imports async-lessons; this package's, if it can't get one by that name. */
export async function recorderFor(url: string): Promise<Recorder> {
	return import(libraryFor(url));
}

function libraryFor(url: string): string {
	try {
		return pathToFileURL(createRequire(url).resolve("async-lessons")).href;
	} catch {
		return packageUrl("dist/index.js").href;
	}
}
