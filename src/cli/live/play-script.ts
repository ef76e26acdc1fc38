// The runs of a Python script, shown on a terminal while it runs.

import type { Recording, Seconds } from "../../recording/index.ts";
import type { Output } from "../context.ts";
import { EXIT, Interrupted } from "../errors.ts";
import type { Interruption } from "../interruption.ts";
import { jobOfRuns } from "../own-files.ts";
import type { OwnScript } from "../own-script.ts";
import type { Progress } from "../progress.ts";
import { type Run, recordScriptJob, runOf } from "../runs.ts";
import type { Job } from "../sources.ts";
import { holdTerminal } from "../terminal.ts";
import { animated, type PlayOptions, type Scene } from "./animation.ts";
import { USUAL_HORIZON } from "./play.ts";
import { Stage } from "./stage.ts";

/**
 * Runs a script on the wall clock, and shows on a terminal how its runs go on. Its stdin is its own, so no key is read; Ctrl-C stops
 * it: then there are the recordings so far.
 * @throws {Interrupted} on another signal that ends the command, with the terminal as it was
 */
export async function playScript(
	job: Job,
	script: OwnScript,
	options: PlayOptions,
	progress: Progress,
	interruption: Interruption,
): Promise<Run[]> {
	const errors = new HeldOutput(options.context.error);
	const show = new Show(job.demo.name, options);
	const how = { live: true, onWritten: errors.write, follow: show.follow };
	const running = recordScriptJob(job, script, how, progress, interruption);
	try {
		await Promise.race([running, show.begun]);
		if (show.hasBegun) {
			const stage = new Stage(options.context.out, null);
			errors.hold();
			await holdTerminal(stage, () => animated(stage, show.scene, "Ctrl-C: stop", options, () => running));
		}
	} catch (error) {
		if (!(error instanceof Interrupted) || error.exitCode !== EXIT.interrupted) {
			interruption.note();
			throw error;
		}
	} finally {
		errors.release();
	}
	return running;
}

/** What is shown: the run that was under way last. */
class Show {
	readonly begun: Promise<void>;
	readonly #program: string;
	readonly #window: PlayOptions["window"];
	#begin = () => {};
	#scene: (() => Scene) | null = null;
	#soFar: Recording | null = null;

	constructor(program: string, { window }: PlayOptions) {
		this.#program = program;
		this.#window = window;
		this.begun = new Promise((resolve) => {
			this.#begin = resolve;
		});
	}

	get hasBegun(): boolean {
		return this.#scene !== null;
	}

	readonly scene = (): Scene => {
		if (this.#scene === null) throw new Error("no run has begun");
		return this.#scene();
	};

	/** Hears of each run that goes on. */
	readonly follow = (soFar: Recording): boolean => {
		if (soFar === this.#soFar || soFar.facts.length === 0) return false;
		this.#soFar = soFar;
		const { demo, variants } = jobOfRuns(this.#program, [runOf(soFar)]);
		const summary = variants[0]?.summary ?? "";
		const playing = {
			demo,
			summary,
			soFar: () => soFar,
			horizon: USUAL_HORIZON,
			window: this.#window,
		};
		const began = performance.now() - lastOf(soFar) * 1000;
		const now = () => Math.max(lastOf(soFar), (performance.now() - began) / 1000);
		this.#scene = () => ({ playing, at: soFar.end?.at ?? now() });
		this.#begin();
		return false;
	};
}

/** The time of the last fact. */
function lastOf({ facts }: Recording): Seconds {
	return facts.at(-1)?.at ?? 0;
}

/** Text for stderr, which is kept back while a picture stands on the terminal. */
class HeldOutput {
	readonly #output: Output;
	#held: string | null = null;

	constructor(output: Output) {
		this.#output = output;
	}

	readonly write = (text: string): void => {
		if (this.#held === null) this.#output.write(text);
		else this.#held += text;
	};

	hold(): void {
		this.#held ??= "";
	}

	release(): void {
		const held = this.#held ?? "";
		this.#held = null;
		if (held !== "") this.#output.write(held);
	}
}
