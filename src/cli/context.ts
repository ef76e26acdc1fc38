import type { ReadStream, WriteStream } from "node:tty";
import { plainLines } from "../text/width.ts";
import { EXIT } from "./errors.ts";
import { systemSentence } from "./system-fault.ts";

/** Variables of the environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command writes. */
export interface Output {
	/** Writes; does nothing once the reader has closed the pipe. */
	write(text: string): void;
	/** Resolves when the reader has taken what was written, but for a little; at once if there is no reader any more. */
	drained(): Promise<void>;
	readonly isTerminal: boolean;
	/**
	 * Cells across and down, of a terminal that knows them: a serial line has 0. Read anew each time, since a terminal can be
	 * resized.
	 */
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
	/** Standard input: where keys come from, if {@link canAsk}. */
	readonly input: ReadStream;
	/** Whether questions can be asked: input and output are terminals. */
	readonly canAsk: boolean;
}

/** All that FORCE_COLOR can mean. */
const FORCE_COLOR = /^(?:|true|false|[0-3])$/;

/** The context of this process. */
export function processContext(scriptArguments: readonly string[]): Context {
	const { stdin, stdout, stderr, env } = process;
	// Packages for colours read it themselves, and break at what it can't mean.
	if (!FORCE_COLOR.test(env.FORCE_COLOR ?? "")) delete env.FORCE_COLOR;
	const error = output(stderr, () => {});
	return {
		out: output(stdout, (why) => error.write(`error: can't write the result: ${why}\n`)),
		error: withoutCommands(error),
		env,
		cwd: process.cwd(),
		scriptArguments,
		input: stdin,
		canAsk: Boolean(stdin.isTTY && stdout.isTTY),
	};
}

/** Writes text alone, without commands to the terminal: much of what is told on stderr is not ours. */
export function withoutCommands(output: Output): Output {
	return {
		write: (text) => output.write(plainLines(text)),
		drained: () => output.drained(),
		get isTerminal() {
			return output.isTerminal;
		},
		get columns() {
			return output.columns;
		},
		get rows() {
			return output.rows;
		},
	};
}

/** `tell` says why nothing can be written. */
function output(stream: WriteStream, tell: (why: string) => void): Output {
	let open = true;
	stream.on("error", (error: NodeJS.ErrnoException) => {
		const wasOpen = open;
		open = false;
		// `| head -1` has read enough, or the terminal was closed: that is no failure, and there is nobody to tell.
		if (!wasOpen || error.code === "EPIPE" || error.code === "EIO") return;
		process.once("exit", () => {
			process.exitCode = EXIT.failed;
		});
		tell(systemSentence(error) ?? error.message);
	});
	return {
		write: (text) => {
			if (open) {
				stream.write(text);
			}
		},
		drained: () => (open && stream.writableNeedDrain ? drainOf(stream) : Promise.resolve()),
		get isTerminal() {
			return Boolean(stream.isTTY);
		},
		get columns() {
			return stream.columns || undefined;
		},
		get rows() {
			return stream.rows || undefined;
		},
	};
}

function drainOf(stream: WriteStream): Promise<void> {
	return new Promise((resolve) => {
		const ends = ["drain", "error", "close"];
		const end = () => {
			for (const name of ends) stream.off(name, end);
			resolve();
		};
		for (const name of ends) stream.on(name, end);
	});
}
