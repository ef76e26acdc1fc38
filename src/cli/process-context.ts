import type { WriteStream } from "node:tty";
import type { Context, Output } from "./context.ts";

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
		// `| head -1` has read enough: that is no failure, and there is nobody to tell.
		if (error.code !== "EPIPE") {
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
