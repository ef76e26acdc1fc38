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

/** From the bottom up, but for the text kit, which stands beside. */
const folders = [
	"runtime",
	"recording",
	"history",
	"findings",
	"text",
	"views",
	"expect",
	"demos",
	"cli",
] as const;

type Folder = (typeof folders)[number];

/** What each may import from. */
const BELOW: Readonly<Record<Folder, readonly Folder[]>> = {
	runtime: [],
	recording: ["runtime"],
	history: ["recording"],
	findings: ["recording", "history", "text"],
	text: [],
	views: ["recording", "history", "findings", "text"],
	expect: ["recording", "history", "findings", "text", "views"],
	demos: ["runtime"],
	cli: folders,
};

function importOf(from: string, to: Folder): string {
	// What others than the command line may take of recordings is all in one file.
	const file = to === "recording" ? "index.ts" : "planted.ts";
	return `src/${from}/imports-${to}.ts: export { planted } from "../${to}/${file}";`;
}

describe("the linter", () => {
	test("lets a folder import from those below it only", () => {
		const all = folders.flatMap((from) =>
			folders
				.filter((to) => to !== from)
				.map((to) => ({ from, to, planted: importOf(from, to).split(": ") })),
		);
		const found = lint(Object.fromEntries(all.map(({ planted: [path = "", text = ""] }) => [path, text])));
		const wrong = all.filter(({ from, to }) => !BELOW[from].includes(to));
		expect(found).toEqual(
			wrong.map(({ from, to }) => `src/${from}/imports-${to}.ts: style/noRestrictedImports`).sort(),
		);
	});

	test("sees types, dynamic imports, deeper folders and the public entry too", () => {
		const planted = {
			"src/demos/deep/planted.ts": `export { planted } from "../../views/planted.ts";`,
			"src/index.ts": `export { planted } from "./cli/planted.ts";`,
			"src/runtime/dynamic.ts": `export const planted = () => import("../cli/planted.ts");`,
			"src/runtime/entry.ts": `export { planted } from "../index.ts";`,
			"src/runtime/kernel/recording.ts": `export type { Planted } from "../../recording/index.ts";`,
			"src/runtime/types.ts": `export type { Planted } from "../demos/planted.ts";`,
			"src/views/chart/runtime.ts": `export type { Planted } from "../../runtime/observer.ts";`,
		};
		expect(lint(planted)).toEqual(Object.keys(planted).map((path) => `${path}: style/noRestrictedImports`));
	});

	test("lets a view read a recording, but not run or load one", () => {
		const planted = {
			"src/views/loads.ts": `export { readRecordings } from "../recording/read.ts";`,
			"src/views/reads.ts": `export type { Recording } from "../recording/index.ts";`,
			"src/views/runs.ts": `export { record } from "../recording/record.ts";`,
		};
		expect(lint(planted)).toEqual([
			"src/views/loads.ts: style/noRestrictedImports",
			"src/views/runs.ts: style/noRestrictedImports",
		]);
	});

	test("lets only what makes programs of demos, checks their runs, or asks about them know of recordings", () => {
		const planted = {
			"src/demos/fetch.ts": `export type { Recording } from "../recording/index.ts";`,
			"src/demos/program.ts": `export type { Program } from "../recording/program.ts";`,
			"src/demos/expectation.ts": `export type { History } from "../history/history.ts";`,
			"src/demos/questions/reads.ts": `export type { History } from "../../history/history.ts";`,
			"src/demos/questions/shows.ts": `export { renderRun } from "../../views/render.ts";`,
		};
		expect(lint(planted)).toEqual([
			"src/demos/fetch.ts: style/noRestrictedImports",
			"src/demos/questions/shows.ts: style/noRestrictedImports",
		]);
	});

	test("keeps Node's modules out of what a browser can use", () => {
		const text = `export { readFileSync } from "node:fs";`;
		const paths = ["findings/planted", "history/lanes/planted", "recording/record", "recording/trace"];
		const planted = Object.fromEntries(paths.map((path) => [`src/${path}.ts`, text]));
		expect(lint(planted)).toEqual([
			"src/findings/planted.ts: correctness/noNodejsModules",
			"src/history/lanes/planted.ts: correctness/noNodejsModules",
			"src/recording/trace.ts: correctness/noNodejsModules",
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
		expect(lint({ "src/runtime/kernel/live-clock.ts": globals, "src/runtime/planted.ts": globals })).toEqual(
			Array<string>(6).fill("src/runtime/planted.ts: style/noRestrictedGlobals"),
		);
	});
});
