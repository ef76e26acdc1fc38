// Goes through a run on a terminal that is held already.

import { Guesser } from "../../views/steps/guessing.ts";
import { type StepScreen, stepHelp, stepScreen } from "../../views/steps/screen.ts";
import type { Stepper } from "../../views/steps/stepper.ts";
import type { FrameOptions } from "../../views/view.ts";
import type { Stage } from "../live/stage.ts";
import type { Held } from "../terminal.ts";

/** How long a step stays while it plays, in milliseconds; less of a run that has very many. */
const STEP_TIME = 1200;
const SHORTEST = 40;
const MANY_STEPS = 200;

/** Until somebody leaves the run. Afterwards nobody listens to the stage. */
export async function stepThrough(
	stepper: Stepper,
	stage: Stage,
	{ signal, interrupt: onInterrupt, suspend: onSuspend }: Held,
	display: () => FrameOptions,
): Promise<void> {
	const guesser = new Guesser(stepper);
	const draw = () => {
		const { screen, position, showsHelp } = stepper;
		const options = display();
		stage.show(showsHelp ? stepHelp(options) : stepScreen(screen, position, options, guesser.state));
	};
	let timer: NodeJS.Timeout | undefined;
	signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
	await new Promise<void>((resolve) => {
		const play = () => {
			clearTimeout(timer);
			if (!stepper.isPlaying) return;
			timer = setTimeout(() => {
				guesser.playOn();
				draw();
				play();
			}, pauseOf(stepper));
		};
		const onKey = (key: string) => {
			if (!guesser.press(key)) {
				clearTimeout(timer);
				resolve();
				return;
			}
			draw();
			play();
		};
		stage.listen({ onKey, onInterrupt, onSuspend, onShown: draw });
		draw();
	});
}

function pauseOf({ screen }: { readonly screen: StepScreen }): number {
	return Math.max(SHORTEST, STEP_TIME * Math.min(1, MANY_STEPS / screen.book.length));
}
