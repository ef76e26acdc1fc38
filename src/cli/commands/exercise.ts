import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { type ExitCode, UsageError } from "../errors.ts";
import type { ExerciseOptions } from "../options.ts";

/** The list, one exercise, or what the first word asks for. */
export async function exercise(
	words: readonly string[],
	options: ExerciseOptions,
	context: Context,
): Promise<ExitCode> {
	const display = await displayOf(options, context);
	const [what, ...rest] = words;
	switch (what) {
		case undefined: {
			const alone = (["reset", "hint", "solution", "watch"] as const).find((one) => options[one]);
			if (alone !== undefined)
				throw new UsageError(
					`--${alone} wants the name of an exercise: async-lessons exercise ovens --${alone}`,
				);
			const { listExercises } = await import("../exercise/list.ts");
			return listExercises(options, display, context);
		}
		case "check": {
			const { checkFiles } = await import("../exercise/check-files.ts");
			return checkFiles(rest, options, display, context);
		}
		case "verify": {
			const { verify } = await import("../exercise/verify.ts");
			return verify(rest, options, display, context);
		}
		case "new": {
			const { newExercise } = await import("../exercise/new-exercise.ts");
			return newExercise(rest, context);
		}
		default: {
			if (rest.length > 0) throw new UsageError(`exercise takes one name at a time, not ${words.join(" ")}`);
			const { oneExercise } = await import("../exercise/one.ts");
			return oneExercise(what, options, display, context);
		}
	}
}
