// Runs learners' programs, each in a child process, with bounds: whatever they do, there is an answer.

import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import type { Language } from "../../exercises/exercise.ts";
import { FROZEN, GIVEN_STAYS } from "../../exercises/given-constants.ts";
import { EMBEDDED } from "../../python/python-choice.ts";
import { ScriptError } from "../../python/script-error.ts";
import { ScriptRunner } from "../../python/script-runner.ts";
import type { Place, Recording } from "../../recording/index.ts";
import { count, duration } from "../../text/figures.ts";
import { BrokenModule, Interrupted, UsageError } from "../errors.ts";
import { Interruption } from "../interruption.ts";
import { OwnProcess } from "../own-process.ts";

/** Programs of exercises have some hundreds. */
const MOST_FACTS = 20_000;
/** One that was stopped with more than these has waited now and then. */
const FEW_FACTS = 1_000;

/** What became of a program. */
export interface ProgramResult {
	/** Absent: it has not come so far. */
	readonly recording?: Recording;
	/** Why there is no whole run to look at: it can't be loaded, or does not end. */
	readonly problem?: {
		readonly check: "loads" | "ends";
		readonly text: string;
		readonly place: Place | null;
	};
}

/** Runs programs, of both languages. */
export class Programs {
	readonly #scripts = new ScriptRunner();
	/** By its path or name, as soon as one is known: to look for it each time takes long. */
	#python: string | undefined;
	#hasLocalPython = false;
	/** Processes for modules that wait for another one: to start one takes longer than most programs. */
	readonly #idle: OwnProcess[] = [];

	readonly #longest: number;

	/**
	 * `python`: the Python that runs scripts; undefined: a local one, else the embedded one. `longest`: how long a program may run, in
	 * seconds of the wall clock: one that never gives up its turn has no other end.
	 */
	constructor(python?: string, { longest = 10 }: { readonly longest?: number } = {}) {
		this.#python = python;
		this.#longest = longest;
	}

	/**
	 * Runs the programs in these files and answers what became of them, in this order. Who needs to hear no more of it leaves: then
	 * those that still run are ended. @throws {Interrupted} when `signal` was aborted
	 */
	async *runAll(
		paths: readonly string[],
		language: Language,
		signal: AbortSignal = new AbortController().signal,
	): AsyncGenerator<ProgramResult, void> {
		const left = new AbortController();
		const either = AbortSignal.any([signal, left.signal]);
		const run = (path: string) => this.#run(path, language, either);
		try {
			// A local Python takes its time to start, and there are as many as are wanted.
			const started = language === "python" && this.#hasLocalPython ? paths.map(run) : null;
			for (const one of started ?? []) one.catch(() => {});
			for (const [index, path] of paths.entries()) yield await (started?.[index] ?? run(path));
		} finally {
			left.abort();
		}
	}

