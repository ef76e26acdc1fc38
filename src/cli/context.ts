/** Variables of the environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command writes. */
export interface Output {
	/** What was written to a reader that has gone away is dropped. */
	write(text: string): void;
	readonly isTerminal: boolean;
	/** Cells across and down, of a terminal. Read anew each time, since a terminal can be resized. */
	readonly columns: number | undefined;
	readonly rows: number | undefined;
}

/** All that a command knows of the world, so that it can be run inside of a test. */
export interface Context {
	/** What was asked for. */
	readonly out: Output;
	/** Errors, hints, progress. */
	readonly error: Output;
	readonly env: Environment;
	readonly cwd: string;
	/** Whether somebody can answer: input and output are terminals. */
	readonly canAsk: boolean;
}
