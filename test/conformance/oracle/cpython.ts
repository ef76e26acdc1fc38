import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Program, Vector } from "../program.ts";

/** oracle.py, run by a CPython. */
export interface Oracle {
	readonly python: string;
	readonly script: string;
}

/** A range of seeds, and the profile where it is not each in turn. */
export interface Seeds {
	readonly first: number;
	readonly count: number;
	readonly profile: string | null;
}

/**
 * What CPython does with the programs of these seeds, one JSON text each; those whose log grows too long are missing.
 * @throws {Error} if the oracle fails
 */
export async function* generate(oracle: Oracle, { first, count, profile }: Seeds): AsyncGenerator<string> {
	const profiled = profile === null ? [] : ["--profile", profile];
	const child = start(oracle, ["generate", String(first), String(count), ...profiled]);
	const ended = once(child, "close");
	if (child.stdout !== null) yield* createInterface({ input: child.stdout });
	const [code] = await ended;
	if (code !== 0)
		throw new Error(`${oracle.script} ended with ${code} between seeds ${first} and ${first + count - 1}`);
}

/** A CPython that stays and answers one program after another. */
export class Runner {
	readonly #child: ChildProcess;
	readonly #answers: AsyncIterator<string>;

	constructor(oracle: Oracle) {
		this.#child = start(oracle, ["run"]);
		if (this.#child.stdout === null) throw new Error("the oracle has no output");
		this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
	}

	/**
	 * What CPython does with the program, or null if its log grows too long.
	 * @throws {Error} if the oracle cannot run it
	 */
	async run(program: Program): Promise<Vector | null> {
		this.#child.stdin?.write(`${JSON.stringify(program)}\n`);
		const answer = await this.#answers.next();
		if (answer.done === true) throw new Error("the oracle ended before it answered");
		return JSON.parse(answer.value);
	}

	close(): void {
		this.#child.stdin?.end();
	}
}

function start({ python, script }: Oracle, args: readonly string[]): ChildProcess {
	return spawn(python, [script, ...args], { stdio: ["pipe", "pipe", "inherit"] });
}
