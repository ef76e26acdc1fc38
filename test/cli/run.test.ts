import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../src/cli/command-line.ts";
import type { Output } from "../../src/cli/context.ts";
import { registry } from "../../src/demos/registry.ts";
import { localPythons } from "../local-pythons.ts";
import { asyncLessons } from "./async-lessons.ts";
import { fakeContext } from "./fake-context.ts";
import { startAsyncLessons } from "./start-async-lessons.ts";

const ESCAPE = "\u001b";
const CODES = new RegExp(`${ESCAPE}\\[[0-9;]*m`, "g");

async function outOf(...args: string[]): Promise<string> {
	const { code, out, error } = await asyncLessons(args);
	expect({ code, error }).toEqual({ code: 0, error: "" });
	return out;
}

describe("run", () => {
	it("shows the lines, the pictures, the comparison and what to try next", async () => {
		await expect(await outOf("run", "gather")).toMatchFileSnapshot("outputs/run-gather.txt");
	});

	it("is the same text in colour, in ASCII, and in words", async () => {
		const plain = await outOf("run", "cancel");
		const colored = await outOf("run", "cancel", "--color");
		expect(colored).toContain(ESCAPE);
		expect(colored.replaceAll(CODES, "")).toBe(plain);
		expect(await outOf("run", "cancel", "--ascii")).toMatch(/^[\n -~]+$/);
		expect(await outOf("run", "cancel", "--describe")).toMatch(/^cancel: ask a task to stop\. /);
	});

	it("shows so many of the printed lines as are asked for", async () => {
		const printed = async (...args: string[]) =>
			(await outOf("run", "hello", "--variant", "sequential", ...args))
				.split("\n")
				.filter((line) => /^ {2}(\d+\.\d\d s {2}|… \d)/.test(line));
		const whole = await printed();
		expect(whole).toHaveLength(5);
		expect(await printed("--lines", "all")).toEqual(whole);
		const gap = "  … 2 lines more: --lines all";
		expect(await printed("--lines", "3")).toEqual([...whole.slice(0, 2), gap, whole[4]]);
		expect(await printed("--no-lines")).toEqual([]);
		expect(await outOf("run", "hello", "--describe", "--lines", "all")).toContain("main printed: Hello");
		expect(await outOf("run", "hello", "--describe")).not.toContain("printed");
	});

	it("runs several demos, one after the other", async () => {
		const [fetch, gather] = [await outOf("run", "fetch"), await outOf("run", "gather")];
		expect(await outOf("run", "fetch", "gather")).toBe(`${fetch}\n${gather}`);
	});

	it("runs the variants that are asked for, with the parameters and the seed that are asked for", async () => {
		const options = "--variant concurrent --set api2=4 --seed 7 --json".split(" ");
		const document = JSON.parse(await outOf("run", "fetch", ...options));
		const { variants, ...head } = document;
		expect(head).toEqual({
			format: "async-lessons/run",
			version: 2,
			demo: "fetch",
			seed: 7,
			parameters: { api1: 2, api2: 4, api3: 1.5 },
		});
		expect(variants.map(({ name, elapsed }: { name: string; elapsed: number }) => [name, elapsed])).toEqual([
			["concurrent", 4],
		]);
	});

	it("gives every run of the course as JSON, one document a line", async () => {
		const documents = (await outOf("run", "--all", "--json"))
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(documents.map(({ demo }) => demo)).toEqual(registry.map(({ name }) => name));
		const variants = documents.flatMap((document) => document.variants);
		expect(variants.every(({ asPromised }) => asPromised)).toBe(true);
		for (const variant of variants) {
			expect(Object.keys(variant)).toEqual([
				"name",
				"elapsed",
				"asPromised",
				"outcome",
				"lines",
				"findings",
				"facts",
			]);
		}
	});

	it("names the places in the TypeScript source, not in what was built of it", async () => {
		const built = await startAsyncLessons(["run", "cancel", "--variant", "cancelled", "--json"]);
		const { variants } = JSON.parse(built.out);
		const requests = variants[0].facts.filter(({ kind }: { kind: string }) => kind === "cancel-requested");
		const { file, line } = requests[0].place;
		expect(file).toBe("cancel.ts");
		const source = readFileSync(new URL(`../../src/demos/${file}`, import.meta.url), "utf8");
		expect(source.split("\n")[line - 1]).toContain(".cancel()");
	});

	it("ends with 0 for a deadlock that is the lesson", async () => {
		const { variants } = JSON.parse(await outOf("run", "rate-limit", "--variant", "re-locked", "--json"));
		const { outcome, findings } = variants[0];
		expect(outcome.kind).toBe("deadlock");
		expect(findings[0].waiting).toHaveLength(6);
	});

	it.each([
		["NO_COLOR", { NO_COLOR: "1" }, [], false],
		["FORCE_COLOR", { FORCE_COLOR: "1" }, [], true],
		["FORCE_COLOR over NO_COLOR", { FORCE_COLOR: "1", NO_COLOR: "1" }, [], true],
		["the flag over NO_COLOR", { NO_COLOR: "1" }, ["--color"], true],
		["the flag over FORCE_COLOR", { FORCE_COLOR: "1" }, ["--no-color"], false],
		["TERM=dumb", { TERM: "dumb" }, [], false],
		["a pipe", { TERM: "xterm-256color" }, [], false],
	])("minds %s", async (_what, env, flags, isColored) => {
		const { code, out, error } = await asyncLessons(["run", "hello", ...flags], { env });
		expect({ code, error }).toEqual({ code: 0, error: "" });
		expect(out.includes(ESCAPE)).toBe(isColored);
	});

	it("draws in ASCII where the locale is not UTF-8", async () => {
		const { out } = await asyncLessons(["run", "hello"], { env: { LANG: "C" } });
		expect(out).toBe(await outOf("run", "hello", "--ascii"));
	});

	it("goes by COLUMNS where there is no terminal, and by --width over that", async () => {
		const { out } = await asyncLessons(["run", "hello"], { env: { COLUMNS: "60" } });
		expect(out).toBe(await outOf("run", "hello", "--width", "60"));
		const { out: asked } = await asyncLessons(["run", "hello", "--width", "100"], { env: { COLUMNS: "60" } });
		expect(asked).toBe(await outOf("run", "hello", "--width", "100"));
	});

	it("runs on the wall clock, and comes to the same end", async () => {
		const document = JSON.parse(await outOf("run", "gather", "--live", "100", "--json"));
		const [sequential, concurrent] = document.variants;
		expect(sequential.elapsed).toBeGreaterThanOrEqual(6);
		expect(concurrent.elapsed).toBeGreaterThanOrEqual(2);
		expect(concurrent.lines).toHaveLength(8);
	});

	it("asks what will happen, and says after the run what was right", async () => {
		await expect(await outOf("run", "hello", "--predict")).toMatchFileSnapshot("outputs/run-predict.txt");
	});
});

