import type { WriteStream } from "node:tty";

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

/** The context of this process. */
export function processContext(): Context {
	const { stdin, stdout, stderr, env } = process;
	return {
		out: output(stdout),
		error: output(stderr),
		env,
		cwd: process.cwd(),
		canAsk: Boolean(stdin.isTTY && stdout.isTTY),
	};
}

function output(stream: WriteStream): Output {
	let open = true;
	stream.on("error", (error: NodeJS.ErrnoException) => {
		// `| head -1` has read enough, or the terminal was closed: that is no failure, and there is nobody to tell.
		if (error.code !== "EPIPE" && error.code !== "EIO") {
			throw error;
		}
		open = false;
	});
	return {
		write: (text) => {
			if (open) {
				stream.write(text);
			}
		},
		get isTerminal() {
			return Boolean(stream.isTTY);
		},
		get columns() {
			return stream.columns;
		},
		get rows() {
			return stream.rows;
		},
	};
}
