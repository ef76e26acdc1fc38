import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { type ExitCode, UsageError } from "../errors.ts";
import { quoted } from "../option-values.ts";
import type { ExerciseOptions } from "../options.ts";

/** Exercises: what is done depends on the first word. */
export async function exercise(
	[what, ...words]: readonly string[],
	options: ExerciseOptions,
	context: Context,
): Promise<ExitCode> {
	const display = await displayOf(options, context);
	if (what === "verify") {
		const { verify } = await import("../exercise/verify.ts");
		return verify(words, options, display, context);
	}
	throw new UsageError(`exercise can't do ${quoted(what ?? "")}`);
}
