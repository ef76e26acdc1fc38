import type { CourseQuestion } from "./evidence.ts";
import { loopAndConcurrency } from "./loop-and-concurrency.ts";
import { patternsAndPitfalls } from "./patterns-and-pitfalls.ts";
import { tasksAndGroups } from "./tasks-and-groups.ts";

/** The questions of the course, in its order. A test runs each and holds its choices to the run's answer. */
export const questions: readonly CourseQuestion[] = [
	...loopAndConcurrency,
	...tasksAndGroups,
	...patternsAndPitfalls,
];
