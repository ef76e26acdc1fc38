// Python scripts, run by the built program: whole outputs, by the Python in the package and by each local one.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localPythons } from "../local-pythons.ts";
import type { Ended } from "./async-lessons.ts";
import { startAsyncLessons } from "./start-async-lessons.ts";

const SCRIPTS = fileURLToPath(new URL("scripts", import.meta.url));
const ALL = ["course.py", "limiter.py", "groups.py", "waits.py", "queues.py", "around.py"];
const LONG = 120_000;
const NO_PYTHON = { PATH: "/nowhere" };
/** Stands for the name of the Python. */
const RUNTIME = "CPython";

/** Everything that was said, and the exit code. */
function whole({ code, out, error }: Ended): string {
	return `${out}--- stderr\n${error}--- exit code ${code}\n`;
}

let folder = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "script-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
	writeFileSync(join(folder, name), text);
	return name;
}

describe("without any Python in the PATH", { timeout: LONG }, () => {
	it("draws scripts one after the other by the Python in the package, and says what that one lacks", async () => {
		const { code, out, error } = await startAsyncLessons(["run", ...ALL], { cwd: SCRIPTS, env: NO_PYTHON });
		const [said = "", ...rest] = error.split("\n");
		expect(said).toBe(
			"no Python 3.11 or newer was found: CPython 3.14.2, embedded, runs it; threads, sockets, processes and packages need a local one (--python PATH)",
		);
		const shown = { code, out: out.replaceAll("CPython 3.14.2, embedded", RUNTIME), error: rest.join("\n") };
		await expect(whole(shown)).toMatchFileSnapshot("outputs/scripts.txt");
	});

	it("gives a script its stdin, its arguments, its folder's modules, and its own exit code", async () => {
		written("beside.py", "def greet(name):\n    return f'hello {name}'\n");
		written(
			"asks.py",
			`import asyncio, sys
from beside import greet
async def main():
    print(greet(input()), sys.argv)
    await asyncio.sleep(1)
    sys.exit(3)
asyncio.run(main())
`,
		);
		const args = ["run", "asks.py", "--python", "embedded", "--json", "--", "-x", "--json", "two words"];
		const { code, out, error } = await startAsyncLessons(args, { cwd: folder, input: "Ada\nmore\n" });
		const { variants } = JSON.parse(out);
		expect(variants[0].lines).toEqual([
			{ at: 0, task: "main", text: "hello Ada ['asks.py', '-x', '--json', 'two words']" },
		]);
		expect(error).toBe("");
		expect(code).toBe(3);
	});
});

describe.each(localPythons(11))(
	"by the local Python $version",
	{ timeout: LONG },
	({ path, version, minor }) => {
		// Up to 3.11 wait_for makes a task of a coroutine, and where a coroutine was called is not known.
		const outputs = minor === 11 ? "outputs/scripts-3.11.txt" : "outputs/scripts.txt";

		it("draws the same as by the one in the package", async () => {
			const { code, out, error } = await startAsyncLessons(["run", ...ALL, "--python", path], {
				cwd: SCRIPTS,
			});
			const shown = { code, out: out.replaceAll(`CPython ${version}`, RUNTIME), error };
			await expect(whole(shown)).toMatchFileSnapshot(outputs);
		});

		it("says in its own lines why a script failed before its first run", async () => {
			written("early.py", 'import asyncio\n\nraise ValueError("too early")\n');
			const ended = await startAsyncLessons(["run", "early.py", "--python", path], { cwd: folder });
			expect(ended).toEqual({
				code: 1,
				out: "",
				error: `error: early.py failed before it ran an event loop
Traceback (most recent call last):
  File "${join(folder, "early.py")}", line 3, in <module>
    raise ValueError("too early")
ValueError: too early
`,
			});
		});
	},
);
