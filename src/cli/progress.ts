import type { Ora } from "ora";
import { colorLevel } from "./color-level.ts";
import type { Context } from "./context.ts";

/** Work that takes longer than this, in milliseconds, says how far it is. */
const PATIENCE = 500;

/** Says on a terminal what long work is at. */
export interface Progress {
	/** Called before each piece of the work; shows nothing while the whole is quick. */
	at(what: string): Promise<void>;
	/** Called before anything else is written. */
	clear(): void;
}

/** Says nothing. */
export const silence: Progress = { at: async () => {}, clear: () => {} };

/** Progress on stderr, where that is a terminal; elsewhere nothing. */
export function progressOn({ error, env }: Context): Progress {
	const { isTerminal } = error;
	return isTerminal ? new SpinnerProgress(colorLevel({ flag: undefined, env, isTerminal }) > 0) : silence;
}

class SpinnerProgress implements Progress {
	readonly #began = performance.now();
	readonly #isColored: boolean;
	#spinner: Ora | null = null;

	constructor(isColored: boolean) {
		this.#isColored = isColored;
	}

	async at(what: string): Promise<void> {
		if (performance.now() - this.#began < PATIENCE) {
			return;
		}
		const { default: ora } = await import("ora");
		this.#spinner ??= ora({ discardStdin: false, color: this.#isColored ? "cyan" : false });
		this.#spinner.start(what);
	}

	clear(): void {
		this.#spinner?.stop();
	}
}
