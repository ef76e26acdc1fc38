import { checkExercise } from "./check-exercise.ts";
import type { Exercise, Numbers } from "./exercise.ts";

/**
 * Makes an exercise.
 * @throws {ExerciseError} if it is none: with the path of what is wrong
 */
export function defineExercise<N extends Numbers>(given: Exercise<N>): Exercise {
	checkExercise(given);
	return given;
}
