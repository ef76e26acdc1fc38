// What is to be run: the names, variants and settings of a command line, checked before anything runs.

import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Demo, Variant } from "../demos/define-demo.ts";
import { parameterProblem } from "../demos/parameters.ts";
import { registered } from "../demos/registry.ts";
import { DEFAULT_SEED } from "../runtime/index.ts";
import type { Context } from "./context.ts";
import { didYouMean } from "./did-you-mean.ts";
import { EXIT, type ExitCode, UsageError } from "./errors.ts";
import { isPath, isSaved, isScript, scriptName } from "./file-names.ts";
import { packageUrl } from "./files.ts";
import { demoNames, findDemos } from "./find-demo.ts";
import type { Interruption } from "./interruption.ts";
import { quoted, type Setting, speedOf } from "./option-values.ts";
import type { RunOptions } from "./options.ts";
import { jobOfRuns, loadOwnDemo, readSaved, type SavedRun } from "./own-files.ts";
import type { OwnProcess } from "./own-process.ts";
import type { OwnScript } from "./own-script.ts";
import { courseRecorder, type Recorder, type Run } from "./runs.ts";

/** Something to show: a job that is to be run, or one that was run and saved. */
export interface Source {
	/** Where its source may lie, the likeliest first. */
	readonly folders: readonly string[];
	readonly job: Job;
	/** What happened, if it is known already. */
	readonly saved: readonly Run[] | null;
}

/**
 * What the names stand for, in their order, all of it known to be right before any of it runs.
 * @throws {UsageError} of whatever is not
 */
export async function sourcesOf(
	names: readonly string[],
	options: JobOptions,
	context: Context,
	interruption: Interruption,
): Promise<Source[]> {
	const files = names.filter(isSaved);
	if (files.length > 0 && (options.variant ?? options.set ?? options.seed ?? options.until) !== undefined) {
		throw new UsageError(
			"a saved run is shown as it was: --variant, --set, --seed and --until can't change it",
		);
	}
	const jobs = await jobsOf(
		names.filter((name) => !isSaved(name)),
		options,
		context,
		interruption,
	);
	const savedIn = await savedRuns(files, context);
	const { cwd } = context;
	const fresh = jobs.map((job): Source => ({ job, saved: null, folders: [folderOf(job) ?? cwd] }));
	return options.all
		? fresh
		: names.flatMap(
				(name) => savedIn.get(name)?.map((saved) => sourceOf(saved, name, cwd)) ?? fresh.splice(0, 1),
			);
}

/** Where the source of a demo lies that can be run: beside its module, or with those of the course. */
function folderOf({ demo, folder }: Job): string | undefined {
	if (folder !== undefined || registered(demo.name) !== demo) return folder;
	return fileURLToPath(packageUrl("src/demos"));
}

/** By path. */
async function savedRuns(files: readonly string[], { cwd }: Context): Promise<Map<string, SavedRun[]>> {
	const read = files.map(async (path) => [path, await readSaved(path, cwd)] as const);
	return new Map(await Promise.all(read));
}

/** That of a recorded program may lie beside the recording, or where one is. */
function sourceOf({ job, runs }: SavedRun, name: string, cwd: string): Source {
	const known = folderOf(job);
	return { job, saved: runs, folders: known === undefined ? [dirname(resolve(cwd, name)), cwd] : [known] };
}

/** The options that say what is run. */
export type JobOptions = Pick<RunOptions, "set" | "seed" | "until" | "live" | "debug" | "python" | "raw"> & {
	readonly variant?: readonly string[] | undefined;
	readonly all?: boolean;
};

