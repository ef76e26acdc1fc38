// The process: runs the command that stands on its line.

import { setFlagsFromString } from "node:v8";
import { reportError, runCommandLine } from "./command-line.ts";
import { processContext } from "./context.ts";
import { EXIT, type ExitCode, Interrupted } from "./errors.ts";
import { isScript } from "./file-names.ts";

/** Ends the process at once when all is written: what was interrupted may go on for long. */
function leave(code: ExitCode): Promise<never> {
	return new Promise(() => {
		process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
	});
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
	void leave(reportError(error, args, context));
});
try {
	process.exitCode = await runCommandLine(args, context);
} catch (error) {
	if (!(error instanceof Interrupted)) throw error;
	// Whoever ends the command by another signal knows that.
	if (error.exitCode === EXIT.interrupted) context.error.write("interrupted\n");
	await leave(error.exitCode);
}
