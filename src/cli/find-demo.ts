import type { Demo } from "../demos/define-demo.ts";
import { type RegisteredDemo, registered, registry } from "../demos/registry.ts";
import { didYouMean } from "./did-you-mean.ts";
import { quoted } from "./option-values.ts";
import { UsageError } from "./usage-error.ts";

/** The names of all demos, in lesson order. */
export function demoNames(): string[] {
	return registry.map(({ name }) => name);
}

/**
 * Loads the demos of these names.
 * @throws {UsageError} if there is none of a name; then none is loaded
 */
export async function findDemos(names: readonly string[]): Promise<Demo[]> {
	const entries = names.map(entryNamed);
	return Promise.all(entries.map((entry) => entry.load()));
}

/** Loads the demo of this name. @throws {UsageError} if there is none */
export function findDemo(name: string): Promise<Demo> {
	return entryNamed(name).load();
}

function entryNamed(name: string): RegisteredDemo {
	const entry = registered(name);
	if (entry === undefined) {
		throw new UsageError(unknownDemo(name));
	}
	return entry;
}

function unknownDemo(name: string): string {
	const hint = didYouMean(name, demoNames()) || ";";
	return `no demo called ${quoted(name)}${hint} "async-lessons list" shows all`;
}
