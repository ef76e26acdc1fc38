// A Python script of the user's own, run by CPython in a child process.

import { ScriptError } from "../python/script-error.ts";
import { type ScriptOptions, ScriptRunner } from "../python/script-runner.ts";
import type { Recording } from "../recording/index.ts";
import type { RunView } from "../views/view.ts";
import type { Context } from "./context.ts";
import { didYouMean } from "./did-you-mean.ts";
import { BrokenModule, BrokenScript, EXIT, type ExitCode, Interrupted, UsageError } from "./errors.ts";
import type { Interruption } from "./interruption.ts";
import { quoted } from "./option-values.ts";
import { type Run, runOf } from "./runs.ts";

/** How scripts are run: what the command line says of all of them. */
export interface ScriptChoice extends Pick<ScriptOptions, "python" | "raw" | "arguments" | "stacks"> {
	/** Only the runs of these names are shown; none: all. */
	readonly variants: readonly string[];
}

/** What may be different each time that a script is run. */
export type ScriptRequest = Pick<ScriptOptions, "seed" | "until" | "live" | "follow" | "onWritten">;

/** What all scripts of a command share: an embedded Python, and that it was told of. */
export class Scripts {
	readonly runner = new ScriptRunner();
	readonly choice: ScriptChoice;
	readonly #context: Context;
	#hasTold = false;

	constructor(choice: ScriptChoice, context: Context) {
		this.choice = choice;
		this.#context = context;
	}

	get cwd(): string {
		return this.#context.cwd;
	}

	/** Says on stderr what the embedded Python lacks, to whoever has not asked for it. */
	tell({
		name,
		executable,
		passedOver,
	}: {
		name: string;
		executable: string | null;
		passedOver: readonly string[];
	}): void {
		if (this.#hasTold || executable !== null || this.choice.python !== undefined) return;
		this.#hasTold = true;
		const found = passedOver.length === 0 ? "no Python 3.11 or newer was found" : passedOver.join(", ");
		this.#context.error.write(
			`${found}: ${name}, runs it; threads, sockets, processes and packages need a local one (--python PATH)\n`,
		);
	}
}

/** A script, and how it ended when it was last run. */
export class OwnScript {
	readonly path: string;
	readonly #scripts: Scripts;
	#exitCode: ExitCode = EXIT.asExpected;
	/** Shows what it prints before its first run. What it prints after that is kept, and stands between the pictures. */
	showBefore: ((lines: readonly string[]) => void) | null = null;
	/** What it printed since its runs began, a line each, by the number of runs that had ended then. */
	#printed: string[][] = [];
	#recordings: readonly Recording[] = [];
	#hasPrintedBefore = false;

	constructor(path: string, scripts: Scripts) {
		this.path = path;
		this.#scripts = scripts;
	}

	/** Its own, or 1 where one of its runs could not go on. */
	get exitCode(): ExitCode {
		return this.#exitCode;
	}

	/** The view of some of its runs, with what it printed between and after them. */
	withPrinted(view: RunView, runs: readonly Run[]): RunView {
		const numbers = runs.map(({ recording }) => this.#recordings.indexOf(recording));
		const variants = view.variants.map((variant, index) => ({
			...variant,
			printedBefore: this.#printed[numbers[index] ?? 0] ?? [],
		}));
		const isLast = numbers.at(-1) === this.#recordings.length - 1;
		return { ...view, variants, printedAfter: isLast ? (this.#printed[this.#recordings.length] ?? []) : [] };
	}

	/** Whether it printed anything before its first run. */
	get hasPrintedBefore(): boolean {
		return this.#hasPrintedBefore;
	}

	/** Whether what it prints has come out already. */
	get isRaw(): boolean {
		return this.#scripts.choice.raw ?? false;
	}

	/** Runs it, and answers the runs that were asked for. @throws {UsageError} {BrokenModule} if it runs none */
	async record(request: ScriptRequest, interruption: Interruption, beforeText: () => void): Promise<Run[]> {
		const { runner, cwd, choice } = this.#scripts;
		const { variants, ...options } = choice;
		const { showBefore } = this;
		this.#printed = [];
		const onPrinted = (text: string, runs: number) => {
			const lines = text.split("\n");
			if (runs === 0) {
				this.#hasPrintedBefore = true;
				showBefore?.(lines);
			} else for (const line of lines) this.#keep(runs, line);
		};
		try {
			const { recordings, exitCode } = await runner.run(this.path, {
				...options,
				...request,
				cwd,
				signal: interruption.signal,
				...(showBefore === null ? {} : { onPrinted }),
				onPython: (python) => {
					beforeText();
					this.#scripts.tell(python);
				},
			});
			if (recordings.length === 0 && interruption.happened) throw new Interrupted();
			if (recordings.length === 0)
				throw new BrokenModule(
					`${this.path} ran no event loop: its process ended with exit code ${exitCode}`,
				);
			this.#exitCode = exitCode;
			this.#recordings = recordings;
			return this.#chosen(recordings.map(runOf), variants);
		} catch (error) {
			if (!(error instanceof ScriptError)) throw error;
			if (interruption.happened) throw new Interrupted();
			throw error.exitCode === EXIT.usage ? new UsageError(error.message) : new BrokenScript(error.message);
		}
	}

	#keep(runs: number, line: string): void {
		const lines = this.#printed[runs];
		if (lines === undefined) this.#printed[runs] = [line];
		else lines.push(line);
	}

	close(): Promise<void> {
		return this.#scripts.runner.close();
	}

	#chosen(runs: Run[], names: readonly string[]): Run[] {
		const known = runs.map(({ recording }) => recording.header.variant);
		const unknown = names.find((name) => !known.includes(name));
		if (unknown !== undefined)
			throw new UsageError(
				`${this.path} has no run called ${quoted(unknown)}${didYouMean(unknown, known)}; it has ${known.join(", ")}`,
			);
		return names.length === 0
			? runs
			: runs.filter(({ recording }) => names.includes(recording.header.variant));
	}
}
