// The places in the course at which lessons stopped, in the user's folder for state.

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import type { Environment } from "../context.ts";
import { SystemFault, systemSentence, withFaults } from "../system-fault.ts";
import { writeWhole } from "../write-whole.ts";

const VERSION = 1;
/** So many lessons that go on at once are remembered. */
const MOST = 8;

/** Where it is kept: in the user's folder for state, as the XDG directories say. Null: there is no such folder. */
export function progressPath({ XDG_STATE_HOME: state, HOME: home }: Environment): string | null {
	// A relative path in it counts as absent, says the specification.
	if (state !== undefined && isAbsolute(state)) return join(state, "async-lessons", "lesson.json");
	const own = home ?? homeOfSystem();
	return isAbsolute(own) ? join(own, ".local", "state", "async-lessons", "lesson.json") : null;
}

function homeOfSystem(): string {
	try {
		return homedir();
	} catch (error) {
		if (systemSentence(error) === null) throw error;
		return "";
	}
}

/** What the file holds: marks of pages, the latest first. `foreign`: why it is left as it is. */
interface Kept {
	readonly places: readonly string[];
	readonly foreign: string | null;
}

/**
 * How far a lesson has come. Lessons that go on at once keep a place each: none takes that of another.
 * Where nothing can be kept the course goes on all the same, and {@link problem} says why.
 */
export class Place {
	readonly #path: string | null;
	/** The mark of this lesson's page, as it stands in the file; null: it has none there. */
	#own: string | null = null;
	/** Why nothing is kept, in a sentence; null: all is well. */
	problem: string | null = null;

	constructor(env: Environment) {
		this.#path = progressPath(env);
		if (this.#path === null) this.problem = "there is no home folder to keep your place in";
	}

	/** Takes over the latest place, and answers its mark; null if there is none. */
	take(): string | null {
		this.#own = this.#read().places[0] ?? null;
		return this.#own;
	}

	/** Keeps the page with this mark. */
	keep(mark: string): void {
		this.#change((others) => [mark, ...others.filter((other) => other !== mark)]);
		this.#own = mark;
	}

	/** The course is at its end: forgets the place of this lesson. */
	leave(): void {
		this.#change((others) => others);
		this.#own = null;
	}

	/** Forgets all places. @throws {SystemFault} if the system refuses */
	reset(): void {
		const { foreign } = this.#read();
		if (foreign !== null) throw new SystemFault(`${foreign}; remove it by hand`);
		const path = this.#path;
		if (path === null || !existsSync(path)) return;
		withFaults(`can't remove ${path}`, "remove it by hand", () => rmSync(path));
	}

	#change(places: (others: readonly string[]) => readonly string[]): void {
		if (this.#path === null) return;
		const kept = this.#read();
		this.problem = kept.foreign;
		if (kept.foreign !== null) return;
		const next = places(kept.places.filter((place) => place !== this.#own)).slice(0, MOST);
		try {
			if (next.length === 0) rmSync(this.#path, { force: true });
			else {
				mkdirSync(dirname(this.#path), { recursive: true });
				writeWhole(this.#path, [`${JSON.stringify(documentOf(next))}\n`]);
			}
		} catch (error) {
			const sentence = error instanceof SystemFault ? error.message : systemSentence(error);
			if (sentence === null) throw error;
			this.problem = sentence;
		}
	}

	#read(): Kept {
		try {
			return this.#path === null
				? NOTHING
				: placesIn(JSON.parse(readFileSync(this.#path, "utf8")), this.#path);
		} catch (error) {
			// Not there, not ours to read, or damaged: then the course begins at its beginning.
			if (systemSentence(error) === null && !(error instanceof SyntaxError)) throw error;
			return NOTHING;
		}
	}
}

const NOTHING: Kept = { places: [], foreign: null };

function documentOf([next, ...others]: readonly string[]): object {
	return { version: VERSION, next, ...(others.length === 0 ? {} : { others }) };
}

function placesIn(kept: unknown, path: string): Kept {
	if (typeof kept !== "object" || kept === null) return NOTHING;
	const { version, next, others } = kept as Readonly<Record<string, unknown>>;
	if (typeof version === "number" && version > VERSION)
		return { places: [], foreign: `${path} is of a later version of this program, and is left as it is` };
	const all: readonly unknown[] = [next, ...(Array.isArray(others) ? others : [])];
	return { places: all.filter((place) => typeof place === "string"), foreign: null };
}
