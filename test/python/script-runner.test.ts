// Which Python runs a script, what goes wrong, and how it ends: all by one embedded Python, as it takes several scripts.

import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { localPythons } from "../../src/python/python-choice.ts";
import { ScriptError } from "../../src/python/script-error.ts";
import { ScriptRunner } from "../../src/python/script-runner.ts";
import type { Recording } from "../../src/recording/index.ts";

const LONG = 120_000;

/** Reads what nobody writes, whatever its arguments. */
const NEVER_SPEAKS = fileURLToPath(new URL("never-speaks.sh", import.meta.url));

let folder = "";
let runner: ScriptRunner;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "runner-"));
	runner = new ScriptRunner();
});

afterAll(() => {
	runner.close();
	rmSync(folder, { recursive: true });
});

/** Runs a script of these lines. */
async function run(text: string, options = {}) {
	writeFileSync(join(folder, "my.py"), text);
	return runner.run(join(folder, "my.py"), { python: "embedded", ...options });
}

/** Why it does not run, and the exit code for that. */
async function refusal(text: string): Promise<{ message: string; exitCode: number }> {
	const error = await run(text).then(
		() => null,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof ScriptError)) throw new Error(`not refused: ${String(error)}`);
	return { message: error.message.replaceAll(folder, "FOLDER"), exitCode: error.exitCode };
}

function printedIn(recording: Recording | undefined): string[] {
	return [...(recording?.facts ?? [])].flatMap((fact) => (fact.kind === "printed" ? [fact.text] : []));
}

describe("a script that can't be run", { timeout: LONG }, () => {
	it.each<[string, string, string, number]>([
		["runs no loop", "x = 1\n", "FOLDER/my.py runs no event loop: call asyncio.run(main())", 2],
		[
			"can't be read",
			"def f(:\n    pass\n",
			'my.py failed before it ran an event loop\n  File "FOLDER/my.py", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax',
			1,
		],
		[
			"fails before it runs one",
			"import asyncio\n\n1 / 0\n",
			'my.py failed before it ran an event loop\nTraceback (most recent call last):\n  File "FOLDER/my.py", line 3, in <module>\n    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero',
			1,
		],
		[
			"imports what is not there",
			"import aiohttp.web\n",
			`my.py failed before it ran an event loop
Traceback (most recent call last):
  File "FOLDER/my.py", line 1, in <module>
    import aiohttp.web
ModuleNotFoundError: No module named 'aiohttp'
CPython 3.14.2, embedded, has no module aiohttp: install Python 3.11 or newer and aiohttp in it, or name one that has it with --python PATH`,
			1,
		],
	])("because it %s", async (_, text, message, exitCode) => {
		expect(await refusal(text)).toEqual({ message, exitCode });
	});

	it.each([
		["missing.py", { python: "embedded" }, "no file missing.py"],
		[".", { python: "embedded" }, ". is a folder; name the script in it"],
		["my.py", { python: "./no-such-python" }, "./no-such-python is not there"],
		["my.py", { python: "false" }, "false is no Python: it ended with 1, and said nothing"],
		["my.py", { python: NEVER_SPEAKS, startsWithin: 0.05 }, `${NEVER_SPEAKS} said nothing for 0.05 s`],
	])("%s with %o", async (path, options, message) => {
		writeFileSync(join(folder, "my.py"), "");
		await expect(runner.run(path, { ...options, cwd: folder })).rejects.toThrow(new ScriptError(message));
	});
});

const MAIN = "import asyncio, os, sys\nasync def main():\n    await asyncio.sleep(1)\n";

describe("how a script ends", { timeout: LONG }, () => {
	it.each<[string, string, number, readonly object[]]>([
		["as it should", `${MAIN}asyncio.run(main())\n`, 0, [{ kind: "end", how: "main-ended", at: 1 }]],
		[
			"with its own exit code after its runs",
			`${MAIN}asyncio.run(main())\nasyncio.run(main())\nsys.exit(7)\n`,
			7,
			[
				{ kind: "end", how: "main-ended", at: 1 },
				{ kind: "end", how: "main-ended", at: 1 },
			],
		],
		[
			"with 0, where it deals with the error of a run",
			`${MAIN}    raise ValueError\ntry:\n    asyncio.run(main())\nexcept ValueError:\n    pass\n`,
			0,
			[{ kind: "end", how: "main-ended", at: 1 }],
		],
		[
			"in a deadlock",
			`${MAIN}    await asyncio.Event().wait()\nasyncio.run(main())\n`,
			1,
			[{ kind: "end", how: "deadlock", at: 1 }],
		],
	])("%s", async (_, text, exitCode, ends) => {
		const ended = await run(text);
		expect(ended.recordings.map(({ end }) => end)).toEqual(ends);
		expect(ended.exitCode).toBe(exitCode);
	});

	it("at the time that was asked for", async () => {
		const text =
			"import asyncio\nasync def main():\n    while True: await asyncio.sleep(1)\nasyncio.run(main())\n";
		const { recordings, exitCode } = await run(text, { until: 3.5 });
		expect(recordings.map(({ end }) => end)).toEqual([{ kind: "end", how: "stopped", at: 3.5, by: "until" }]);
		expect(exitCode).toBe(0);
	});
});

describe("a script that is stopped", { timeout: LONG }, () => {
	it("is recorded up to there, also in the midst of an endless loop", async () => {
		const [isThere, controller] = [join(folder, "there"), new AbortController()];
		const running = run(
			`${MAIN}    open(${JSON.stringify(isThere)}, "w").close()\n    while True: pass\nasyncio.run(main())\n`,
			{ signal: controller.signal },
		);
		await vi.waitFor(() => statSync(isThere), { timeout: LONG });
		controller.abort();
		const { recordings } = await running;
		expect(recordings.map(({ end }) => end)).toEqual([
			{ kind: "end", how: "stopped", at: 1, by: "interrupt" },
		]);
	});
});

