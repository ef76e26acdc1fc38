// Files in the user's folder for state: what one call of the program leaves for the next.

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import type { Environment, Output } from "./context.ts";
import { SystemFault, systemSentence, withFaults } from "./system-fault.ts";
import { writeWhole } from "./write-whole.ts";

const VERSION = 1;

/** Where it is kept: in the user's folder for state, as the XDG directories say. Null: there is no such folder. */
export function statePath(name: string, { XDG_STATE_HOME: state, HOME: home }: Environment): string | null {
	// A relative path in it counts as absent, says the specification.
	if (state !== undefined && isAbsolute(state)) return join(state, "async-lessons", name);
	const own = home ?? homeOfSystem();
	return isAbsolute(own) ? join(own, ".local", "state", "async-lessons", name) : null;
}

function homeOfSystem(): string {
	try {
		return homedir();
	} catch (error) {
		if (systemSentence(error) === null) throw error;
		return "";
	}
}

/** Says on stderr that something is not kept, if there is a reason. `what`: `Your score`. */
export function tellNotKept(what: string, problem: string | null, error: Output): void {
	if (problem !== null) error.write(`${what} is not kept: ${problem}.\n`);
}

/** What is kept in a file. */
export type State = Readonly<Record<string, unknown>>;

/** One of these files. Where nothing can be kept everything goes on all the same, and {@link problem} says why. */
export class StateFile {
	readonly #path: string | null;
	/** Why nothing is kept, in a sentence; null: all is well. */
	problem: string | null = null;

	constructor(name: string, env: Environment) {
		this.#path = statePath(name, env);
		if (this.#path === null) this.problem = "there is no home folder to keep it in";
	}

	/** What it holds; nothing where it is not there, damaged, or of a later version of the program. */
	read(): State {
		return this.#read().state;
	}

	/** Puts this in place of what it holds; null: removes the file. */
	write(state: State | null): void {
		if (this.#path === null) return;
		this.problem = this.#read().foreign;
		if (this.problem !== null) return;
		try {
			if (state === null) rmSync(this.#path, { force: true });
			else {
				mkdirSync(dirname(this.#path), { recursive: true });
				writeWhole(this.#path, [`${JSON.stringify({ version: VERSION, ...state })}\n`]);
			}
		} catch (error) {
			const sentence = error instanceof SystemFault ? error.message : systemSentence(error);
			if (sentence === null) throw error;
			this.problem = sentence;
		}
	}

	/** Removes the file. @throws {SystemFault} if the system refuses, or a later version of the program has written it */
	remove(): void {
		const { foreign } = this.#read();
		if (foreign !== null) throw new SystemFault(`${foreign}; remove it by hand`);
		const path = this.#path;
		if (path === null || !existsSync(path)) return;
		withFaults(`can't remove ${path}`, "remove it by hand", () => rmSync(path));
	}

	/** `foreign`: why the file is left as it is. */
	#read(): { readonly state: State; readonly foreign: string | null } {
		const nothing = { state: {}, foreign: null };
		try {
			if (this.#path === null) return nothing;
			const kept: unknown = JSON.parse(readFileSync(this.#path, "utf8"));
			if (typeof kept !== "object" || kept === null) return nothing;
			const { version, ...state } = kept as State;
			if (typeof version !== "number" || version <= VERSION) return { state, foreign: null };
			const foreign = `${this.#path} is of a later version of this program, and is left as it is`;
			return { state: {}, foreign };
		} catch (error) {
			// Not there, not ours to read, or damaged.
			if (systemSentence(error) === null && !(error instanceof SyntaxError)) throw error;
			return nothing;
		}
	}
}
