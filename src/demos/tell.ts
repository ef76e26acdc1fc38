// The texts of a demo, as they fit the runs that are shown.

import { DEFAULT_SEED } from "../runtime/index.ts";
import type { Demo, Next, Values, Variant } from "./define-demo.ts";
import { withDefaults } from "./parameters.ts";
import { factsText, returnedFacts } from "./returned-facts.ts";
import { type ReadRun, ToldRun, ToldRuns } from "./told-run.ts";

/** What a demo says of its runs. */
export interface Told {
	readonly why: string;
	/** A run to try next; none where there is only what has just been run. */
	readonly next: readonly Next[];
}

/** What a demo says of these runs. */
export function tell(demo: Demo, runs: readonly ReadRun[]): Told {
	const { why, next } = demo;
	return {
		why: typeof why === "string" ? why : why(toldRuns(demo, runs)),
		next: next.filter(({ run }) => !isJustThis(run, demo, runs)).slice(0, 1),
	};
}

function toldRuns(demo: Demo, runs: readonly ReadRun[]): ToldRuns {
	const parameters = parametersOf(demo, runs);
	return new ToldRuns(
		runs.map((run) => new ToldRun(run, parameters)),
		parameters,
	);
}

/** What a demo says of one run. */
export interface ToldVariant {
	readonly summary: string;
	/** Undefined: nothing went wrong, or there is none. */
	readonly fix: string | undefined;
	/** Runs with equal names for their work did the same. */
	readonly work: string;
	/** What it is compared by beside its time; empty: nothing. */
	readonly measure: string;
}

/** What a demo says of a run of one of its variants. */
export function tellVariant(demo: Demo, variant: Variant | undefined, run: ReadRun): ToldVariant {
	const told = new ToldRun(run, parametersOf(demo, [run]));
	const { summary = "", work = "" } = variant ?? {};
	return {
		summary,
		fix: fixOf(variant, told),
		work: typeof work === "string" ? work : work(told.parameters),
		measure: demo.measure?.(told) ?? factsText(returnedFacts(run.history.outcome)),
	};
}

/** The numbers of a run; a saved one may lack some of those that the demo has today. */
function parametersOf(demo: Demo, [first]: readonly ReadRun[]): Values {
	return { ...withDefaults(demo, {}), ...first?.history.recording.header.parameters };
}

function fixOf(variant: Variant | undefined, run: ToldRun): string | undefined {
	const fix = variant?.fix;
	if (fix === undefined || !wentWrong(run)) return undefined;
	return typeof fix === "string" ? fix : fix(run);
}

/** Whether there is anything to be mended: main did not return, a task failed, or something was found. */
function wentWrong({ outcome, findings, history }: ToldRun): boolean {
	if (outcome.kind !== "returned" || findings.length > 0) return true;
	for (const { ending } of history.tasks()) if (ending?.how === "raised") return true;
	return false;
}

/** Whether a command to try would do what has just been done. */
function isJustThis(command: string, demo: Demo, runs: readonly ReadRun[]): boolean {
	const header = runs[0]?.history.recording.header;
	if (header === undefined) return false;
	const optionsLike = (option: string) =>
		[...command.matchAll(new RegExp(`--${option} (\\S+)`, "g"))].map(([, value = ""]) => value);
	const settings = optionsLike("set").map((text) => text.split("="));
	const parameters: Record<string, number> = { ...withDefaults(demo, {}) };
	for (const [name = "", value] of settings) parameters[name] = Number(value);
	const seed = Number(optionsLike("seed")[0] ?? DEFAULT_SEED);
	const [variant] = optionsLike("variant");
	const isSame = Object.entries(header.parameters).every(([name, value]) => parameters[name] === value);
	return isSame && seed === header.seed && (variant === undefined || isAlone(variant, runs));
}

function isAlone(variant: string, runs: readonly ReadRun[]): boolean {
	return runs.every(({ history }) => history.recording.header.variant === variant);
}