describe("what the embedded Python lacks", { timeout: LONG }, () => {
	it.each([
		["await asyncio.to_thread(print)", "RuntimeError", "threads"],
		["await asyncio.open_connection('127.0.0.1', 9)", "OSError", "sockets"],
		["await asyncio.open_connection('localhost', 9)", "OSError", "sockets"],
		["await asyncio.start_server(print, '127.0.0.1', 0)", "OSError", "sockets"],
		["await asyncio.create_subprocess_exec('ls')", "OSError", "processes"],
		["os.fork()", "OSError", "processes"],
		["asyncio.get_running_loop().add_signal_handler(2, print)", "NotImplementedError", "signals"],
	])("%s raises an error that says so", async (statement, name, what) => {
		const { recordings } = await run(`${MAIN}    ${statement}\nasyncio.run(main())\n`);
		const ended = [...(recordings[0]?.facts ?? [])].find(
			(fact) => fact.kind === "task-ended" && fact.task === 1,
		);
		expect(recordings.length).toBe(1);
		expect(ended).toMatchObject({
			ending: {
				how: "raised",
				error: { name, message: `the embedded Python has no ${what}: a local one has (--python PATH)` },
			},
		});
	});
});

describe("scripts that one embedded Python runs one after the other", { timeout: LONG }, () => {
	const LEAVES =
		"class Left:\n    def __del__(self): print('left')\nleft = Left()\nleft.self = left\nasyncio.run(main())\n";
	const NEXT =
		"import asyncio, gc\nasync def main():\n    gc.collect()\n    print(asyncio.current_task().get_name())\nasyncio.run(main())\n";

	it.each([
		["has ended", `${MAIN}${LEAVES}`],
		["was stuck", `${MAIN}    try: await asyncio.Event().wait()\n    finally: print('cut off')\n${LEAVES}`],
	])("know nothing of what one before them has left that %s", async (_, text) => {
		await run(text, { quiet: true });
		const { recordings } = await run(NEXT);
		expect(printedIn(recordings[0])).toEqual(["Task-1"]);
	});

	it("start with a fresh standard library", async () => {
		const changes =
			"import asyncio, builtins, logging, warnings\nlogging.basicConfig(level=10)\nwarnings.simplefilter('error')\nbuiltins.print = asyncio.sleep = None\n";
		await run(`${changes}async def main(): pass\nasyncio.run(main())\n`, { quiet: true });
		const { recordings } = await run(
			`${MAIN}    import logging, warnings\n    print(logging.root.handlers, logging.root.level)\n    warnings.warn('not an error')\nasyncio.run(main())\n`,
			{ quiet: true },
		);
		expect(recordings.map(({ end }) => end)).toEqual([{ kind: "end", how: "main-ended", at: 1 }]);
		expect(printedIn(recordings[0])[0]).toBe("[] 30");
	});

	it("also make loops by the policy, as old programs do", async () => {
		const loops =
			"loop = asyncio.get_event_loop_policy().new_event_loop()\nloop.run_until_complete(main())\n";
		const { recordings } = await run(`${MAIN}${loops}`, { quiet: true });
		expect(recordings.map(({ end }) => end)).toEqual([{ kind: "end", how: "main-ended", at: 1 }]);
	});
});

describe("in the place of uvloop", { timeout: LONG }, () => {
	it("stands the loop that is seen, where uvloop is installed", async () => {
		const isThere = join(folder, "uvloop.py");
		writeFileSync(isThere, "raise SystemError('the real one')\n");
		const { recordings } = await run(`import uvloop\n${MAIN}uvloop.install()\nuvloop.run(main())\n`);
		rmSync(isThere);
		expect(recordings.map(({ end }) => end)).toEqual([{ kind: "end", how: "main-ended", at: 1 }]);
	});
});

describe("a Python that is slow to start", { timeout: LONG }, () => {
	it("is passed over, and that is told", async () => {
		symlinkSync(NEVER_SPEAKS, join(folder, "python3"));
		writeFileSync(join(folder, "my.py"), `${MAIN}asyncio.run(main())\n`);
		vi.stubEnv("PATH", `${folder}:/bin`);
		vi.stubEnv("VIRTUAL_ENV", "");
		vi.stubEnv("CONDA_PREFIX", "");
		const { python } = await runner.run(join(folder, "my.py"), { startsWithin: 0.05 });
		vi.unstubAllEnvs();
		expect(python.passedOver[0]).toBe("python3 said nothing for 0.05 s");
	});
});

describe("the numbers of random", { timeout: LONG }, () => {
	it("follow the seed", async () => {
		const text =
			"import asyncio, random\nasync def main():\n    return random.random()\nasyncio.run(main())\n";
		const endedWith = async (seed: number) => {
			const { recordings } = await run(text, { seed });
			return [...(recordings[0]?.facts ?? [])].find(({ kind }) => kind === "task-ended");
		};
		expect(await endedWith(1)).toEqual(await endedWith(1));
		expect(await endedWith(1)).not.toEqual(await endedWith(2));
	});
});

describe("where a local Python is looked for", () => {
	it("the active environment comes first, then what the PATH has", () => {
		expect(localPythons({ VIRTUAL_ENV: "/env" }, "linux").map(({ command }) => command)).toEqual([
			"/env/bin/python",
			"python3",
			"python",
		]);
		expect(localPythons({}, "win32")).toEqual([
			{ command: "python3", args: [] },
			{ command: "python", args: [] },
			{ command: "py", args: ["-3"] },
		]);
	});
});
