// Scripts by a local Python, where there is one, else by the one in the package: what each of them prints, runs, and ends with.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localPythons } from "../local-pythons.ts";
import { asyncLessons } from "./async-lessons.ts";
import { startAsyncLessons } from "./start-async-lessons.ts";

const SCRIPTS = {
	"none.py": "raise SystemExit(4)\n",
	"names.py": `import asyncio
async def main():
    for one in asyncio.as_completed([asyncio.sleep(1), asyncio.sleep(2)]):
        await one
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(1))
asyncio.run(main())
`,
	// As where Ctrl-C reaches the script's process sooner than the command's.
	"interrupted.py": `import asyncio, os, signal
async def main():
    await asyncio.sleep(1)
    os.kill(os.getpid(), signal.SIGINT)
asyncio.run(main())
`,
	"gone.py": "import os\nos._exit(3)\n",
	"talks.py": `import asyncio
async def first():
    print("in the first")
async def second():
    print("in the second")
print("before")
asyncio.run(first())
print("between")
print("and more")
asyncio.run(second())
print("after")
raise SystemExit(5)
`,
};

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-script-"));
	for (const [name, text] of Object.entries(SCRIPTS)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const [local] = localPythons(13);
const { path, version } = local ?? { path: "embedded", version: "3.14.2, embedded" };

describe(`by Python ${version}`, { timeout: 120_000 }, () => {
	const run = (...args: string[]) => asyncLessons(["run", ...args, "--python", path], { cwd: folder });

	it("a script that runs no event loop has nothing to show", async () => {
		expect(await run("none.py")).toEqual({
			code: 2,
			out: "",
			error: "error: none.py runs no event loop: call asyncio.run(main()); it exited with 4 before\n",
		});
		expect(await run("gone.py")).toEqual({
			code: 1,
			out: "",
			error: "error: gone.py ran no event loop: its process ended with exit code 3\n",
		});
	});

	it("what a script prints stands where it was printed, among its runs", async () => {
		const { code, out, error } = await run("talks.py", "talks.py", "--variant", "second");
		expect({ code, error }).toEqual({ code: 5, error: "" });
		const whole = await run("talks.py");
		const text = `${whole.out}\n=====\n${out}`.replaceAll(version, "VERSION");
		await expect(text).toMatchFileSnapshot("outputs/script-prints.txt");
	});

	// The one in the package has no signals.
	it.runIf(local !== undefined)(
		"a script that alone has heard of the interruption is shown up to there, and no more is run",
		async () => {
			const args = ["run", "interrupted.py", "talks.py", "--python", path];
			const { code, out, error } = await startAsyncLessons(args, { cwd: folder });
			expect({ code, error }).toEqual({ code: 130, error: "interrupted\n" });
			expect(out).toContain("STOPPED at 1.00 s: it was interrupted, and had not ended");
			expect(out).not.toContain("talks");
		},
	);

	it("what it waits by has its name in Python", async () => {
		const { out } = await run("names.py", "--describe");
		expect(out).toContain("awaited as_completed of 2 for 1 second");
		expect(out).not.toMatch(/\b[a-z]+[A-Z]/);
	});

	it("without its lines a script has its runs alone", async () => {
		const { out } = await run("talks.py", "--no-lines");
		expect(out).not.toMatch(/before|between|after|in the/);
		expect(out.replaceAll(version, "VERSION").split("\n").slice(0, 4)).toMatchInlineSnapshot(`
			[
			  "  talks · CPython VERSION",
			  "",
			  "  FIRST                                                                  0.00 s",
			  "          0 s",
			]
		`);
	});

	it("a run that a script does not have is named, with those that it has", async () => {
		expect(await run("talks.py", "--variant", "secnd")).toEqual({
			code: 2,
			out: "  before\n",
			error: "error: talks.py has no run called secnd; did you mean second?; it has first, second\n",
		});
	});

	it("an exercise says in one line what is wrong with a script that can't be run to its end", async () => {
		const start = readFileSync(new URL("../../src/exercises/ovens/start.py", import.meta.url), "utf8");
		const cut = start.slice(0, start.indexOf("async def"));
		mkdirSync(join(folder, "exercises"));
		const told = [];
		for (const end of [
			"async def main(:\n    pass\n",
			'def fail():\n    raise ValueError("no flour")\n\nfail()\n',
			'print("nothing runs")\n',
			"import os\nos._exit(3)\n",
			"async def main():\n    import os\n    os._exit(3)\n\nasyncio.run(main())\n",
			"async def main():\n    while True:\n        await asyncio.sleep(1)\n\nasyncio.run(main())\n",
		]) {
			writeFileSync(join(folder, "exercises", "ovens.py"), cut + end);
			const { out } = await asyncLessons(["exercise", "ovens", "--python", "--interpreter", path, "--json"], {
				cwd: folder,
				env: { XDG_STATE_HOME: folder },
			});
			const { check, text, place } = JSON.parse(out).broken;
			const line = place === null ? null : cut.split("\n").length - place.line;
			told.push(`${check}: ${text}${line === null ? "" : ` (line ${1 - line} of the end)`}`);
		}
		expect(`\n${told.join("\n")}`).toMatchInlineSnapshot(`
			"
			loads: SyntaxError: invalid syntax (line 1 of the end)
			loads: ValueError: no flour (line 2 of the end)
			loads: ovens.py runs no event loop: call asyncio.run(main())
			loads: it ran no event loop: its process ended with exit code 3
			ends: its process ended with exit code 3, at 0.00 s, before main did
			ends: it goes on and on: at 6,666.00 s, after 20,000 events, it was stopped"
		`);
	});
});
