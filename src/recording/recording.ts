import type { End, Fact, Header } from "./facts.ts";

/** The facts of a run, in order. A plain array is one; those of a run that goes on grow. */
export interface Facts extends Iterable<Fact> {
	readonly length: number;
	/** Negative numbers count from the end. */
	at(index: number): Fact | undefined;
}

/** What one run of one program did: plain data, which everything that is shown is worked out from. */
export interface Recording {
	readonly header: Header;
	readonly facts: Facts;
	/** How it ended. Null: it goes on, or the recording was cut off. */
	readonly end: End | null;
}
