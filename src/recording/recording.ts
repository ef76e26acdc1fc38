import type { Diagnosis, ErrorText, Events, Seconds } from "../runtime/index.ts";

/** A line that the program printed. */
export interface Line {
	/** Seconds, rounded to the microsecond. */
	readonly at: Seconds;
	/** The label of the task that printed it; `loop` for a plain callback. */
	readonly task: string;
	readonly text: string;
}

/** One task that waits for ever: what for, who holds it, and where (`file.ts:14`, null if unknown). */
export interface StuckTask {
	readonly task: string;
	readonly for: string;
	readonly heldBy: readonly string[];
	readonly at: string | null;
}

/** What main raised. */
export interface RaisedError extends ErrorText {
	/** Where it was thrown, if stacks were asked for. */
	readonly stack?: string;
}

/** How a run ended. */
export type Outcome =
	| { readonly kind: "returned"; readonly value: unknown }
	| { readonly kind: "raised"; readonly error: RaisedError }
	| {
			readonly kind: "deadlock" | "livelock";
			readonly message: string;
			readonly waiting: readonly StuckTask[];
			readonly cycle: readonly string[];
	  };

/** What one run of one variant did: plain data, which everything that is shown is made from. */
export interface Recording {
	readonly demo: string;
	readonly variant: string;
	readonly parameters: Readonly<Record<string, number>>;
	readonly seed: number;
	/** Virtual seconds from start to end, rounded to the microsecond. */
	readonly elapsed: Seconds;
	/** Whether time and outcome are what the demo promises. */
	readonly asPromised: boolean;
	readonly outcome: Outcome;
	readonly lines: readonly Line[];
	readonly events: Events;
	readonly diagnoses: readonly Diagnosis[];
}
