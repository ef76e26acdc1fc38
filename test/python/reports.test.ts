// Situations that people report, as TypeScript and as Python: the same is found in both. One embedded Python runs them all.

import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Demo } from "../../src/demos/define-demo.ts";
import { programOf } from "../../src/demos/program.ts";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import { ScriptRunner } from "../../src/python/script-runner.ts";
import type { Recording } from "../../src/recording/index.ts";
import { record } from "../../src/recording/record.ts";

const folder = fileURLToPath(new URL("../reports", import.meta.url));
const RUN = fileURLToPath(new URL("run_functions.py", import.meta.url));
const runner = new ScriptRunner();

afterAll(() => runner.close());

/** Of each finding that has a line: the line in the TypeScript, and the one that corresponds to it in the Python. */
const LINES: Readonly<Record<string, readonly (readonly [ours: number, theirs: number])[]>> = {
	"group-body-cancelled": [[41, 26]],
	"join-worker-died": [[19, 9]],
	"limit-slow-cleanup": [[32, 21]],
	"limit-swallowed": [[15, 6]],
	"place-of-error": [[17, 14]],
	"producer-died": [[8, 7]],
	"semaphore-over-release": [[8, 7]],
	"timeout-zero": [[18, 6]],
};

const NAMES = [
	"cancel-message",
	"event-set-clear",
	"get-with-limit",
	"group-body-cancelled",
	"group-lost-task",
	"hidden-deadlock",
	"join-worker-died",
	"limit-slow-cleanup",
	"limit-swallowed",
	"nested-groups",
	"place-of-error",
	"producer-died",
	"semaphore-over-release",
	"shutdown-join",
	"stuck-deep",
	"timeout-zero",
];

interface Found {
	readonly variant: string;
	readonly kind: string;
	readonly at: number;
	readonly task: string;
	readonly line: number;
}

test.each(NAMES)("the same is found in %s", { timeout: 60_000 }, async (name) => {
	const module: { readonly demo: Demo } = await import(
		/* @vite-ignore */ pathToFileURL(`${folder}/${name}.mjs`).href
	);
	const variants = module.demo.variants.map((variant) => variant.name);
	const ours = variants.map((variant) =>
		record(programOf(module.demo, variant, {}, folder), { places: true }),
	);
	const functions = variants.map((variant) => variant.replaceAll("-", "_"));
	const script = [`${folder}/${name}.py`, ...functions];
	const { recordings } = await runner.run(RUN, { python: "embedded", arguments: script });
	const theirs = recordings.flatMap((recording, index) => foundIn(recording, variants[index] ?? ""));
	const lines = new Map(LINES[name] ?? []);
	const expected = ours.flatMap((recording, index) => foundIn(recording, variants[index] ?? ""));
	expect(theirs).toEqual(expected.map((one) => ({ ...one, line: lines.get(one.line) ?? one.line })));
});

function foundIn(recording: Recording, variant: string): Found[] {
	const main = recording.facts.at(0);
	return findingsOf(new History(recording)).map(({ kind, at, task, place }) => ({
		variant,
		kind,
		at,
		task: nameOf(task, main?.kind === "task-created" ? main.label : ""),
		line: place?.line ?? 0,
	}));
}

/** The function of main is called otherwise, and Python's labels tell an argument that the TypeScript's leave out. */
function nameOf(task: string | null | undefined, main: string): string {
	return task === main ? "main" : (task ?? "").replace(/^job 0$/, "job");
}
