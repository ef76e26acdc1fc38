import type { ReadStream } from "node:tty";
import { type Context, type Environment, type Output, withoutCommands } from "../../src/cli/context.ts";
import { fakeInput } from "./fake-terminal.ts";

/** A context that keeps what is written. */
export interface FakeContext extends Context {
	readonly written: { out: string; error: string };
}

/**
 * The world of a command inside of a test: no terminal, 80 columns, and nothing in its environment but what is given. With an input
 * it can ask.
 */
export function fakeContext(
	env: Environment = {},
	terminal: { columns?: number; rows?: number } | null = null,
	input: ReadStream | null = null,
): FakeContext {
	const written = { out: "", error: "" };
	const output = (name: "out" | "error"): Output => ({
		write: (text) => {
			written[name] += text;
		},
		drained: () => Promise.resolve(),
		isTerminal: terminal !== null,
		get columns() {
			return terminal?.columns;
		},
		get rows() {
			return terminal?.rows;
		},
	});
	return {
		out: output("out"),
		error: withoutCommands(output("error")),
		env,
		cwd: process.cwd(),
		scriptArguments: [],
		input: input ?? fakeInput().stream,
		canAsk: input !== null,
		written,
	};
}