describe("run, with files", () => {
	let folder = "";

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), "async-lessons-"));
	});

	afterAll(() => rmSync(folder, { recursive: true }));

	it("saves recordings, and shows them again as they were", async () => {
		const saved = join(folder, "runs.jsonl");
		const shown = await outOf("run", "cancel", "rate-limit", "--seed", "7", "--save", saved);
		expect(await outOf("run", saved)).toBe(shown);
		expect(await outOf("run", "hello", saved)).toBe(`${await outOf("run", "hello")}\n${shown}`);
	});

	it("shows a recording of a demo that it does not know", async () => {
		const saved = join(folder, "unknown.json");
		await outOf("run", "fetch", "--variant", "concurrent", "--save", saved);
		writeFileSync(saved, readFileSync(saved, "utf8").replace('"program":"fetch"', '"program":"mine"'));
		expect(await outOf("run", saved)).toMatch(/^ {2}mine/);
	});

	it("shows a recording of a variant that its demo does not have, and takes nothing from another one", async () => {
		const saved = join(folder, "renamed.json");
		await outOf("run", "blocking-call", "--variant", "blocking", "--save", saved);
		writeFileSync(saved, readFileSync(saved, "utf8").replace('"variant":"blocking"', '"variant":"mine"'));
		const out = (await outOf("run", saved, "--predict")).replaceAll(/(?<=\.ts:)\d+/g, "0");
		await expect(out).toMatchFileSnapshot("outputs/run-unknown-variant.txt");
	});

	it("shows the program first where that is asked for: what the variants need, and the numbers that it names", async () => {
		const [plain, out, python] = await Promise.all([
			outOf("run", "cancel", "--variant", "left-alone", "--set", "slow=4"),
			outOf("run", "cancel", "--variant", "left-alone", "--set", "slow=4", "--source"),
			outOf("run", "cancel", "--variant", "left-alone", "--set", "slow=4", "--source", "python"),
		]);
		expect(out.endsWith(plain)).toBe(true);
		expect(python.endsWith(plain)).toBe(true);
		const sources = [out, python].map((text) => text.slice(0, -plain.length));
		await expect(sources.join("")).toMatchFileSnapshot("outputs/run-source.txt");
	});

	it("shows the source of a program of one's own, as far as it is here", async () => {
		const own = join(folder, "own.py");
		const saved = join(folder, "own.jsonl");
		writeFileSync(
			own,
			"import asyncio\nasync def main():\n\tawait asyncio.sleep(1)\n\nasyncio.run(main())\n",
		);
		const python = localPythons()[0]?.path ?? "embedded";
		const out = await outOf("run", own, "--python", python, "--source", "--save", saved);
		const source = [
			"  own.py\n",
			"  1  import asyncio",
			"  2  async def main():",
			"  3      await asyncio.sleep(1)",
			"  4",
			"  5  asyncio.run(main())\n\n",
		].join("\n");
		expect(out.startsWith(source)).toBe(true);
		expect((await outOf("run", saved, "--source")).startsWith(source)).toBe(true);
		rmSync(own);
		expect(await outOf("run", saved, "--source")).toBe(out.slice(source.length));
	});

	it("shows a recording that was cut off, and says so", async () => {
		const saved = join(folder, "cut.jsonl");
		await outOf("run", "fetch", "--variant", "sequential", "--save", saved);
		const lines = readFileSync(saved, "utf8").split("\n");
		writeFileSync(saved, lines.filter((line) => line === "" || !(JSON.parse(line).at > 2)).join("\n"));
		const { code, out, error } = await asyncLessons(["run", saved]);
		expect({ code, error }).toEqual({
			code: 1,
			error: "fetch, sequential: was lost at 2.00 s, and promises to return\n",
		});
		expect(out).toContain("lost at 2.00 s\n");
	});

	it("draws the picture into a file", async () => {
		const file = join(folder, "fetch.svg");
		await outOf("run", "fetch", "--svg", file);
		expect(readFileSync(file, "utf8")).toMatch(/^<svg xmlns=[\s\S]*<\/svg>\n?$/);
	});

	it.each([
		[
			"a damaged recording",
			'{"format":"async-lessons/recording","version":1}\n',
			"a recording of version 1; this program reads version 2: record it again",
		],
		["an empty file", "", "holds no recordings"],
	])("refuses %s", async (name, text, message) => {
		const file = join(folder, `${name.replaceAll(" ", "-")}.json`);
		writeFileSync(file, text);
		const { code, out, error } = await asyncLessons(["run", file]);
		expect({ code, out }).toEqual({ code: 2, out: "" });
		expect(error).toMatch(new RegExp(`^error: ${file}[ :]+${message}\n$`));
	});

	it("runs nothing if a file can't be read or written", async () => {
		const calls: [string[], string][] = [
			[["run", "gather", "--svg", "nowhere/a.svg"], "--svg nowhere/a.svg: there is no such folder"],
			[["run", "gather", "--save", "nowhere/a.json"], "--save nowhere/a.json: there is no such folder"],
			[["run", "gather", "fetch", "--svg", "a.svg"], "--svg takes one demo at a time"],
			[["run", "gather", "--save", "."], "--save . is a folder; name a file in it"],
			[["run", "nowhere.json"], "can't read nowhere.json: there is no such file or folder"],
		];
		for (const [args, message] of calls) {
			expect(await asyncLessons(args, { cwd: folder })).toEqual({
				code: 2,
				out: "",
				error: `error: ${message}\n`,
			});
		}
	});
});

it("as JSON a run is written in pieces, each when the reader has taken the one before: it may be larger than memory", async () => {
	const context = fakeContext();
	const heard: string[] = [];
	const out: Output = {
		...context.out,
		write: () => heard.push("piece"),
		drained: async () => {
			heard.push("taken");
		},
	};
	expect(await runCommandLine(["run", "cancel", "--json"], { ...context, out })).toBe(0);
	expect(heard.length).toBeGreaterThan(10);
	expect(heard).toEqual(heard.map((_, index) => (index % 2 === 0 ? "piece" : "taken")));
});
