// The built program where the system, the environment or the numbers are against it.

import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../src/runtime/index.ts";
import { asyncLessons, type Ended } from "../cli/async-lessons.ts";
import { BINARY, startAsyncLessons } from "../cli/start-async-lessons.ts";
import { SEED } from "../seed.ts";

let folder = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-hostile-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program with its stdout on a device that is always full. */
function onFullDisk(args: readonly string[]): Promise<Omit<Ended, "out">> {
	const full = openSync("/dev/full", "w");
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [BINARY, ...args], { stdio: ["ignore", full, "pipe"], env: {} });
		let error = "";
		child.stderr?.setEncoding("utf8").on("data", (text) => {
			error += text;
		});
		child.on("close", (code) => {
			closeSync(full);
			resolve({ code: code ?? -1, error });
		});
	});
}

describe("stdout on a full disk", () => {
	// All commands write by way of their context.
	const WRITERS = [["list"], ["run", "gather", "--json"], ["quiz", "--no-input"], ["--help"]];

	it.each(WRITERS.map((args) => [args.join(" "), args] as const))(
		"%s says so in one line, and fails",
		async (_, args) => {
			expect(await onFullDisk(args)).toEqual({
				code: 1,
				error: "error: can't write the result: the disk is full\n",
			});
		},
	);
});

describe("an environment with nonsense in it", () => {
	const NONSENSE = [
		{ FORCE_COLOR: "-1" },
		{ FORCE_COLOR: "4" },
		{ FORCE_COLOR: "nonsense" },
		{ FORCE_COLOR: " " },
		{ FORCE_COLOR: "1e3" },
		{ FORCE_COLOR: "\u001b[31m" },
		{ COLUMNS: "-5" },
		{ COLUMNS: "eighty" },
		{ TERM: "\u001b[31m" },
		{ HOME: "" },
		{ HOME: "/dev/null" },
		{ XDG_STATE_HOME: "/proc/nowhere" },
	];
	const CALLS = [
		["run", "gather"],
		["list", "gather", "--color"],
	];
	const plain = { LANG: "C.UTF-8" };

	it.each(NONSENSE)("%o is treated as if it were not set", async (env) => {
		for (const args of CALLS)
			expect(await asyncLessons(args, { env: { ...plain, ...env } })).toEqual(
				await asyncLessons(args, { env: plain }),
			);
	});

	// The packages for colours and Node itself read the environment of the process.
	it.each(["4", "-1"])(
		"FORCE_COLOR=%s with all the others is minded by nobody in the process",
		async (color) => {
			const all = Object.assign({}, plain, ...NONSENSE, { FORCE_COLOR: color });
			for (const args of CALLS)
				expect(await startAsyncLessons(args, { env: all })).toEqual(await asyncLessons(args, { env: plain }));
		},
	);
});

describe("a part of a run that is not there", () => {
	it.each([
		[["--from", "99"], "--from 99 is not before the end, 6.00 s: there is nothing to draw"],
		[["--to", "0"], "--to 0 leaves nothing to draw; it wants seconds above 0"],
		[["--from", "2", "--to", "1"], "--from 2 must be before --to 1"],
		[["--from", "-1"], "--from wants seconds, 0 or more, not -1"],
		[["--to", "NaN"], "--to wants seconds, 0 or more, not NaN"],
		[["--from", "Infinity"], "--from wants seconds, 0 or more, not Infinity"],
		[["--from", "1e400"], "--from wants seconds, 0 or more, not 1e400"],
	])("%o is refused", async (args, message) => {
		const { code, out, error } = await asyncLessons(["run", "gather", ...args]);
		expect({ code, out, error }).toEqual({ code: 2, out: "", error: `error: ${message}\n` });
	});
});

describe("a recording of gigabytes", () => {
	it("is refused at once", async () => {
		const file = join(folder, "large.jsonl");
		writeFileSync(file, "");
		truncateSync(file, 3 * 2 ** 30);
		const { code, out, error } = await asyncLessons(["run", "large.jsonl"], { cwd: folder });
		rmSync(file);
		expect({ code, out, error }).toEqual({
			code: 2,
			out: "",
			error: `error: can't read ${file}: more than a file of recordings can hold; save fewer variants, or smaller ones\n`,
		});
	});

	it("that comes from a pipe is refused, and not read", async () => {
		const pipe = join(folder, "pipe.jsonl");
		execFileSync("mkfifo", [pipe]);
		const { code, error } = await asyncLessons(["run", "pipe.jsonl"], { cwd: folder });
		expect({ code, error }).toEqual({
			code: 2,
			error: `error: can't read ${pipe}: it is no file; save the run in one\n`,
		});
	});
});

describe("a kill at a random moment", { timeout: 240_000 }, () => {
	const kills = Number(process.env.KILLS ?? 6);

	it(`of run --save leaves the file whole, old or new: SEED=${SEED}`, async () => {
		const random = new Random(SEED);
		const path = join(folder, "saved.jsonl");
		const args = ["run", "gather", "--save", path];
		const began = performance.now();
		await startAsyncLessons(args);
		const took = performance.now() - began;
		const saved = readFileSync(path, "utf8");
		const old = "the old file\n";
		const texts: string[] = [];
		for (let time = 0; time < kills; time += 1) {
			writeFileSync(path, old);
			await killed(args, (0.6 + 0.5 * random.random()) * took);
			texts.push(readFileSync(path, "utf8"));
		}
		expect(texts.filter((text) => text !== old && text !== saved)).toEqual([]);
		expect(texts.length).toBe(kills);
	});
});

/** Starts the program and kills it after some milliseconds, if it has not ended by then. */
function killed(args: readonly string[], after: number): Promise<void> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [BINARY, ...args], { stdio: "ignore", env: {} });
		const timer = setTimeout(() => child.kill("SIGKILL"), after);
		child.on("close", () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
