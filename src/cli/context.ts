import type { WriteStream } from "node:tty";

/** Variables of the environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command writes. */
export interface Output {
	/** Writes; does nothing once the reader has closed the pipe. */
	write(text: string): void;
	readonly isTerminal: boolean;
	/** Cells across and down, of a terminal. Read anew each time, since a terminal can be resized. */
	readonly columns: number | undefined;
	readonly rows: number | undefined;
}

/** The surroundings of a command, as one value: so that a test can run it. */
export interface Context {
	/** Standard output: the result of the command. */
	readonly out: Output;
	/** Standard error: errors, hints, progress. */
	readonly error: Output;
	readonly env: Environment;
	readonly cwd: string;
	/** What stands after `--` on the command line, for the script that stands before it. */
	readonly scriptArguments: readonly string[];
	/** Whether questions can be asked: input and output are terminals. */
	readonly canAsk: boolean;
}

/** The context of this process. */
export function processContext(scriptArguments: readonly string[]): Context {
	const { stdin, stdout, stderr, env } = process;
	return {
		out: output(stdout),
		error: output(stderr),
		env,
		cwd: process.cwd(),
		scriptArguments,
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
