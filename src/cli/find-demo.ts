// The demos of the course by name. Apart from sources.ts, so that `show` loads nothing that runs them.

import type { Demo } from "../demos/define-demo.ts";
import { registered, registry } from "../demos/registry.ts";
import { didYouMean } from "./did-you-mean.ts";
import { UsageError } from "./errors.ts";
import { quoted } from "./option-values.ts";

/** The names of all demos, in lesson order. */
export function demoNames(): string[] {
	return registry.map(({ name }) => name);
}

/** The demos of these names. @throws {UsageError} if there is none of a name */
export function findDemos(names: readonly string[]): Demo[] {
	return names.map(findDemo);
}

/** The demo of this name. @throws {UsageError} if there is none */
export function findDemo(name: string): Demo {
	const demo = registered(name);
	if (demo === undefined) throw new UsageError(unknownDemo(name));
	return demo;
}

function unknownDemo(name: string): string {
	const hint = didYouMean(name, demoNames()) || ";";
	return `no demo called ${quoted(name)}${hint} "async-lessons list" shows all`;
}
