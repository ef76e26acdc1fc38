import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const runtime = join(root, "src/runtime");

/** A folder for what the tests make. */
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-runtime-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the runtime", () => {
	it("imports its own files only", () => {
		const files = readdirSync(runtime, { recursive: true, encoding: "utf8" }).filter((file) =>
			file.endsWith(".ts"),
		);
		const foreign = files.flatMap((file) => {
			const source = readFileSync(join(runtime, file), "utf8");
			// Types too: an import of those alone leaves no trace in a bundle.
			const imported = source.matchAll(/(?:^import |\bfrom |\b(?:import|require)\()"([^"]+)"[;)]/gm);
			return Array.from(imported, ([, name = ""]) => name).filter((name) => {
				return !(name.startsWith(".") && files.includes(join(dirname(file), name)));
			});
		});
		expect(files).toContain("kernel/event-loop.ts");
		expect(foreign).toEqual([]);
	});

	it("needs no names but JavaScript's and the browser's, and of V8 only how deep a stack is told", () => {
		const config = {
			extends: join(root, "tsconfig.json"),
			compilerOptions: { lib: ["es2023", "dom"], types: [], noEmit: true },
			include: [],
			files: [join(runtime, "index.ts"), join(folder, "v8.d.ts")],
		};
		const v8 = "interface ErrorConstructor { stackTraceLimit: number }";
		writeFileSync(join(folder, "v8.d.ts"), v8);
		writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
		const tsc = join(root, "node_modules/typescript/bin/tsc");
		const { stdout, stderr } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
		expect(stdout + stderr).toBe("");
	}, 30_000);
});

describe("bundled for a browser, the runtime", () => {
	/** Runs a script beside the bundle, where a browser's globals are and no others, and answers its result. */
	async function inBrowser(script: string): Promise<unknown> {
		const names = { console, performance, setTimeout, clearTimeout, AbortController };
		const context = createContext(names);
		runInContext(readFileSync(join(folder, "runtime.js"), "utf8"), context);
		const result = await runInContext(`(async () => JSON.stringify(await (${script})(runtime)))()`, context);
		return JSON.parse(result as string);
	}

	beforeAll(async () => {
		await build({
			input: join(runtime, "index.ts"),
			platform: "browser",
			output: { format: "iife", name: "runtime", file: join(folder, "runtime.js") },
		});
	});

	it("runs a program under virtual time, with an observer", async () => {
		const result = await inBrowser(`({ run, coroutine, gather, sleep, random, getRunningLoop }) => {
			const calls = [];
			const observer = new Proxy({}, { get: (_, name) => () => calls.push(name) });
			const nap = coroutine("nap", function* (seconds) {
				yield* sleep(seconds);
				return seconds;
			});
			const main = coroutine("main", function* () {
				return [yield* gather([nap(2), nap(1)]), getRunningLoop().time(), random.random()];
			});
			return [...run(main(), { observer }), calls[0], calls.at(-1)];
		}`);
		expect(result).toEqual([[2, 1], 2, 0.6011037519201636, "attach", "loopClosed"]);
	});

	it("says why a program is stuck", async () => {
		const message = await inBrowser(`({ run, coroutine, Lock }) => {
			const main = coroutine("main", function* () {
				const pen = new Lock({ name: "pen" });
				yield* pen.acquire();
				yield* pen.acquire();
			});
			try {
				run(main());
			} catch (error) {
				return error.message;
			}
		}`);
		expect(message).toBe(
			[
				"deadlock at 0.0 s: one task waits for ever: nothing is ready, and no timer is set",
				'  main waits for lock "pen", held by main itself',
			].join("\n"),
		);
	});

	it("runs on the wall clock, with the platform's timers and promises", async () => {
		const result =
			await inBrowser(`async ({ runLive, coroutine, waitFor, fromPromise, sleep, TimeoutError }) => {
			const main = coroutine("main", function* () {
				yield* sleep(0.001);
				const value = yield* fromPromise(async () => "value");
				try {
					yield* waitFor(fromPromise(() => new Promise(() => {})), 0.001);
				} catch (error) {
					return [value, error instanceof TimeoutError];
				}
			});
			return [...(await runLive(main())), typeof process, typeof require, typeof Buffer];
		}`);
		expect(result).toEqual(["value", true, "undefined", "undefined", "undefined"]);
	});
});
