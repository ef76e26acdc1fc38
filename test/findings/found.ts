import type { Finding, Waiting } from "../../src/findings/finding.ts";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import type { Header } from "../../src/recording/facts.ts";
import { type Recorded, type RecordOptions, record } from "../../src/recording/record.ts";
import { type Body, type Coroutine, DeadlockError, LivelockError, run } from "../../src/runtime/index.ts";

/** Makes a program's main, anew for each run. */
export type Program = () => Coroutine<unknown> | Body<unknown>;

/** What is said of a finding, without the facts that it goes by, and without what the tests of explanations are about. */
export type Told = Omit<Finding, "index" | "source" | "details" | "since" | "waiting"> & {
	readonly waiting?: readonly Omit<Waiting, "since" | "chain">[];
};

export interface Stuck {
	readonly finding: Told;
	/** The text of the error that the runtime throws. */
	readonly text: string;
}

/** Of a recording that is put together by hand. */
export const header: Header = {
	format: "async-lessons/recording",
	version: 2,
	program: "test",
	variant: "only",
	parameters: {},
	seed: 42,
	language: "typescript",
	runtime: "async-lessons 0.0.0",
	clock: "virtual",
	sources: [],
};

/** The run of a program, with places relative to this folder. */
export function recordingOf(program: Program, options: RecordOptions = {}): Recorded {
	const folder = import.meta.dirname;
	return record(
		{ name: "test", variant: "only", parameters: {}, main: program, folder },
		{ places: true, ...options },
	);
}

/** What is found to be wrong with a program, whether it returns or raises. */
export function foundIn(program: Program, options: RecordOptions = {}): readonly Told[] {
	return findingsOf(new History(recordingOf(program, options))).map(told);
}

/** Why a program is stuck: all that is found. */
export function stuckIn(program: Program, options: RecordOptions = {}): Stuck {
	const [finding, ...others] = foundIn(program, options);
	if (finding === undefined || others.length > 0) throw new Error(`${others.length} other findings`);
	return { finding, text: stuckText(program, options) };
}

/** What is expected of a program that is stuck. */
export function stuckAs(finding: Told, lines: readonly string[]): Stuck {
	return { finding, text: lines.join("\n") };
}

function told({ index, source, details, since, waiting, ...rest }: Finding): Told {
	return waiting === undefined ? rest : { ...rest, waiting: waiting.map(({ since, chain, ...one }) => one) };
}

function stuckText(program: Program, { maxTurns }: RecordOptions): string {
	try {
		run(program(), maxTurns === undefined ? {} : { maxTurns });
	} catch (error) {
		if (error instanceof DeadlockError || error instanceof LivelockError) return error.message;
		throw error;
	}
	throw new Error("the program is not stuck");
}