/** A demo to run: which of its variants, and with what. */
export interface Job {
	readonly demo: Demo;
	/** The copy of the library that can run it. Default: the one that the demos of the course are made with. */
	readonly recorder?: Recorder;
	/** The process that can run it instead, for what is not run on the wall clock. */
	readonly ownProcess?: OwnProcess;
	/** The script that is run instead: only its runs tell which variants it has. */
	readonly script?: OwnScript;
	/** Where its source lies. Default: where those of the course lie. */
	readonly folder?: string;
	readonly variants: readonly Variant[];
	/** The values that replace the demo's defaults, by name. */
	readonly parameters: Readonly<Record<string, number>>;
	readonly seed: number;
	/** The loop's time at which a run is stopped. Default: none. */
	readonly until?: number;
	/** Whether what main raises keeps its stack. Default: false. */
	readonly stacks?: boolean;
}

/**
 * What is to be run, all of it known to be right before any of it runs.
 * @throws {UsageError} of an unknown demo, variant or parameter, and of a value out of range
 */
export async function jobsOf(
	names: readonly string[],
	options: JobOptions,
	context: Context,
	interruption: Interruption,
): Promise<Job[]> {
	const scripts = names.filter(isScript);
	rejectWithScripts(scripts, options, context);
	const others = names.filter((name) => !isScript(name));
	const jobs = await demoJobs(others, options, context, interruption, scripts.length > 0);
	if (scripts.length === 0) return jobs;
	const scriptJobs = await scriptJobsOf(scripts, options, context);
	return names.flatMap((name) => (isScript(name) ? scriptJobs : jobs).splice(0, 1));
}

/** @throws {UsageError} of an option that is not for scripts, or for nothing else */
function rejectWithScripts(
	scripts: readonly string[],
	{ python, raw, set, live }: JobOptions,
	{ scriptArguments }: Context,
): void {
	if (scripts.length === 0) {
		const option =
			python !== undefined ? "--python" : raw ? "--raw" : scriptArguments.length > 0 ? "--" : null;
		if (option !== null) throw new UsageError(`${option} is for a Python script, and none is named`);
		return;
	}
	if (set !== undefined)
		throw new UsageError(
			"a Python script has no parameters for --set; what stands after -- are its arguments",
		);
	if (speedOf(live) !== undefined && speedOf(live) !== 1)
		throw new UsageError("a Python script runs by the wall clock as it is: --live takes no speed for it");
}

/** What the process ends with: a script's own exit code, else whether all was as expected. */
export function exitCodeOf(jobs: readonly Job[], asExpected: boolean): ExitCode {
	const own = jobs.map(({ script }) => script?.exitCode ?? EXIT.asExpected);
	return own.find((code) => code !== EXIT.asExpected) ?? (asExpected ? EXIT.asExpected : EXIT.failed);
}

/** Nothing more is to be run. Settles when the processes of all have ended. */
export async function closeAll(jobs: readonly Job[]): Promise<void> {
	await Promise.all(jobs.flatMap(({ ownProcess, script }) => [ownProcess?.close(), script?.close()]));
}

async function scriptJobsOf(
	paths: readonly string[],
	{ python, raw, variant = [], seed = DEFAULT_SEED, until, debug: stacks }: JobOptions,
	context: Context,
): Promise<Job[]> {
	const { OwnScript, Scripts } = await import("./own-script.ts");
	const choice = {
		variants: variant,
		arguments: context.scriptArguments,
		...(python === undefined ? {} : { python }),
		...(raw === undefined ? {} : { raw }),
		...(stacks === undefined ? {} : { stacks }),
	};
	const scripts = new Scripts(choice, context);
	return paths.map((path) => ({
		...jobOfRuns(scriptName(basename(path)), []),
		script: new OwnScript(path, scripts),
		folder: dirname(resolve(context.cwd, path)),
		seed,
		...(until === undefined ? {} : { until }),
	}));
}

async function demoJobs(
	names: readonly string[],
	options: JobOptions,
	{ cwd }: Context,
	interruption: Interruption,
	withScripts: boolean,
): Promise<Job[]> {
	const load = (path: string) =>
		options.live === undefined ? loadOwnProcess(path, cwd, interruption) : loadOwnDemo(path, cwd);
	const loaded = await loadDemos(options.all ? demoNames() : names, load);
	const demos = loaded.map(({ demo }) => demo);
	const { variant = [], set = [], seed = DEFAULT_SEED, until, debug: stacks = false } = options;
	if (!withScripts) requireVariants(demos, variant);
	const settings = settingsOf(demos, set);
	return loaded.map(({ demo, ...where }, index) => ({
		demo,
		...where,
		...(until === undefined ? {} : { until }),
		variants: chosenVariants(demo, variant),
		parameters: settings[index] ?? {},
		seed,
		stacks,
	}));
}

