import type { Ora } from "ora";
import type { Context } from "./context.ts";
import { colorLevel } from "./display.ts";

/** Work that takes longer than this, in milliseconds, shows its progress. */
const PATIENCE = 500;

/** Shows on a terminal how far long work is. */
export interface Progress {
	/** Called before each piece of the work; shows nothing while the whole is quick. */
	at(what: string): Promise<void>;
	/** Called before anything else is written. */
	clear(): void;
}

/** Shows nothing. */
export const silence: Progress = { at: async () => {}, clear: () => {} };

/** Progress on stderr, where that is a terminal that somebody watches and that can take a line back; elsewhere nothing. */
export function progressOn({ error, env }: Context): Progress {
	const { isTerminal, columns } = error;
	// Where the width is not known, nobody knows how many lines there are to take back.
	const isShown = isTerminal && columns !== undefined && env.TERM !== "dumb" && env.CI === undefined;
	return isShown ? new SpinnerProgress(colorLevel({ flag: undefined, env, isTerminal }) > 0) : silence;
}

class SpinnerProgress implements Progress {
	readonly #began = performance.now();
	readonly #isColored: boolean;
	#timer: NodeJS.Timeout | null = null;
	#spinner: Ora | null = null;
	#what = "";

	constructor(isColored: boolean) {
		this.#isColored = isColored;
	}

	async at(what: string): Promise<void> {
		this.#what = what;
		const left = PATIENCE - (performance.now() - this.#began);
		if (left <= 0) {
			await this.#start();
		} else {
			// Work that waits is shown while it waits; work that computes, before its next piece.
			this.#timer ??= setTimeout(() => void this.#start(), left).unref();
		}
	}

	async #start(): Promise<void> {
		const { default: ora } = await import("ora");
		this.#spinner ??= ora({
			discardStdin: false,
			color: this.#isColored ? "cyan" : false,
			// Left to itself it looks at the environment of the process, and leaves lines behind where CI is set.
			isEnabled: true,
		});
		if (this.#what !== "") {
			this.#spinner.start(this.#what);
		}
	}

	clear(): void {
		this.#what = "";
		clearTimeout(this.#timer ?? undefined);
		this.#timer = null;
		this.#spinner?.stop();
	}
}
