import type { Demo } from "../demos/define-demo.ts";
import { parameterProblem } from "../recording/parameters.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Setting } from "./option-values.ts";
import { UsageError } from "./usage-error.ts";

/**
 * What `--set` changes of each demo, in their order: every setting must be known to one of them at least.
 * @throws {UsageError} of a name that none of them has, and of a value out of range
 */
export function settingsOf(demos: readonly Demo[], settings: readonly Setting[]): Record<string, number>[] {
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
