import type { Demo, Variant } from "../demos/define-demo.ts";
import { DEFAULT_SEED } from "../runtime/index.ts";
import type { Context } from "./context.ts";
import { didYouMean } from "./did-you-mean.ts";
import { demoNames, findDemos } from "./find-demo.ts";
import { quoted, type Setting } from "./option-values.ts";
import { isPath, type LoadedDemo, loadOwnDemo } from "./own-demo.ts";
import { courseRecorder, type Recorder } from "./recorder.ts";
import { settingsOf } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

/** The options that say what is run. */
export interface JobOptions {
	readonly all?: boolean;
	readonly variant?: readonly string[];
	readonly set?: readonly Setting[];
	readonly seed?: number;
	readonly debug?: boolean;
}

/** A demo to run: which of its variants, and with what. */
export interface Job {
	readonly demo: Demo;
	/** Who can run it. Absent: who runs the demos of the course. */
	readonly recorder?: Recorder;
	readonly variants: readonly Variant[];
	/** Those that are not to be the demo's own. */
	readonly parameters: Readonly<Record<string, number>>;
	readonly seed: number;
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
	{ cwd }: Context,
): Promise<Job[]> {
	const loaded = await loadDemos(options.all ? demoNames() : names, cwd);
	const demos = loaded.map(({ demo }) => demo);
	const { variant = [], set = [], seed = DEFAULT_SEED, debug: stacks = false } = options;
	requireVariants(demos, variant);
	const settings = settingsOf(demos, set);
	return loaded.map(({ demo, recorder }, index) => ({
		demo,
		recorder,
		variants: chosenVariants(demo, variant),
		parameters: settings[index] ?? {},
		seed,
		stacks,
	}));
}

/** Names of the course are checked first: they cost nothing to check, and run nobody's module. */
async function loadDemos(names: readonly string[], cwd: string): Promise<LoadedDemo[]> {
	const ofCourse = findDemos(names.filter((name) => !isPath(name)));
	const byName = new Map(ofCourse.map((demo) => [demo.name, { demo, recorder: courseRecorder }]));
	return Promise.all(names.map((name) => byName.get(name) ?? loadOwnDemo(name, cwd)));
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
	const who = demos.length === 1 ? `${demos[0]?.name} has no` : "none of these demos has a";
	const has = demos.length === 1 ? "it has" : "they have";
	return `${who} variant called ${quoted(name)}${didYouMean(name, known)}; ${has} ${known.join(", ")}`;
}