	/** Runs the program in the file at `path`, an absolute one. Aborting `signal` ends it. @throws {Interrupted} when it was aborted */
	async #run(path: string, language: Language, signal: AbortSignal): Promise<ProgramResult> {
		const interruption = new Interruption();
		const note = () => interruption.note();
		let limit: NodeJS.Timeout | undefined;
		const begin = () => {
			limit = setTimeout(note, this.#longest * 1_000);
		};
		signal.addEventListener("abort", note, { once: true });
		if (signal.aborted) note();
		try {
			const ran = await (language === "python"
				? this.#runScript(path, interruption, begin)
				: this.#runModule(path, interruption, begin));
			if (signal.aborted) throw new Interrupted();
			return ran;
		} finally {
			clearTimeout(limit);
			signal.removeEventListener("abort", note);
		}
	}

	close(): void {
		this.#scripts.close();
		for (const process of this.#idle.splice(0)) process.close();
	}

	/** `begin` is called when the program begins: a Python may take long to start. */
	async #runScript(path: string, { signal }: Interruption, begin: () => void): Promise<ProgramResult> {
		let isStarted = false;
		try {
			const { recordings, exitCode } = await this.#scripts.run(path, {
				...(this.#python === undefined ? {} : { python: this.#python }),
				mostFacts: MOST_FACTS,
				quiet: true,
				signal,
				onPython: ({ executable }) => {
					begin();
					isStarted = true;
					this.#hasLocalPython = executable !== null;
					this.#python = executable ?? EMBEDDED;
				},
			});
			const recording = recordings.at(-1);
			if (recording !== undefined) return bounded(withNames(recording, path), this.#longest);
			if (signal.aborted) return endless(this.#longest);
			return unloaded(`it ran no event loop: its process ended with exit code ${exitCode}`);
		} catch (error) {
			if (!(error instanceof ScriptError)) throw error;
			if (signal.aborted) return endless(this.#longest);
			if (!isStarted) throw new UsageError(error.message);
			return unloaded(sentenceOf(error.message, path));
		}
	}

	async #runModule(path: string, interruption: Interruption, begin: () => void): Promise<ProgramResult> {
		begin();
		const module = this.#idle.pop() ?? new OwnProcess(path, process.cwd(), { quiet: true });
		module.use(path);
		try {
			const { variants } = await module.load(interruption);
			const request = {
				variant: variants[0].name,
				parameters: {},
				mostFacts: MOST_FACTS,
				consolePrints: true,
			};
			const ran = bounded(
				withNames((await module.record(request, interruption)).recording, path),
				this.#longest,
			);
			// One whose run was cut off is on its way to its end.
			if (ran.problem === undefined) this.#idle.push(module);
			else module.close();
			return ran;
		} catch (error) {
			module.close();
			if (error instanceof Interrupted) return endless(this.#longest);
			if (error instanceof UsageError || error instanceof BrokenModule)
				return unloaded(moduleProblem(error.message, path));
			throw error;
		}
	}
}

/** What it has printed names the program as its learner knows it: a warning or a stack tells the path of the copy that was run. */
function withNames(recording: Recording, path: string): Recording {
	const [url, name] = [pathToFileURL(path).href, basename(path)];
	const facts = [...recording.facts].map((fact) =>
		fact.kind === "printed"
			? { ...fact, text: fact.text.replaceAll(url, name).replaceAll(path, name) }
			: fact,
	);
	return { ...recording, facts };
}

/** A recording, and what is wrong if its run was cut off. */
function bounded(recording: Recording, longest: number): ProgramResult {
	const { end, facts } = recording;
	if (end?.how !== "stopped") return { recording };
	if (end.by === "interrupt" && facts.length < FEW_FACTS) return { recording, ...endless(longest) };
	const exit = typeof end.exit === "string" ? `by ${end.exit}` : `with exit code ${end.exit ?? 0}`;
	const text =
		end.by === "died"
			? `its process ended ${exit}, at ${duration(end.at)}, before main did`
			: `it goes on and on: at ${duration(end.at)}, after ${count(facts.length)} events, it was stopped`;
	return { recording, problem: { check: "ends", text, place: null } };
}

function endless(longest: number): ProgramResult {
	const text = `it does not end: it was stopped after ${longest} s. Is there a loop that never waits for anything?`;
	return { problem: { check: "ends", text, place: null } };
}

/** What errors that are met in exercises come from. */
const REASONS: readonly (readonly [words: RegExp, why: string])[] = [
	[/^SyntaxError: (Unexpected reserved word|await is only valid)/, "here yield* stands for await"],
	[FROZEN, GIVEN_STAYS],
];

/** Why a module can't be loaded, in the words of exercises. */
function moduleProblem(message: string, path: string): string {
	if (message.startsWith(`${path} exports no demo`))
		return "it exports no main: keep the word export before const main";
	const text = message.replace(`${path} can't be loaded: `, "").replaceAll(path, basename(path));
	const why = REASONS.find(([words]) => words.test(text));
	return why === undefined ? text : text.replace(/ \([^()]+\)$|$/, `; ${why[1]}$&`);
}

/** `text` may end in the line of the program. */
function unloaded(text: string): ProgramResult {
	const [whole, file, line] = / \(([^()]+):(\d+)\)$/.exec(text) ?? [];
	if (whole === undefined || file === undefined) return { problem: { check: "loads", text, place: null } };
	const place = { file, line: Number(line), column: 1 };
	return { problem: { check: "loads", text: text.slice(0, -whole.length), place } };
}

/** Python's last line on an error, with the line of the program. */
function sentenceOf(traceback: string, path: string): string {
	const lines = traceback.replaceAll(path, basename(path)).split("\n");
	const error = lines.findLast((line) => /^\w/.test(line)) ?? traceback;
	const numbers = lines.flatMap((line) => {
		const [, file, number] = /^ *File "(.*)", line (\d+)/.exec(line) ?? [];
		return file === basename(path) ? [number] : [];
	});
	const number = numbers.at(-1);
	return number === undefined ? error : `${error} (${basename(path)}:${number})`;
}
