import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asyncLessons } from "./async-lessons.ts";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));

const TWO_NAPS = `import { coroutine, createTask, defineDemo, print, sleep } from "async-lessons";

const nap = coroutine("nap", function* (name, seconds) {
	yield* sleep(seconds);
	print(\`\${name} is awake\`);
}, { label: (name) => name });

const main = coroutine("main", function* () {
	const tasks = [createTask(nap("cat", 2)), createTask(nap("dog", 1))];
	for (const task of tasks) yield* task;
});
`;

const FILES = {
	"least.js": `${TWO_NAPS}
export const demo = { name: "naps", variants: [{ name: "both", main }] };
`,
	"full.mjs": `${TWO_NAPS}
export const naps = defineDemo({
	name: "naps", section: 0, title: "two naps", mentalModel: "", why: "Both sleep.", takeAway: "", next: [], python: "",
	parameters: {},
	variants: [
		{ name: "right", summary: "promises what it does", main, elapsed: () => 2 },
		{ name: "wrong", summary: "promises too much", main, elapsed: () => 1 },
	],
});
`,
	"fails.js": `${TWO_NAPS}
const failing = coroutine("main", function* () {
	yield* sleep(1);
	missing();
});
const waiting = coroutine("main", function* () {
	yield* createTask(nap("cat", 1), { name: "cat" });
	yield* (yield* new Lock({ name: "pen" }).acquire(), new Event().wait());
});
export const demo = { name: "fails", variants: [{ name: "raises", main: failing }, { name: "waits", main: waiting }] };
`.replace("print,", "Event, Lock, print,"),
	"many.js": `import { coroutine, createTask, Event } from "async-lessons";

const main = coroutine("main", function* () {
	const door = new Event({ name: "door" });
	for (let guest = 0; guest < 600; guest += 1) createTask(door.wait(), { name: "guest" });
	yield* door.wait();
});
export const demo = { name: "many", variants: [{ name: "wait", main }] };
`,
	"outside.js": `import { coroutine, fromPromise } from "async-lessons";

const main = coroutine("main", function* () {
	yield* fromPromise(async () => "pong", "ping");
});
export const demo = { name: "outside", variants: [{ name: "asks", main }] };
`,
	"none.js": "export const nothing = 1;\n",
	"needs.js": 'import "./helper.tsx";\n',
	"helper.tsx": "export const nothing: number = 1;\n",
	"several.js": `${TWO_NAPS}
export const one = { name: "one", variants: [{ name: "a", main }] };
export const two = { name: "two", variants: [{ name: "a", main }] };
`,
	"twice.js": `${TWO_NAPS}
export const demo = { name: "naps", variants: [{ name: "a", main }, { name: "a", main }] };
`,
	"wide.js": `${TWO_NAPS}
export const demo = { name: "naps", variants: [{ name: "逐次実行", main }, { name: "同時に実行する", main }] };
`,
	"wider.js": `${TWO_NAPS}
const parameters = { n: { default: 2, unit: "", range: [1, 10], whole: true, description: "how many naps" } };
const first = { name: "逐次実行する逐次実行する逐次実行する", main };
export const demo = { name: "naps", parameters, variants: [first, { name: "同時に実行する同時に実行する 漢字", main }] };
`,
	"bare.js": `${TWO_NAPS}
const bare = coroutine("main", function* () {
	yield* sleep(1);
	throw Object.create(null);
});
export const demo = { name: "bare", variants: [{ name: "raises", main: bare }] };
`,
	"tells.js": `${TWO_NAPS}
const failing = coroutine("main", function* () {
	yield* main();
	throw new Error("no dog");
});
export const demo = {
	name: "tells",
	why: (runs) => \`\${runs.all.length} runs, the last of \${runs.all.at(-1).elapsed} s\`,
	measure: (run) => \`\${run.lines("cat").length} of 1 cats\`,
	variants: [
		{ name: "fails", main: failing, outcome: "raised", fix: (run) => \`mend what came at \${run.elapsed} s\` },
		{ name: "naps", main, work: () => "naps" },
	],
};
`,
	"broken.js": "export const demo = ;\n",
	"killed.js": 'process.kill(process.pid, "SIGKILL"); await new Promise(() => {});\n',
	"throws.js": 'throw new Error("no demo today");\n',
};

