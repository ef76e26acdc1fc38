import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import type { Environment } from "../context.ts";

/** Where the next page is remembered: in the user's folder for state, as the XDG directories say. */
export function progressPath({ XDG_STATE_HOME: state }: Environment): string {
	// A relative path in it counts as absent, says the specification.
	const home = state !== undefined && isAbsolute(state) ? state : join(homedir(), ".local", "state");
	return join(home, "async-lessons", "lesson.json");
}

/** The mark of the page to go on with; null if none is known, or what is kept can't be read. */
export function readProgress(env: Environment): string | null {
	try {
		const kept: unknown = JSON.parse(readFileSync(progressPath(env), "utf8"));
		const isKept =
			typeof kept === "object" && kept !== null && "next" in kept && typeof kept.next === "string";
		return isKept ? String(kept.next) : null;
	} catch {
		// Not there, not ours to read, or damaged: then the course begins at its beginning.
		return null;
	}
}

/** Remembers the page to go on with. Where that is not possible the course goes on all the same. */
export function writeProgress(env: Environment, next: string): void {
	const path = progressPath(env);
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, `${JSON.stringify({ version: 1, next })}\n`);
	} catch {
		// A home that can't be written to is no reason to stop a lesson.
	}
}

/** Forgets it. */
export function forgetProgress(env: Environment): void {
	rmSync(progressPath(env), { force: true });
}
