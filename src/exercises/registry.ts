import type { Exercise } from "./exercise.ts";
import ovens from "./ovens/exercise.ts";

/** All exercises of the course, in the order of the lesson. */
export const exercises: readonly Exercise[] = [ovens];
