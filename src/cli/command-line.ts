// A command line in a given context: runs the command that stands on it, and says what went wrong.

import { type Command, CommanderError } from "@commander-js/extra-typings";
import { plainLine, plainLines } from "../text/width.ts";
import { createProgram } from "./command-tree.ts";
import type { Context } from "./context.ts";
import { BrokenModule, BrokenScript, EXIT, type ExitCode, Interrupted, UsageError } from "./errors.ts";
import { isScript } from "./file-names.ts";
import { readDecimal } from "./option-values.ts";
import { SystemFault } from "./system-fault.ts";
import { stackText, thrownText } from "./thrown-text.ts";

/**
 * Runs the command that the arguments name, and gives the exit code. What goes wrong is said on the error output.
 * @throws {Interrupted} if a signal ended the command: what was interrupted may go on for long
 */
export async function runCommandLine(args: readonly string[], context: Context): Promise<ExitCode> {
	let code: ExitCode = EXIT.asExpected;
	const finish = (ended: ExitCode) => {
		code = ended;
	};
	const program = createProgram(context, finish, args);
	try {
		const wanted = args.length === 0 ? ["help"] : withSpeed(args);
		await program.parseAsync(wanted, { from: "user" });
	} catch (error) {
		if (error instanceof CommanderError) {
			// Help and version come here too: they end the parsing with exit code 0.
			return error.exitCode === 0 ? EXIT.asExpected : reportParsing(error, { args, program, context });
		}
		if (error instanceof Interrupted) throw error;
		return reportError(error, args, context);
	}
	return code;
}

/** What the report of a wrong call needs. */
interface Call {
	readonly args: readonly string[];
	readonly program: Command;
	readonly context: Context;
}

/** `--live gather` means the demo, not a speed. */
function withSpeed(args: readonly string[]): string[] {
	const isLoose = (arg: string, next: string | undefined) =>
		arg === "--live" && (next === undefined || readDecimal(next) === null);
	return args.map((arg, index) => (isLoose(arg, args[index + 1]) ? "--live=1" : arg));
}

/** Says what went wrong, with its stack where `--debug` asks for that, and gives the exit code. */
export function reportError(error: unknown, args: readonly string[], { error: out }: Context): ExitCode {
	out.write(
		args.includes("--debug")
			? `${stackText(error instanceof BrokenModule ? (error.cause ?? error) : error)}\n`
			: `error: ${(error instanceof BrokenScript ? plainLines : plainLine)(sentenceOf(error))}\n`,
	);
	return isUsage(error) ? EXIT.usage : EXIT.failed;
}

/** A demo that is none was named on the command line. Another copy of the library than this one may have refused it. */
function isUsage(error: unknown): boolean {
	return error instanceof UsageError || (error instanceof Error && error.name === "DemoError");
}

function sentenceOf(error: unknown): string {
	if (isUsage(error) || error instanceof SystemFault || error instanceof BrokenModule)
		return (error as Error).message;
	return `this is a fault of async-lessons: ${thrownText(error)}; --debug shows where`;
}

/** Commander's two lines as one line, always with the way out. */
async function reportParsing(error: CommanderError, { args, program, context }: Call): Promise<ExitCode> {
	const [what = "", suggestion] = error.message.split(/\n\(Did you mean (.*)\?\)$/s);
	const hint = suggestion ?? (await runHint(error, args)) ?? undefined;
	const command = program.commands.find((one) => one.name() === args[0]);
	const help = `"async-lessons ${command === undefined ? "" : `${command.name()} `}--help" shows what there is`;
	const wayOut = hint === undefined ? help : `did you mean ${hint}?`;
	context.error.write(`${plainLine(what).replace(/\.$/, "")}; ${wayOut}\n`);
	return EXIT.usage;
}

/** The name of a demo alone is meant to run it. */
async function runHint({ code }: CommanderError, [name = ""]: readonly string[]): Promise<string | null> {
	if (code !== "commander.unknownCommand") {
		return null;
	}
	const { demoNames } = await import("./find-demo.ts");
	return demoNames().includes(name) || isScript(name) ? `"async-lessons run ${name}"` : null;
}
