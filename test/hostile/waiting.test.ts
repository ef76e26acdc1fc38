// Calls that have nothing more to wait for end, whatever a module of one's own, or what it has started, still has to do.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BINARY, startAsyncLessons } from "../cli/start-async-lessons.ts";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = 'export const main = coroutine("main", function* () { yield* sleep(1); });';

/** What a module does beside its main, when it is loaded. */
const BESIDE = {
	good: "",
	interval: "setInterval(() => {}, 1_000);",
	server: 'createServer().listen(join(process.cwd(), "socket"));',
	worker: 'new Worker("for (;;);", { eval: true });',
	listens: 'process.stdin.on("data", () => {}); process.on("message", () => {}); process.stdin.resume();',
	loses: "process.stdin.destroy(); setInterval(() => {}, 1_000);",
	closes: "closeSync(3); setInterval(() => {}, 1_000);",
	writes: 'writeSync(3, "garbage\\n"); setInterval(() => {}, 1_000);',
	stays: 'process.on("exit", () => { for (;;); });',
	leaves: 'spawn("sleep", ["3"], { stdio: [0, 1, 2, 3].fill("ignore", 0, 3), detached: true }).unref();',
	loops: 'console.error("hangs now"); for (;;);',
};

const RESULT = "            time  outcome\n";

let folder = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-waiting-"));
	mkdirSync(join(folder, "node_modules"));
	symlinkSync(PACKAGE, join(folder, "node_modules", "async-lessons"));
	for (const [name, text] of Object.entries(BESIDE))
		writeFileSync(
			join(folder, `${name}.mjs`),
			`import { spawn } from "node:child_process";
import { closeSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { coroutine, sleep } from "async-lessons";
${text}
${MAIN}
`,
		);
	writeFileSync(join(folder, "broken.mjs"), "null.x;\n");
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("a wrong call that is known to be wrong when a module is loaded already", () => {
	it.each<[string, number, string]>([
		["run ./good.mjs --set x=1", 2, "good has no parameter called x; it has none"],
		["run ./good.mjs --theme x", 2, "no theme called x; there is ansi, okabe-ito"],
		["run ./good.mjs --save none/x.jsonl", 2, "--save none/x.jsonl: there is no such folder"],
		["run ./good.mjs ./none.mjs", 2, "no file ./none.mjs"],
		["run ./good.mjs none.jsonl", 2, "can't read none.jsonl: there is no such file or folder"],
		[
			"run ./good.mjs ./broken.mjs",
			1,
			"./broken.mjs can't be loaded: TypeError: Cannot read properties of null (reading 'x') (broken.mjs:1)",
		],
		["compare ./good.mjs --theme x", 2, "no theme called x; there is ansi, okabe-ito"],
		["compare ./good.mjs --sweep x=1..2", 2, "good has no parameter called x; it has none"],
		["step ./good.mjs --variant x", 2, "good has no variant called x; it has main"],
	])("ends: %s", async (line, code, message) => {
		expect(await startAsyncLessons(line.split(" "), { cwd: folder })).toEqual({
			code,
			out: "",
			error: `error: ${message}\n`,
		});
	});
});

describe("a module that would go on for ever", () => {
	it.each(["good", "interval", "server", "worker", "listens", "stays", "leaves"])(
		"is ended with the call: %s",
		async (name) => {
			expect(await startAsyncLessons(["compare", `./${name}.mjs`], { cwd: folder })).toEqual({
				code: 0,
				out: `${RESULT}  ${name}\n    main  1.00 s  returned\n`,
				error: "",
			});
		},
	);

	it("is ended where it does not hear what it is to run", async () => {
		expect(await startAsyncLessons(["run", "./loses.mjs"], { cwd: folder })).toEqual({
			code: 1,
			out: "",
			error: "error: ./loses.mjs did not begin to run main: its process ended with exit code 0\n",
		});
	});

	it.each([
		["closes", "can't be loaded: its process ended with exit code 1"],
		[
			"writes",
			`has written into the pipe by which its runs are told: not a recording: Unexpected token 'g', "garbage" is not valid JSON`,
		],
	])("is ended where it %s the pipe by which it is heard", async (name, message) => {
		expect(await startAsyncLessons(["run", `./${name}.mjs`], { cwd: folder })).toEqual({
			code: 1,
			out: "",
			error: `error: ./${name}.mjs ${message}\n`,
		});
	});

	it.each(["SIGTERM", "SIGHUP", "SIGINT"] as const)("is ended by a %s to the command", async (signal) => {
		expect(await endedBy(signal)).toBe(signal === "SIGINT" ? 130 : signal);
	});
});

/** How the command ends. Its pipe is closed only when the module's process has ended, too. */
function endedBy(signal: NodeJS.Signals): Promise<number | string | null> {
	return new Promise((resolve) => {
		const args = [BINARY, "run", "./loops.mjs"];
		const child = spawn(process.execPath, args, {
			cwd: folder,
			stdio: ["ignore", "ignore", "pipe"],
			env: {},
		});
		child.stderr.once("data", () => child.kill(signal));
		child.on("close", (code, by) => resolve(by ?? code));
	});
}
