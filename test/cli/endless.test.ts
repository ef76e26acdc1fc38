// Programs that never end, or end their process: whole outputs, and exit codes, of the built program.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BINARY, startAsyncLessons } from "./start-async-lessons.ts";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));

const MODULE = `import { coroutine, createTask, defineDemo, print, sleep } from "async-lessons";
const other = coroutine("other", function* () {
	for (const n of [1, 2]) {
		yield* sleep(0.4);
		print("other", n);
	}
});
const variant = (name, body) => ({ name, main: coroutine("main", body) });
export const demo = defineDemo({ name: "bad", variants: [
	variant("hangs", function* () {
		createTask(other());
		yield* sleep(1);
		print("before"); console.error("hangs now");
		try { for (;;); } catch { print("caught"); } finally { print("never"); }
	}),
	variant("ticks", function* () { for (;;) yield* sleep(1); }),
	variant("exits", function* () {
		createTask(other());
		yield* sleep(1);
		print("before");
		process.exit(0);
	}),
	variant("rejects", function* () {
		yield* sleep(1);
		Promise.reject(new Error("stray"));
		for (;;) yield* sleep(1);
	}),
	variant("returns", function* () { yield* sleep(1); }),
] });
`;

const FILES = {
	"bad.mjs": MODULE,
	"awaits.mjs": "await new Promise(() => {});\n",
	"loops.mjs": 'console.error("hangs now");\nfor (;;);\n',
};

let folder = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "endless-"));
	symlinkSync(join(PACKAGE, "node_modules"), join(folder, "modules"));
	writeFileSync(join(folder, "package.json"), "{}");
	for (const [name, text] of Object.entries(FILES))
		writeFileSync(
			join(folder, name),
			text.replaceAll('"async-lessons"', JSON.stringify(join(PACKAGE, "dist/index.js"))),
		);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the programs that hang say before they do. */
const HANGS = "hangs now\n";

/** Runs the command, and sends it SIGINT as soon as the program hangs. */
function interrupted(args: readonly string[]) {
	return new Promise<{ code: number | null; out: string; error: string }>((resolve) => {
		const child = spawn(process.execPath, [BINARY, ...args], {
			cwd: folder,
			env: {},
		});
		let [out, error] = ["", ""];
		child.stdout.on("data", (data) => {
			out += data;
		});
		child.stderr.on("data", (data) => {
			error += data;
			if (error === HANGS) child.kill("SIGINT");
		});
		child.on("close", (code) => resolve({ code, out, error }));
	});
}

const LONG = 60_000;

describe("run", { timeout: LONG }, () => {
	it("shows a plain endless loop up to there, when it is interrupted", async () => {
		const ended = await interrupted(["run", "bad.mjs", "--variant", "hangs"]);
		expect(ended.code).toBe(130);
		expect(ended.error).toBe(`${HANGS}interrupted\n`);
		await expect(ended.out).toMatchFileSnapshot("outputs/endless-hangs.txt");
	});

	it("shows what went on before its process ended, and fails even where that ended with 0", async () => {
		const ended = await startAsyncLessons(["run", "bad.mjs", "--variant", "exits", "--variant", "returns"], {
			cwd: folder,
		});
		expect([ended.code, ended.error]).toEqual([
			1,
			"bad, exits: lost its process at 1.00 s, and promises to return\n",
		]);
		await expect(ended.out).toMatchFileSnapshot("outputs/endless-exits.txt");
	});

	it("tells of a rejection that nobody handles, which ends the process", async () => {
		const { code, error, out } = await startAsyncLessons(["run", "bad.mjs", "--variant", "rejects"], {
			cwd: folder,
		});
		expect(code).toBe(1);
		expect(error).toMatch(/^.*\n.*\n.*\n\nError: stray\n/);
		expect(out).toContain("its process ended with exit code 1, and main had not");
	});

	it("stops at the time that it is given, in each form", async () => {
		const args = ["run", "bad.mjs", "--variant", "ticks", "--until", "3"];
		const [chart, prose, json, saved] = [
			await startAsyncLessons(args, { cwd: folder }),
			await startAsyncLessons([...args, "--describe"], { cwd: folder }),
			await startAsyncLessons([...args, "--json"], { cwd: folder }),
			await startAsyncLessons([...args, "--save", "saved.jsonl", "--svg", "saved.svg"], { cwd: folder }),
		];
		expect([chart.code, prose.code, json.code, saved.code]).toEqual([1, 1, 1, 1]);
		await expect(chart.out).toMatchFileSnapshot("outputs/endless-until.txt");
		await expect(prose.out).toMatchFileSnapshot("outputs/endless-until.prose.txt");
		const { variants } = JSON.parse(json.out);
		expect(variants[0].outcome).toEqual({ kind: "stopped", by: "until" });
		const again = await startAsyncLessons(["run", "saved.jsonl"], { cwd: folder });
		expect(again.out).toBe(saved.out);
		expect(readFileSync(join(folder, "saved.svg"), "utf8")).toMatch(/^<svg/);
	});

	it("says that a module awaits for ever, and that it was interrupted while it was loaded", async () => {
		expect(await startAsyncLessons(["run", "awaits.mjs"], { cwd: folder })).toEqual({
			code: 1,
			out: "",
			error: "error: awaits.mjs can't be loaded: it awaits something at its top level that never comes\n",
		});
		expect(await interrupted(["run", "loops.mjs"])).toEqual({
			code: 130,
			out: "",
			error: `${HANGS}interrupted\n`,
		});
	});
});

describe("compare", { timeout: LONG }, () => {
	it("shows what it knows when it is interrupted", async () => {
		const ended = await interrupted(["compare", "bad.mjs"]);
		expect([ended.code, ended.error]).toEqual([130, `${HANGS}interrupted\n`]);
		await expect(ended.out).toMatchFileSnapshot("outputs/endless-compare.txt");
	});
});
