import { delimiter, dirname } from "node:path";
import type { TestProject } from "vitest/node";
import { findPythons, type Python, pythonOf } from "./find-pythons.ts";

declare module "vitest" {
	export interface ProvidedContext {
		readonly pythons: readonly Python[];
	}
}

/** Before the tests, looks for the Pythons of this machine: to ask them all takes longer than most tests. */
export async function setup({ provide }: TestProject): Promise<void> {
	const [pythons, usual] = await Promise.all([findPythons(), pythonOf("python3")]);
	provide("pythons", pythons);
	// Tests start it often: it is to be the Python itself, and not a version manager's script that looks for it each time.
	if (usual !== null) process.env.PATH = [dirname(usual.path), process.env.PATH ?? ""].join(delimiter);
}
