import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Lints planted files under the project's rules, in a folder of their own. Answers `path: rule`, sorted. */
function lint(planted: Readonly<Record<string, string>>): readonly string[] {
	const folder = mkdtempSync(join(tmpdir(), "async-lessons-lint-"));
	try {
		copyFileSync(join(root, "biome.json"), join(folder, "biome.json"));
		for (const [path, text] of Object.entries(planted)) plant(join(folder, path), text);
		return reported(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function plant(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `${text}\n`);
}

interface Report {
	readonly diagnostics: readonly {
		readonly category: string;
		readonly location: { readonly path: string };
	}[];
}

function reported(folder: string): readonly string[] {
	const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
	const options = ["--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none"];
	const run = spawnSync(process.execPath, [biome, "lint", ...options, "src"], {
		cwd: folder,
		encoding: "utf8",
	});
	const { diagnostics } = JSON.parse(run.stdout) as Report;
	return diagnostics
		.map(({ category, location }) => `${location.path}: ${category.replace("lint/", "")}`)
		.sort();
}

const folders = ["runtime", "demos", "recording", "timeline", "cli"] as const;

/** A file in `from` for each of the folders, importing from it. */
function importsFrom(from: string): Record<string, string> {
	const others = folders.filter((folder) => folder !== from);
	return Object.fromEntries(
		others.map((to) => [`src/${from}/imports-${to}.ts`, `export { planted } from "../${to}/planted.ts";`]),
	);
}

describe("the linter", () => {
	test("lets a folder import from those below it only", () => {
		expect(lint(Object.assign({}, ...folders.map(importsFrom)))).toEqual([
			"src/demos/imports-cli.ts: style/noRestrictedImports",
			"src/demos/imports-recording.ts: style/noRestrictedImports",
			"src/demos/imports-timeline.ts: style/noRestrictedImports",
			"src/recording/imports-cli.ts: style/noRestrictedImports",
			"src/recording/imports-timeline.ts: style/noRestrictedImports",
			"src/runtime/imports-cli.ts: style/noRestrictedImports",
			"src/runtime/imports-demos.ts: style/noRestrictedImports",
			"src/runtime/imports-recording.ts: style/noRestrictedImports",
			"src/runtime/imports-timeline.ts: style/noRestrictedImports",
			"src/timeline/imports-cli.ts: style/noRestrictedImports",
			"src/timeline/imports-recording.ts: style/noRestrictedImports",
		]);
	});

	test("sees types, dynamic imports, deeper folders and the public entry too", () => {
		const planted = {
			"src/demos/deep/planted.ts": `export { planted } from "../../timeline/planted.ts";`,
			"src/index.ts": `export { planted } from "./cli/planted.ts";`,
			"src/runtime/dynamic.ts": `export const planted = () => import("cli/planted.ts");`,
			"src/runtime/entry.ts": `export { planted } from "../index.ts";`,
			"src/runtime/types.ts": `export type { Planted } from "../demos/planted.ts";`,
		};
		expect(lint(planted)).toEqual(Object.keys(planted).map((path) => `${path}: style/noRestrictedImports`));
	});

	test("lets a view read a recording, but not run or load one", () => {
		const planted = {
			"src/timeline/loads.ts": `export { readRecording } from "../recording/read-recording.ts";`,
			"src/timeline/reads.ts": `export type { Recording } from "../recording/recording.ts";`,
			"src/timeline/runs.ts": `export { record } from "../recording/record.ts";`,
		};
		expect(lint(planted)).toEqual([
			"src/timeline/loads.ts: style/noRestrictedImports",
			"src/timeline/runs.ts: style/noRestrictedImports",
		]);
	});

	test("keeps Node's modules and every package out of the runtime", () => {
		const planted = {
			"src/runtime/bare.ts": `export { readFileSync } from "fs";`,
			"src/runtime/module.ts": `export { readFileSync } from "node:fs";`,
			"src/runtime/package.ts": `export { Chalk } from "chalk";`,
		};
		expect(lint(planted)).toEqual([
			"src/runtime/bare.ts: correctness/noNodejsModules",
			"src/runtime/bare.ts: style/noRestrictedImports",
			"src/runtime/bare.ts: style/useNodejsImportProtocol",
			"src/runtime/module.ts: correctness/noNodejsModules",
			"src/runtime/module.ts: style/noRestrictedImports",
			"src/runtime/package.ts: style/noRestrictedImports",
		]);
	});

	test("keeps the platform's time and timers to the live clock", () => {
		const globals = "export const all = [Date, performance, setTimeout, setInterval, setImmediate, process];";
		expect(lint({ "src/runtime/live-clock.ts": globals, "src/runtime/planted.ts": globals })).toEqual(
			Array<string>(6).fill("src/runtime/planted.ts: style/noRestrictedGlobals"),
		);
	});
});
