// The learner's programs: ./exercises/NAME.py or .mjs.

import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../exercises/exercise.ts";
import { withFaults } from "../system-fault.ts";
import { writeWhole } from "../write-whole.ts";
import { ENDINGS, type ExerciseFolder } from "./exercise-folder.ts";
import type { Handed } from "./verdict.ts";

const FOLDER = "exercises";
/** What was there before a reset ends so, before its own ending. */
const OLD = /\.old-\d+\.\w+$/;

/** Whether a file is one that a reset has kept. */
export function isOld(file: string): boolean {
	return OLD.test(file);
}

/** A learner's file. */
export class Workspace {
	readonly #start: string;
	readonly #language: Language;
	readonly #name: string;
	readonly #cwd: string;

	constructor(folder: ExerciseFolder, language: Language, cwd: string) {
		this.#start = folder.text("start", language);
		this.#language = language;
		this.#name = folder.exercise.name;
		this.#cwd = cwd;
	}

	/** As it is told, from where the command was called. */
	get file(): string {
		return join(FOLDER, this.#name + ENDINGS[this.#language]);
	}

	get path(): string {
		return join(this.#cwd, this.file);
	}

	get exists(): boolean {
		return existsSync(this.path);
	}

	/** Writes the start program, unless there is a file. Answers whether it was written. @throws {SystemFault} if the system refuses */
	begin(): boolean {
		if (this.exists) return false;
		const folder = join(this.#cwd, FOLDER);
		withFaults(`can't make the folder ${FOLDER}`, "go to another folder", () =>
			mkdirSync(folder, { recursive: true }),
		);
		writeWhole(this.path, [this.#start]);
		return true;
	}

	/** The start program again. Answers where what was there is kept; null: there was nothing. @throws {SystemFault} if the system refuses */
	reset(): string | null {
		if (!this.exists) {
			this.begin();
			return null;
		}
		const kept = this.#unused();
		withFaults(`can't rename ${this.file}`, "rename it by hand", () =>
			renameSync(this.path, join(this.#cwd, kept)),
		);
		this.begin();
		return kept;
	}

	/** What stands there now. @throws {SystemFault} if it can't be read */
	read(): Handed {
		const name = this.#name + ENDINGS[this.#language];
		const wayOut = this.exists ? "rename it" : "save it again";
		const text = withFaults(`can't read ${this.file}`, wayOut, () => readFileSync(this.path, "utf8"));
		return { name, text, language: this.#language };
	}

	#unused(): string {
		for (let number = 1; ; number += 1) {
			const file = join(FOLDER, `${this.#name}.old-${number}${ENDINGS[this.#language]}`);
			if (!existsSync(join(this.#cwd, file))) return file;
		}
	}
}
