// What an exercise is made of: for those of the course, and those of teachers.

export { broken, type Where } from "./broken.ts";
export { ExerciseError } from "./check-exercise.ts";
export { awaited, clean, givenIsUsed, named, never, returns, total } from "./common.ts";
export { defineExercise } from "./define-exercise.ts";
export type { Check, Exercise, ExerciseRun, Language, Numbers, Words } from "./exercise.ts";
export {
	atOnce,
	type Body,
	bodiesOf,
	factsOf,
	isByWallClock,
	isLater,
	mostAtOnce,
	type Printed,
	printed,
	printedLines,
	sleptBefore,
} from "./reading.ts";
