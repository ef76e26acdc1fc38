import {
	type Body,
	type Coroutine,
	DeadlockError,
	type Diagnosis,
	LivelockError,
	type LoopOptions,
	run,
	Trace,
} from "../../../src/index.ts";

/** Makes a program's main, anew for each run. */
export type Program = () => Coroutine<unknown> | Body<unknown>;

export interface Stuck {
	readonly diagnosis: Diagnosis;
	/** The text of the error, with places. */
	readonly text: string;
	/** The text of the error where nothing listens. */
	readonly untraced: string;
}

/** What is found to be wrong with a program that comes to its end, whether it returns or raises. */
export function foundIn(program: Program, options: LoopOptions = {}): readonly Diagnosis[] {
	const trace = new Trace({ places: true });
	try {
		run(program(), { ...options, trace });
	} catch (error) {
		if (error instanceof DeadlockError || error instanceof LivelockError) throw error;
	}
	return trace.diagnoses;
}

/** Why a program is stuck. */
export function stuckIn(program: Program, options: LoopOptions = {}): Stuck {
	const error = stuckError(program, { ...options, trace: new Trace({ places: true }) });
	return {
		diagnosis: error.diagnosis,
		text: error.message,
		untraced: stuckError(program, options).message,
	};
}

function stuckError(program: Program, options: LoopOptions): DeadlockError | LivelockError {
	try {
		run(program(), options);
	} catch (error) {
		if (error instanceof DeadlockError || error instanceof LivelockError) return error;
		throw error;
	}
	throw new Error("the program is not stuck");
}

/** What is told of a program that is stuck: with places as given, and without a trace the same but for the places. */
export function told(diagnosis: Diagnosis, lines: readonly string[]): Stuck {
	const text = lines.join("\n");
	return { diagnosis, text, untraced: text.replaceAll(/ \([\w-]+\.test\.ts:\d+\)/g, "") };
}
