// Scripts that print much, or end in ways of their own: nothing that was told is lost, and nobody waits in vain.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { History } from "../../src/history/history.ts";
import { ScriptRunner } from "../../src/python/script-runner.ts";
import { localPythons } from "../local-pythons.ts";

const LONG = 120_000;
const TRACER = fileURLToPath(new URL("../../src/python/trace.py", import.meta.url));
const [local] = localPythons();
const pythons = ["embedded", ...(local === undefined ? [] : [local.path])];

let folder = "";
let runner: ScriptRunner;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "endings-"));
	runner = new ScriptRunner();
});

afterAll(() => {
	runner.close();
	rmSync(folder, { recursive: true });
});

/** Runs a script of these lines: what it printed in its runs, and outside of them by the number of runs before, and how it ended. */
async function run(text: string, python: string) {
	writeFileSync(join(folder, "my.py"), `import asyncio, os, signal, sys\n${text}`);
	const outside: string[][] = [];
	const onPrinted = (lines: string, runs: number) => {
		outside[runs] = [...(outside[runs] ?? []), ...lines.split("\n")];
	};
	const { recordings, exitCode } = await runner.run("my.py", { python, cwd: folder, quiet: true, onPrinted });
	const lines = recordings.map((recording) => new History(recording).lines);
	return { outside, lines, exitCode, ends: recordings.map(({ end }) => end) };
}

/** So many lines fill the pipes that they go through. */
const LINES = 8_000;
const numbered = (name: string) => Array.from({ length: LINES }, (_, index) => `${name} ${index}`);

describe.each(pythons)("what is printed, by %s", { timeout: LONG }, (python) => {
	it("is told line for line, however much it is", async () => {
		const { outside, lines } = await run(
			`def tell(name):
    for number in range(${LINES}):
        print(name, number)
async def main():
    tell("in")
tell("before")
asyncio.run(main())
tell("between")
asyncio.run(main())
tell("after")
`,
			python,
		);
		expect(outside).toEqual([numbered("before"), numbered("between"), numbered("after")]);
		expect(lines.map((run) => run.map(({ text }) => text))).toEqual([numbered("in"), numbered("in")]);
	});

	it("belongs to the task that printed it, also where its last line has no end", async () => {
		const { outside, lines } = await run(
			`async def other():
    print("whole")
    print("begun", end=" ")
async def main():
    await asyncio.create_task(other(), name="other")
    await asyncio.sleep(1)
print("early", end="")
asyncio.run(main())
print("late", end="")
`,
			python,
		);
		expect(outside).toEqual([["early"], ["late"]]);
		expect(lines).toEqual([
			[
				{ at: 0, task: "other", text: "whole" },
				{ at: 1, task: "other", text: "begun " },
			],
		]);
	});

	it("is cut where a line has more than a million characters", async () => {
		const { outside, lines } = await run(
			`async def main():
    print("é" * 17_000_000)
asyncio.run(main())
print("short\\n" + "é" * 17_000_000)
`,
			python,
		);
		const cut = `${"é".repeat(1_000_000)}…`;
		expect(outside[1]?.map((line) => line === cut || line)).toEqual(["short", true]);
		expect(lines.map((run) => run.map(({ text }) => text === cut))).toEqual([[true]]);
	});
});

/** Tells more than is written at once, line by line. */
const MUCH = `async def main():
    for _ in range(2_000):
        await asyncio.sleep(0.001)
    print("last")
`;

describe("how a script ends, by the embedded Python", { timeout: LONG }, () => {
	it.each([
		["os.abort()", 1],
		["os._exit(3)", 3],
		["os._exit(0)", 0],
	])("%s: all is told up to there", async (statement, exit) => {
		const { lines, ends, exitCode } = await run(`${MUCH}    ${statement}\nasyncio.run(main())\n`, "embedded");
		expect(lines.map((run) => run.map(({ text }) => text))).toEqual([["last"]]);
		expect(ends).toEqual([{ kind: "end", how: "stopped", at: 2, by: "died", exit }]);
		expect(exitCode).toBe(exit);
	});
});

describe.runIf(local !== undefined)("how a script ends, by a local Python", { timeout: LONG }, () => {
	const python = local?.path ?? "";

	it.each([
		["os.abort()", 134, "SIGABRT"],
		["os._exit(3)", 3, 3],
		["os.kill(os.getpid(), signal.SIGKILL)", 137, "SIGKILL"],
		["signal.raise_signal(signal.SIGTERM)", 143, "SIGTERM"],
	])("%s: all is told up to there", async (statement, code, exit) => {
		const { lines, ends, exitCode } = await run(`${MUCH}    ${statement}\nasyncio.run(main())\n`, python);
		expect(lines.map((run) => run.map(({ text }) => text))).toEqual([["last"]]);
		expect(ends).toEqual([{ kind: "end", how: "stopped", at: 2, by: "died", exit }]);
		expect(exitCode).toBe(code);
	});

	it.each([
		["a process", 'os.system("sleep 100 & echo $! > pid")'],
		["a fork", 'pid = os.fork()\n    if pid == 0: signal.pause()\n    print(pid, file=open("pid", "w"))'],
	])("nobody waits for the end of %s that it leaves behind", async (_, statement) => {
		const { ends } = await run(`async def main():\n    ${statement}\nasyncio.run(main())\n`, python);
		const left = Number(readFileSync(join(folder, "pid"), "utf8"));
		// It is there still: else this throws.
		process.kill(left, "SIGKILL");
		expect(ends).toEqual([{ kind: "end", how: "main-ended", at: 0 }]);
	});

	it("it ends when nobody reads what it tells", async () => {
		const file = join(folder, "endless.py");
		writeFileSync(
			file,
			"import asyncio\nasync def main():\n    while True: await asyncio.sleep(1)\nasyncio.run(main())\n",
		);
		const child = spawn(python, [TRACER, file], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
		try {
			const facts = child.stdio[3] as Readable;
			await new Promise<void>((resolve) => facts.once("data", () => resolve()));
			facts.destroy();
			expect(await exitOf(child)).toBe(1);
		} finally {
			child.kill("SIGKILL");
		}
	});
});

function exitOf(child: ChildProcess): Promise<number | null> {
	return new Promise((resolve) => child.on("exit", resolve));
}
