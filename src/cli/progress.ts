import type { Ora } from "ora";
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
export function progressOn({ error }: Context): Progress {
	return error.isTerminal ? new SpinnerProgress() : silence;
}

class SpinnerProgress implements Progress {
	readonly #began = performance.now();
	#spinner: Ora | null = null;

	async at(what: string): Promise<void> {
		if (performance.now() - this.#began < PATIENCE) {
			return;
		}
		const { default: ora } = await import("ora");
		this.#spinner ??= ora({ stream: process.stderr, discardStdin: false });
		this.#spinner.start(what);
	}

	clear(): void {
		this.#spinner?.stop();
	}
}
