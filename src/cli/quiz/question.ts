import type { Recording } from "../../recording/recording.ts";
import type { TraceEvent } from "../../runtime/index.ts";

/** Something to foresee about a run. The run itself says which choice is right. */
export interface Question {
	/** What happened, or would: asked before it is shown. */
	readonly text: string;
	readonly choices: readonly [string, string, ...string[]];
	/** The right choice, read off the run. */
	readonly answer: (run: Recording) => string;
	/** The one event that decides between the choices. */
	readonly decides: (run: Recording) => TraceEvent | undefined;
	/** Why it is so, one or two sentences. */
	readonly why: string;
}

/** A question of the course, with the run that answers it. */
export interface CourseQuestion extends Question {
	/** 1 to 7. */
	readonly section: number;
	readonly demo: string;
	readonly variant: string;
	/** In place of the demo's defaults. */
	readonly parameters?: Readonly<Record<string, number>>;
}
