import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { BINARY } from "./start-async-lessons.ts";

/** Each writes again when the reader has gone. */
const SOME = ["hello", "fetch", "gather", "cancel"];

/** Reads a little of what the program writes, goes away, and answers how the program took it. */
function readAndLeave(args: readonly string[]): Promise<{ code: number | null; error: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [BINARY, ...args], { stdio: ["ignore", "pipe", "pipe"], env: {} });
		let error = "";
		child.stderr.on("data", (data) => {
			error += data;
		});
		child.stdout.once("data", () => child.stdout.destroy());
		child.on("close", (code) => resolve({ code, error }));
	});
}

describe("the process", () => {
	it("ends quietly with 0 when the reader has read enough", async () => {
		expect(await readAndLeave(["run", ...SOME])).toEqual({ code: 0, error: "" });
		expect(await readAndLeave(["run", ...SOME, "--json"])).toEqual({ code: 0, error: "" });
	});
});
