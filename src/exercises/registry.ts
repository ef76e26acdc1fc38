import badShop from "./bad-shop/exercise.ts";
import counter from "./counter/exercise.ts";
import doorman from "./doorman/exercise.ts";
import type { Exercise } from "./exercise.ts";
import firstShown from "./first-shown/exercise.ts";
import heart from "./heart/exercise.ts";
import ovens from "./ovens/exercise.ts";
import politeClient from "./polite-client/exercise.ts";
import rope from "./rope/exercise.ts";
import stopButton from "./stop-button/exercise.ts";
import weather from "./weather/exercise.ts";

/** All exercises of the course, in the order of the lesson. */
export const exercises: readonly Exercise[] = [
	ovens,
	badShop,
	firstShown,
	stopButton,
	weather,
	rope,
	counter,
	doorman,
	heart,
	politeClient,
];
