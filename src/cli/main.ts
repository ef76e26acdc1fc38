// The process: runs the command that stands on its line, and says what went wrong.

import { setFlagsFromString } from "node:v8";
import { type Command, CommanderError } from "@commander-js/extra-typings";
import { plainLine } from "../text/width.ts";
import { createProgram } from "./command-tree.ts";
import { type Context, processContext } from "./context.ts";
import { BrokenModule, EXIT, type ExitCode, Interrupted, UsageError } from "./errors.ts";
import { isScript } from "./file-names.ts";
import { readDecimal } from "./option-values.ts";
import { SystemFault } from "./system-fault.ts";
import { stackText, thrownText } from "./thrown-text.ts";

/** What the report of a wrong call needs. */
interface Call {
	readonly args: readonly string[];
	readonly program: Command;
	readonly context: Context;
}

/** Runs the command that the arguments name, and gives the exit code. Never throws. */
async function runProgram(args: readonly string[], context: Context): Promise<ExitCode> {
	let code: ExitCode = EXIT.asExpected;
	const finish = (ended: ExitCode) => {
		code = ended;
	};
	const program = createProgram(context, finish, args);
	try {
		const wanted = args.length === 0 ? ["help"] : withSpeed(args);
		await program.parseAsync(wanted, { from: "user" });
	} catch (error) {
		code = await report(error, { args, program, context });
	}
	return code;
}

/** `--live gather` means the demo, not a speed. */
function withSpeed(args: readonly string[]): string[] {
	const isLoose = (arg: string, next: string | undefined) =>
		arg === "--live" && (next === undefined || readDecimal(next) === null);
	return args.map((arg, index) => (isLoose(arg, args[index + 1]) ? "--live=1" : arg));
}

async function report(error: unknown, call: Call): Promise<ExitCode> {
	const { error: out } = call.context;
	if (error instanceof CommanderError) {
		// Help and version come here too: they end the parsing with exit code 0.
		return error.exitCode === 0 ? EXIT.asExpected : reportParsing(error, call);
	}
	if (error instanceof Interrupted) {
		// Whoever ends the command by another signal knows that.
		if (error.exitCode === EXIT.interrupted) {
			out.write("interrupted\n");
		}
		await leave(error.exitCode);
	}
	out.write(
		call.args.includes("--debug")
			? `${stackText(error instanceof BrokenModule ? (error.cause ?? error) : error)}\n`
			: `error: ${plainLine(sentenceOf(error))}\n`,
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

/** Ends the process at once when all is written: what was interrupted may go on for long. */
function leave(code: ExitCode): Promise<never> {
	return new Promise(() => {
		process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
	});
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

/** What stands after `--` is for the script before it; without one, it is as if `--` were not there. */
function splitArguments(
	args: readonly string[],
): readonly [own: readonly string[], ofScript: readonly string[]] {
	const end = args.indexOf("--");
	const hasScript = args.slice(0, Math.max(0, end)).some(isScript);
	return hasScript ? [args.slice(0, end), args.slice(end + 1)] : [args, []];
}

// Large runs leave much behind: it is collected sooner than V8 would by itself. Three of 100,000 tasks then take a fifth less memory.
setFlagsFromString("--heap-growing-percent=40");
const [args, scriptArguments] = splitArguments(process.argv.slice(2));
const context = processContext(scriptArguments);
// What nobody catches, as an error that a timer of a program of the user's throws: no page of ours is to be shown for it.
process.on("uncaughtException", (error) => {
	const program = createProgram(context, () => {}, args);
	void report(error, { args, program, context }).then(leave);
});
process.exitCode = await runProgram(args, context);
