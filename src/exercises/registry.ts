import badShop from "./bad-shop/exercise.ts";
import type { Exercise } from "./exercise.ts";
import firstShown from "./first-shown/exercise.ts";
import ovens from "./ovens/exercise.ts";
import stopButton from "./stop-button/exercise.ts";

/** All exercises of the course, in the order of the lesson. */
export const exercises: readonly Exercise[] = [ovens, badShop, firstShown, stopButton];
