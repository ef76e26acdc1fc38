import { CommanderError } from "commander";
import type { Context } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { Interrupted } from "./interrupted.ts";
import { readDecimal } from "./option-values.ts";
import { createProgram } from "./program.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command that the arguments name, and answers what the process is to end with. Never throws. */
export async function runProgram(args: readonly string[], context: Context): Promise<ExitCode> {
	let code: ExitCode = EXIT.asPromised;
	const program = createProgram(context, (ended) => {
		code = ended;
	});
	try {
		const wanted = args.length === 0 ? ["help"] : withSpeed(args);
		await program.parseAsync(wanted, { from: "user" });
	} catch (error) {
		code = report(error, context);
	}
	return code;
}

/** `--live gather` means the demo, not a speed. */
function withSpeed(args: readonly string[]): string[] {
	const isLoose = (arg: string, next: string | undefined) =>
		arg === "--live" && (next === undefined || readDecimal(next) === null);
	return args.map((arg, index) => (isLoose(arg, args[index + 1]) ? "--live=1" : arg));
}

function report(error: unknown, { error: out }: Context): ExitCode {
	if (error instanceof UsageError) {
		out.write(`error: ${error.message}\n`);
		return EXIT.usage;
	}
	if (error instanceof CommanderError) {
		return reportParsing(error, out);
	}
	if (error instanceof Interrupted) {
		out.write("interrupted\n");
		return EXIT.interrupted;
	}
	out.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	return EXIT.failed;
}

/** Help and version come here too: they end the parsing with exit code 0. */
function reportParsing({ exitCode, message }: CommanderError, out: Context["error"]): ExitCode {
	if (exitCode === 0) {
		return EXIT.asPromised;
	}
	const oneLine = message.replace(/\n\(Did you mean (.*)\?\)$/s, "; did you mean $1?").replaceAll("\n", " ");
	out.write(`${oneLine}\n`);
	return EXIT.usage;
}
