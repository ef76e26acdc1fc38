// A Python script on the wall clock: its picture moves while it runs, and stdin stays its own.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startAsyncLessons } from "../cli/start-async-lessons.ts";
import { Terminal } from "./terminal.ts";

const LONG = 60_000;
const ASKS = `import asyncio, sys
async def ask():
    print("asks")
    print("heard", sys.stdin.readline().strip())
print("before")
print("error before", file=sys.stderr)
asyncio.run(ask())
print("between")
print("error between", file=sys.stderr)
asyncio.run(ask())
print("after")
raise SystemExit("error after")
`;

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-live-"));
	writeFileSync(join(folder, "talk.py"), ASKS);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Its words, without what depends on the time. */
function words(lines: readonly string[]): string[] {
	return lines.flatMap((line) => /\b(before|asks|heard|between|after).*/.exec(line)?.[0].trimEnd() ?? []);
}

test("a script is drawn while it runs, and what it wrote meanwhile stands there at the end", {
	timeout: LONG,
}, async () => {
	const terminal = new Terminal(["run", "talk.py", "--live"], folder);
	await terminal.sees("Ctrl-C: stop");
	await terminal.sees("ASK");
	terminal.type("one\n");
	await terminal.sees("ASK-2");
	expect(terminal.screen).toContain("asks");
	terminal.type("two\n");
	const { screen, ...left } = await terminal.ended();
	expect(left).toEqual({ exitCode: 1, isOtherScreen: false, isCursorHidden: false, isCooked: true });
	const [after, inOrder] = [true, false].map((isAfter) =>
		words(screen).filter((word) => (word === "after") === isAfter),
	);
	expect(inOrder).toEqual([
		"before",
		"before",
		"between",
		"asks",
		"heard one",
		"between",
		"asks",
		"heard two",
	]);
	// One to stdout and one to stderr, which are pipes of their own: they may come before the picture of the last run or after it.
	expect(after).toEqual(["after", "after"]);
});

test("nothing moves in a pipe, with --raw, and with --json", { timeout: LONG }, async () => {
	const input = "one\ntwo\n";
	for (const more of [[], ["--raw"], ["--json"]]) {
		const args = ["run", "talk.py", "--live", ...more];
		const { code, out, error } = await startAsyncLessons(args, { cwd: folder, input });
		expect(code).toBe(1);
		expect(`${out}${error}`).not.toContain("\x1b");
		expect(`${out}${error}`).toContain("error after");
	}
});