/** The names of the course are checked first: that costs nothing, and no module of the user is run. */
async function loadDemos(
	names: readonly string[],
	load: (path: string) => Promise<Loaded>,
): Promise<Loaded[]> {
	const ofCourse = findDemos(names.filter((name) => !isPath(name)));
	const byName = new Map(
		ofCourse.map((demo): [string, Loaded] => [demo.name, { demo, recorder: courseRecorder }]),
	);
	return Promise.all(names.map((name) => byName.get(name) ?? load(name)));
}

/** A demo, and what can run it. */
type Loaded = Pick<Job, "demo" | "recorder" | "ownProcess" | "folder">;

async function loadOwnProcess(path: string, cwd: string, interruption: Interruption): Promise<Loaded> {
	const { OwnProcess } = await import("./own-process.ts");
	const ownProcess = new OwnProcess(path, cwd);
	try {
		const demo = await interruption.during(() => ownProcess.load(interruption));
		return { demo, ownProcess, folder: ownProcess.folder };
	} catch (error) {
		ownProcess.close();
		throw error;
	}
}

function chosenVariants(demo: Demo, names: readonly string[]): readonly Variant[] {
	const chosen = demo.variants.filter(({ name }) => names.includes(name));
	if (names.length > 0 && chosen.length === 0) {
		const known = demo.variants.map(({ name }) => name);
		throw new UsageError(`${demo.name} has none of these variants; it has ${known.join(", ")}`);
	}
	return names.length === 0 ? demo.variants : chosen;
}

function requireVariants(demos: readonly Demo[], names: readonly string[]): void {
	const known = [...new Set(demos.flatMap((demo) => demo.variants.map(({ name }) => name)))];
	const unknown = names.find((name) => !known.includes(name));
	if (unknown !== undefined) {
		throw new UsageError(unknownVariant(demos, known, unknown));
	}
}

function unknownVariant(demos: readonly Demo[], known: readonly string[], name: string): string {
	const subject = demos.length === 1 ? `${demos[0]?.name} has no` : "none of these demos has a";
	const has = demos.length === 1 ? "it has" : "they have";
	return `${subject} variant called ${quoted(name)}${didYouMean(name, known)}; ${has} ${known.join(", ")}`;
}

/**
 * What `--set` changes of each demo, in their order: every setting must be known to one of them at least.
 * @throws {UsageError} of a name that none of them has, and of a value out of range
 */
function settingsOf(demos: readonly Demo[], settings: readonly Setting[]): Record<string, number>[] {
	for (const { name } of settings) {
		if (!demos.some((demo) => Object.hasOwn(demo.parameters, name))) {
			throw new UsageError(unknownSetting(demos, name));
		}
	}
	return demos.map((demo) => settingsFor(demo, settings));
}

function settingsFor(demo: Demo, settings: readonly Setting[]): Record<string, number> {
	const own = settings.filter(({ name }) => Object.hasOwn(demo.parameters, name));
	for (const { name, value } of own) {
		const problem = parameterProblem(demo, name, value);
		if (problem !== null) {
			throw new UsageError(problem);
		}
	}
	return Object.fromEntries(own.map(({ name, value }) => [name, value]));
}

function unknownSetting(demos: readonly Demo[], name: string): string {
	const known = [...new Set(demos.flatMap((demo) => Object.keys(demo.parameters)))];
	const hint = didYouMean(name, known);
	const all = known.length === 0 ? "none" : known.join(", ");
	return demos.length === 1
		? `${demos[0]?.name} has no parameter called ${name}${hint}; it has ${all}`
		: `none of these demos has a parameter called ${name}${hint}; they have ${all}`;
}
