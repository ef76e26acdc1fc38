import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../src/cli/commands/run.ts";
import { fakeContext } from "./fake-context.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-exports-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What `run NAME --KIND FILE` writes. */
async function written(
	kind: "markdown" | "cast" | "trace" | "html",
	name: string,
	variant: readonly string[] = [],
): Promise<string> {
	const file = join(folder, `${name}.${kind}`);
	await run([name], { [kind]: file, ...(variant.length > 0 ? { variant } : {}) }, fakeContext());
	return readFileSync(file, "utf8");
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const base = { name: v.string(), pid: count, tid: count, ts: count };
const arrow = { ...base, cat: v.string(), id: v.pipe(v.number(), v.integer(), v.minValue(1)) };

/** The Trace Event Format, as far as it is used: "Trace Event Format" by Google, 2016. */
const TRACE = v.strictObject({
	displayTimeUnit: v.picklist(["ms", "ns"]),
	traceEvents: v.array(
		v.variant("ph", [
			v.strictObject({
				ph: v.literal("M"),
				...base,
				name: v.picklist(["process_name", "thread_name"]),
				args: v.strictObject({ name: v.string() }),
			}),
			v.strictObject({
				ph: v.literal("X"),
				...base,
				cat: v.string(),
				dur: count,
				args: v.record(v.string(), v.unknown()),
			}),
			v.strictObject({
				ph: v.literal("i"),
				...base,
				cat: v.string(),
				s: v.literal("t"),
				args: v.optional(v.record(v.string(), v.unknown())),
			}),
			v.strictObject({ ph: v.literal("s"), ...arrow }),
			v.strictObject({ ph: v.literal("f"), ...arrow, bp: v.literal("e") }),
		]),
	),
});

const NAMES = ["cancel", "rate-limit", "task-group", "producer-consumer", "timeout", "blocking-call"];

describe("a run is written", () => {
	test("as Markdown: its picture, and all its steps", async () => {
		await expect(await written("markdown", "cancel", ["cancelled"])).toMatchFileSnapshot("outputs/cancel.md");
	});

	test.each(NAMES)("as a trace that keeps to the format: %s", async (name) => {
		const { traceEvents } = v.parse(TRACE, JSON.parse(await written("trace", name)));
		const threads = new Set(
			traceEvents.filter(({ name: what }) => what === "thread_name").map(({ pid, tid }) => `${pid} ${tid}`),
		);
		const outside = traceEvents.filter(({ ph, pid, tid }) => ph === "X" && !threads.has(`${pid} ${tid}`));
		expect(outside).toEqual([]);
		// Each arrow begins once, and ends at most once, not before that.
		const begins = new Map(
			traceEvents.flatMap((one) => (one.ph === "s" ? [[`${one.pid} ${one.id}`, one.ts] as const] : [])),
		);
		const ends = traceEvents.flatMap((one) =>
			one.ph === "f" ? [[`${one.pid} ${one.id}`, one.ts] as const] : [],
		);
		expect(new Set(ends.map(([id]) => id)).size).toBe(ends.length);
		expect(ends.filter(([id, ts]) => (begins.get(id) ?? Number.POSITIVE_INFINITY) > ts)).toEqual([]);
		// What one task does follows one after the other.
		const lasts = new Map<string, number>();
		for (const one of traceEvents) {
			if (one.ph !== "X") continue;
			const thread = `${one.pid} ${one.tid}`;
			expect(one.ts).toBeGreaterThanOrEqual(lasts.get(thread) ?? 0);
			lasts.set(thread, one.ts + one.dur);
		}
	});

	test.each(NAMES)("as an asciicast: %s", async (name) => {
		const [header, ...events] = (await written("cast", name))
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(header).toEqual({
			version: 2,
			width: 80,
			height: 24,
			title: `${name}, async-lessons`,
			env: { TERM: "xterm-256color" },
		});
		v.parse(v.array(v.strictTuple([v.pipe(v.number(), v.minValue(0)), v.literal("o"), v.string()])), events);
		const times = events.map(([at]) => at);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		expect(events.every(([, , text]) => text.split("\r\n").length <= 24)).toBe(true);
	});

	test("a page with the source of a module that lies elsewhere", async () => {
		const path = join(folder, "elsewhere.mjs");
		writeFileSync(
			path,
			'import { sleep } from "async-lessons";\nexport function* main() {\n\tyield* sleep(1);\n}\n',
		);
		const html = join(folder, "elsewhere.html");
		const context = fakeContext();
		await run([path], { html }, context);
		expect(context.written.error).toBe("");
		expect(statSync(html).size).toBeGreaterThan(0);
	});

	test("one demo at a time", async () => {
		const html = join(folder, "both.html");
		await expect(run(["cancel", "gather"], { html }, fakeContext())).rejects.toThrow(
			"--html takes one demo at a time",
		);
	});
});
