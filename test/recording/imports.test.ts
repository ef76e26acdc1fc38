import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "rolldown";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A folder for what the tests make. */
const folder = mkdtempSync(join(tmpdir(), "async-lessons-recording-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Bundles what these files hand on for a browser, and answers the files that it took. */
async function bundled(name: string, ...files: string[]): Promise<string[]> {
	const entry = `virtual:${name}`;
	const source = files.map((file) => `export * from ${JSON.stringify(join(root, "src", file))};`).join("\n");
	const { output } = await build({
		input: entry,
		platform: "browser",
		plugins: [
			{
				name: "entry",
				resolveId: (id: string) => (id === entry ? id : null),
				load: (id: string) => (id === entry ? source : null),
			},
		],
		output: { format: "iife", name: "bundle", file: join(folder, `${name}.js`) },
	});
	return output[0].moduleIds.filter((id) => id !== entry).map((id) => id.slice(root.length));
}

/** Runs a script beside the bundle, where a browser's globals are and no others, and answers its result. */
function inBrowser(name: string, script: string): unknown {
	const context = createContext({ console, performance, setTimeout, clearTimeout, AbortController });
	runInContext(readFileSync(join(folder, `${name}.js`), "utf8"), context);
	return JSON.parse(runInContext(`JSON.stringify((${script})(bundle))`, context) as string);
}

describe("bundled for a browser", () => {
	it("the trace takes its own files and the runtime's, and no package and no schema", async () => {
		const files = await bundled("trace", "recording/trace.ts", "runtime/index.ts");
		expect(files.filter((file) => !file.startsWith("src/runtime/")).toSorted()).toEqual([
			"src/recording/columns.ts",
			"src/recording/error-text.ts",
			"src/recording/fact-store.ts",
			"src/recording/generator-place.ts",
			"src/recording/items.ts",
			"src/recording/place-budget.ts",
			"src/recording/places.ts",
			"src/recording/resource-waits.ts",
			"src/recording/rows.ts",
			"src/recording/trace.ts",
			"src/recording/unawaited.ts",
		]);
		expect(files).toContain("src/runtime/kernel/event-loop.ts");
	});

	it("the trace tells a slip, where no inspector can be asked for its line", async () => {
		await bundled("trace", "recording/trace.ts", "runtime/index.ts");
		const error = inBrowser(
			"trace",
			`({ run, coroutine, Trace }) => {
				const trace = new Trace({ places: true });
				const main = coroutine("main", function* () {
					yield 1;
				});
				try {
					run(main(), { observer: trace });
				} catch {}
				return trace.facts.at(-4).ending;
			}`,
		);
		const message =
			"Task got bad yield: number 1. yield* awaits a coroutine, a task or a future, and a bare yield gives up one turn";
		expect(error).toEqual({
			how: "raised",
			error: { name: "RuntimeError", message, place: expect.any(Object) },
		});
	});

	it("the trace keeps the facts of a program", async () => {
		await bundled("trace", "recording/trace.ts", "runtime/index.ts");
		const facts = inBrowser(
			"trace",
			`({ run, coroutine, createTask, sleep, print, Queue, Trace }) => {
				const trace = new Trace({ places: true });
				const jobs = new Queue(0, { name: "jobs" });
				const worker = coroutine("worker", function* (number) {
					yield* sleep(number);
					jobs.putNowait(number);
				});
				const main = coroutine("main", function* () {
					createTask(worker(1));
					print(yield* jobs.get());
					throw new RangeError("enough");
				});
				try {
					run(main(), { observer: trace });
				} catch {}
				return Array.from(trace.facts, ({ at, task, kind, place, ...rest }) => [at, task, kind, rest]);
			}`,
		);
		const error = { name: "RangeError", message: "enough", place: expect.any(Object) };
		expect(facts).toEqual([
			[0, 1, "task-created", { name: "Task-1", label: "main", by: 0, group: 0 }],
			[0, 1, "resumed", {}],
			[0, 1, "span-started", { span: 1, label: "main", name: "main" }],
			[0, 2, "task-created", { name: "Task-2", label: "worker 1", by: 1, group: 0 }],
			[0, 1, "resource-created", { resource: 1, resourceKind: "queue", name: "jobs", capacity: 0, lock: 0 }],
			[0, 1, "suspended", { wait: { kind: "get", resource: 1 } }],
			[0, 2, "resumed", {}],
			[0, 2, "span-started", { span: 2, label: "worker 1", name: "worker" }],
			[0, 2, "suspended", { wait: { kind: "sleep", until: 1 } }],
			[1, 2, "woken", { cause: { kind: "timer" } }],
			[1, 2, "resumed", {}],
			[1, 2, "resource-used", { resource: 1, use: "put", level: 1, item: 1 }],
			[1, 1, "woken", { cause: { kind: "handed", by: 2 } }],
			[1, 2, "span-ended", { span: 2, ending: { how: "returned" } }],
			[1, 2, "task-ended", { ending: { how: "returned" } }],
			[1, 1, "resumed", {}],
			[1, 1, "resource-used", { resource: 1, use: "got", level: 0, item: 1 }],
			[1, 1, "printed", { text: "1" }],
			[1, 1, "span-ended", { span: 1, ending: { how: "raised", error } }],
			[1, 1, "task-ended", { ending: { how: "raised", error } }],
			[1, 1, "callback-queued", { callback: "main", label: "", of: 1 }],
			[1, 0, "callback-started", {}],
			[1, 0, "loop-closed", {}],
		]);
	});

	it("what recording hands on runs nothing, and takes no package and no schema", async () => {
		const files = await bundled("index", "recording/index.ts");
		expect(files.toSorted()).toEqual([
			"src/recording/bisect.ts",
			"src/recording/error-sentence.ts",
			"src/recording/json.ts",
			"src/recording/place-text.ts",
			"src/recording/plain-fact.ts",
			"src/recording/plain-value.ts",
			"src/recording/resource-waits.ts",
			"src/recording/round.ts",
			"src/runtime/kernel/value-text.ts",
			"src/runtime/kernel/wait-words.ts",
			"src/runtime/observer.ts",
		]);
		const shown = inBrowser(
			"index",
			`({ NO_TASK, placeText, waitText, laneText }) => {
				const names = { task: (id) => "task " + id, resource: (id) => "lock " + id };
				const wait = { kind: "lock", resource: 7 };
				const place = placeText({ file: "a/b.ts", line: 3, column: 4 });
				return [NO_TASK, place, waitText(wait, names), laneText(wait, names)];
			}`,
		);
		expect(shown).toEqual([0, "b.ts:3", "lock 7", "lock 7"]);
	});
});
