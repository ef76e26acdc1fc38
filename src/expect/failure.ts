import type { Place, Seconds } from "../recording/index.ts";

/** What broke an expectation, as data. */
export interface Failure {
	/** One sentence, without a full stop: what was wanted, and what happened. */
	readonly text: string;
	/** When it broke; null: at no one moment. */
	readonly at: Seconds | null;
	/** Labels of the tasks and bodies that it is about. */
	readonly who: readonly string[];
	/** The line that it is about; null without places, and where there is none. */
	readonly place: Place | null;
}

/** Of the whole run, at no one moment and about nobody, unless `more` says otherwise. */
export function failure(text: string, more: Partial<Failure> = {}): Failure {
	return { text, at: null, who: [], place: null, ...more };
}
