import { type Context, type Environment, type Output, withoutCommands } from "../../src/cli/context.ts";

/** A context that keeps what is written. */
export interface FakeContext extends Context {
	readonly written: { out: string; error: string };
}

/** The world of a command inside of a test: no terminal, 80 columns, and nothing in its environment but what is given. */
export function fakeContext(
	env: Environment = {},
	terminal: { columns?: number; rows?: number } | null = null,
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
		canAsk: false,
		written,
	};
}
