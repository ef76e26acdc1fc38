import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { toMicroseconds } from "../../../src/recording/index.ts";
import type { Case } from "../cases.ts";

/** What CPython printed in one case, and how it ended. */
export interface Answer {
	readonly lines: readonly (readonly [at: number, text: string])[];
	readonly elapsed: number;
	readonly outcome: "returned" | "deadlock";
	/** Tasks that wait for ever. */
	readonly stuck: number;
	/** The parameters of the Python function, with their defaults. */
	readonly defaults: Readonly<Record<string, number>>;
}

/**
 * Runs the Python counterparts of all these cases by one process. Times are rounded to the microsecond.
 * @throws {Error} if CPython fails
 */
export function askPython(command: string, root: string, cases: readonly Case[]): Answer[] {
	const requests = cases.map(({ demo, variant, seed, parameters }) =>
		JSON.stringify({ source: demo.python, variant: variant.name, seed, parameters }),
	);
	const script = join(root, "test/demos/python/oracle.py");
	const options = { input: `${requests.join("\n")}\n`, encoding: "utf8", maxBuffer: 2 ** 30 } as const;
	const { status, stdout, stderr, error } = spawnSync(command, [script], options);
	if (error !== undefined) throw error;
	if (status !== 0) throw new Error(`${command} ${script} ended with ${status}:\n${stderr}`);
	return stdout.trimEnd().split("\n").map(readAnswer);
}

function readAnswer(line: string): Answer {
	const answer: Answer = JSON.parse(line);
	const lines = answer.lines.map(([at, text]) => [toMicroseconds(at), text] as const);
	return { ...answer, lines, elapsed: toMicroseconds(answer.elapsed) };
}