let folder = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-own-"));
	mkdirSync(join(folder, "node_modules"));
	symlinkSync(PACKAGE, join(folder, "node_modules", "async-lessons"), "dir");
	writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
	for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("run, with a demo of one's own", () => {
	it("shows the same pictures for it, however little it says of itself", async () => {
		const { code, out, error } = await asyncLessons(["run", "./least.js"], { cwd: folder });
		expect({ code, error }).toEqual({ code: 0, error: "" });
		await expect(out).toMatchFileSnapshot("outputs/run-own.txt");
	});

	it("names the places in its file", async () => {
		const { out } = await asyncLessons(["run", "least.js", "--json"], { cwd: folder });
		const { variants } = JSON.parse(out);
		const created = variants[0].facts.filter(({ kind }: { kind: string }) => kind === "task-created");
		expect(
			created.map(
				({ place }: { place?: { file: string; line: number } }) =>
					place && [place.file.split("/").at(-1), place.line],
			),
		).toEqual([undefined, ["least.js", 9], ["least.js", 9]]);
	});

	it("names the places of all whom it finds waiting, however many they are", async () => {
		const { out } = await asyncLessons(["run", "many.js", "--json"], { cwd: folder });
		const { waiting } = JSON.parse(out).variants[0].findings[0];
		const lines = waiting.map(({ place }: { place: { line: number } | null }) => place?.line ?? null);
		expect(lines).toEqual([6, ...Array(600).fill(5)]);
	});

	it("is listed, without numbers where it has none", async () => {
		const { out } = await asyncLessons(["list", "./full.mjs"], { cwd: folder });
		expect(out).toBe(`  naps · two naps

  Variants  --variant NAME
  right  2.00 s  promises what it does
  wrong  2.00 s  promises too much
`);
	});

	it("compares its variants, however wide their names are", async () => {
		const { out } = await asyncLessons(["compare", "wide.js"], { cwd: folder });
		expect(out).toBe(
			`
                      time  at once  outcome
  naps
    逐次実行        2.00 s        2  returned
    同時に実行する  2.00 s        2  returned
`.slice(1),
		);
	});

	it("breaks wide names where a page is too narrow for them, and cuts none", async () => {
		const table = await asyncLessons(["compare", "wider.js", "--width", "40"], { cwd: folder });
		expect(table.out).toBe(
			`
                          time  at once
  naps
    逐次実行する逐次実  2.00 s        2
  行する逐次実行する
    同時に実行する同時  2.00 s        2
  に実行する 漢字
`.slice(1),
		);
		const sweep = await asyncLessons(["compare", "wider.js", "--sweep", "n=1..2", "--width", "40"], {
			cwd: folder,
		});
		expect(sweep.out.slice(sweep.out.lastIndexOf("\n\n") + 2)).toBe(
			`
  逐次実行する逐次実  stays at 2.00 s:
  行する逐次実行する  the longest wait
                      alone
  同時に実行する同時  stays at 2.00 s:
  に実行する 漢字     the longest wait
                      alone
`.slice(1),
		);
	});

	it("breaks no colour in two where it breaks a name", async () => {
		const codes = new RegExp(`${"\u001b"}\\[[0-9;]*m`, "g");
		const call = ["compare", "wider.js", "--width", "30"];
		const plain = await asyncLessons(call, { cwd: folder });
		const painted = await asyncLessons([...call, "--color"], { cwd: folder });
		expect(painted.out).not.toBe(plain.out);
		expect(painted.out.replaceAll(codes, "")).toBe(plain.out);
	});

	it("has one text for an error without a prototype, in every form", async () => {
		const forms = ["--describe", "--json", "--live 100", "--save bare.jsonl"].map(
			(form) => `bare.js ${form}`,
		);
		const outs: string[] = [];
		const texts: string[] = [];
		for (const form of [...forms, "bare.jsonl"]) {
			const { code, out, error } = await asyncLessons(["run", ...form.split(" ")], { cwd: folder });
			outs.push(out);
			texts.push(`${code} ${error}`);
		}
		expect(new Set(texts)).toEqual(
			new Set([
				"1 bare, raises: raised object: an object without a prototype, and promises to return; --debug shows where\n",
			]),
		);
		const { outcome, facts } = JSON.parse(outs[1] ?? "").variants[0];
		const error = { name: "object", message: "an object without a prototype" };
		expect(outcome).toEqual({ kind: "raised", error });
		const ended = facts.find(({ kind }: { kind: string }) => kind === "task-ended");
		expect(ended.ending).toMatchObject({ how: "raised", error });
	});

	it("says what its own functions say of its runs", async () => {
		const { out } = await asyncLessons(["run", "tells.js", "--describe"], { cwd: folder });
		expect(out).toMatchInlineSnapshot(`
			"tells. 2 variants to compare.

			Variant fails. It took 2 seconds and ended with Error: no dog.

			main started at 0 seconds, awaited cat for 2 seconds, and failed at 2 seconds.

			cat, a task of main, started at 0 seconds, waited 2 seconds for a timer, and
			was done at 2 seconds.

			dog, a task of main, started at 0 seconds, waited 1 second for a timer, and was
			done at 1 second.

			At 2 seconds, main raises Error: no dog (tells.js:15).

			Waited for timers or I/O, in all: 3 seconds. The longest of them, by cat, took
			2 seconds. At most two tasks were under way at once. The total was decided by
			cat (2 seconds).

			The fix: mend what came at 2 s.

			Variant naps. It took 2 seconds.

			main started at 0 seconds, awaited cat for 2 seconds, and was done at 2
			seconds.

			cat, a task of main, started at 0 seconds, waited 2 seconds for a timer, and
			was done at 2 seconds.

			dog, a task of main, started at 0 seconds, waited 1 second for a timer, and was
			done at 1 second.

			Waited for timers or I/O, in all: 3 seconds. The longest of them, by cat, took
			2 seconds. At most two tasks were under way at once. The total was decided by
			cat (2 seconds).

			naps took the same time as fails, 2 seconds. Their times can't be compared: it
			does something else (naps) and fails failed.

			fails: 1 of 1 cats. naps: 1 of 1 cats.

			Why: 2 runs, the last of 2 s.
			"
		`);
	});

	it("holds it to its promises", async () => {
		const right = await asyncLessons(["run", "./full.mjs", "--variant", "right"], { cwd: folder });
		const wrong = await asyncLessons(["run", "./full.mjs", "--variant", "wrong"], { cwd: folder });
		expect([right.code, right.error]).toEqual([0, ""]);
		expect([wrong.code, wrong.error]).toEqual([1, "naps, wrong: took 2.00 s, and promises 1.00 s\n"]);
	});

	it("says how it ended where it was to return, and with --debug where an error comes from", async () => {
		const { code, error } = await asyncLessons(["run", "./fails.js"], { cwd: folder });
		expect({ code, error }).toEqual({
			code: 1,
			error:
				"fails, raises: raised ReferenceError: missing is not defined, and promises to return; --debug shows where\n" +
				"fails, waits: ended in a deadlock, and promises to return\n",
		});
		const debugged = await asyncLessons(["run", "./fails.js", "--variant", "raises", "--debug"], {
			cwd: folder,
		});
		expect(debugged.error).toMatch(/missing is not defined\n {4}at .*fails\.js:15/);
	});

	it("says that --live runs what needs the wall clock", async () => {
		const { code, error } = await asyncLessons(["run", "./outside.js"], { cwd: folder });
		expect({ code, error }).toEqual({
			code: 1,
			error:
				"outside, asks: raised RuntimeError: fromPromise needs the wall clock: run the program with runLive(main()) " +
				"instead of run(main()), and promises to return; --live runs it on the wall clock\n",
		});
		const debugged = await asyncLessons(["run", "./outside.js", "--debug"], { cwd: folder });
		expect(debugged.error).toMatch(/; --live runs it on the wall clock\nRuntimeError: .*\n {4}at /);
		const live = await asyncLessons(["run", "./outside.js", "--live", "--describe"], { cwd: folder });
		expect([live.code, live.error]).toEqual([0, ""]);
	});

	it.each([
		[
			"none.js",
			"none.js exports no demo; export a coroutine function as main, or a demo that defineDemo made",
		],
		["several.js", 'several.js exports several demos; call the one to run "demo"'],
		["missing.js", "no file missing.js"],
		[
			"needs.js",
			`Node ${process.versions.node} can't load helper.tsx, which needs.js needs; compile it first, or use Node 22.18 or newer`,
		],
		["twice.js", 'twice.js: two variants are called "a"; each has a name of its own'],
	])("says what is wrong with %s", async (file, message) => {
		expect(await asyncLessons(["run", file], { cwd: folder })).toEqual({
			code: 2,
			out: "",
			error: `error: ${message}\n`,
		});
	});

	it.each([
		["broken.js", "SyntaxError: Unexpected token ';' (broken.js:1)"],
		["throws.js", "Error: no demo today (throws.js:1)"],
	])("says where %s goes wrong, in one line", async (file, message) => {
		expect(await asyncLessons(["run", file], { cwd: folder })).toEqual({
			code: 1,
			out: "",
			error: `error: ${file} can't be loaded: ${message}\n`,
		});
	});

	it("says what has ended the process of a module", async () => {
		expect(await asyncLessons(["run", "killed.js"], { cwd: folder })).toEqual({
			code: 1,
			out: "",
			error: "error: killed.js can't be loaded: its process was ended by SIGKILL\n",
		});
	});

	it("shows the stack of a module that goes wrong with --debug alone", async () => {
		const { code, error } = await asyncLessons(["run", "throws.js", "--debug"], { cwd: folder });
		expect(code).toBe(1);
		expect(error).toMatch(/^Error: no demo today\n {4}at \S+throws\.js:1:7\n/);
	});
});
