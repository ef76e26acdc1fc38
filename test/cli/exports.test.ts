import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../src/cli/commands/run.ts";
import { registry } from "../../src/demos/registry.ts";
import { rendered } from "../views/steps/rendered-markdown.ts";
import { fakeContext } from "./fake-context.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-exports-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What `run NAME` writes, in all forms of text. */
async function written(
	name: string,
	options: { readonly variant?: string[] } = {},
): Promise<{ readonly markdown: string; readonly cast: string; readonly trace: string }> {
	const fileOf = (form: string) => join(folder, `${name}.${form}`);
	const files = { markdown: fileOf("md"), cast: fileOf("cast"), trace: fileOf("json") };
	await run([name], { ...files, ...options }, fakeContext());
	const textOf = (file: string) => readFileSync(file, "utf8");
	return { markdown: textOf(files.markdown), cast: textOf(files.cast), trace: textOf(files.trace) };
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

type TraceEvents = v.InferOutput<typeof TRACE>["traceEvents"];

/** In what the events of a trace contradict each other. */
function contradictionsOfTrace(events: TraceEvents): string[] {
	const threadOf = ({ pid, tid }: TraceEvents[number]) => `${pid} ${tid}`;
	const wrong: string[] = [];
	const named = new Set(events.filter(({ name }) => name === "thread_name").map(threadOf));
	for (const one of events)
		if (one.name !== "process_name" && !named.has(threadOf(one)))
			wrong.push(`thread ${threadOf(one)} has no name`);
	// What one task does follows one after the other.
	const slices = new Map<string, { readonly ts: number; readonly end: number }[]>();
	for (const one of events) {
		if (one.ph !== "X") continue;
		const before = slices.get(threadOf(one)) ?? [];
		if (one.ts < (before.at(-1)?.end ?? 0)) wrong.push(`${one.name} at ${one.ts} begins before another ends`);
		slices.set(threadOf(one), [...before, { ts: one.ts, end: one.ts + one.dur }]);
	}
	// Each arrow begins once and ends once, not before that, at slices.
	const begins = new Map<string, number>();
	for (const one of events) {
		if (one.ph !== "s" && one.ph !== "f") continue;
		const arrow = `${one.pid} ${one.id}`;
		if (!slices.get(threadOf(one))?.some(({ ts, end }) => ts <= one.ts && one.ts <= end))
			wrong.push(`arrow ${arrow} at ${one.ts} touches no slice of ${threadOf(one)}`);
		const began = begins.get(arrow);
		if (one.ph === "s") {
			if (began !== undefined) wrong.push(`arrow ${arrow} begins twice`);
			begins.set(arrow, one.ts);
		} else {
			if (began === undefined || began > one.ts) wrong.push(`arrow ${arrow} ends before it begins`);
			begins.delete(arrow);
		}
	}
	for (const arrow of begins.keys()) wrong.push(`arrow ${arrow} has no end`);
	return wrong;
}

const CAST_HEADER = { version: 2, width: 80, height: 24, env: { TERM: "xterm-256color" } };
const CAST_EVENTS = v.array(v.strictTuple([v.pipe(v.number(), v.minValue(0)), v.literal("o"), v.string()]));

describe("a run is written", () => {
	test("as Markdown: its picture, and all its steps", async () => {
		const { markdown } = await written("cancel", { variant: ["cancelled"] });
		await expect(markdown).toMatchFileSnapshot("outputs/cancel.md");
	});

	test.each(registry.map((demo) => [demo.name, demo] as const))(
		"as a trace, an asciicast and Markdown that keep to their formats: %s",
		async (name, demo) => {
			const { trace, cast, markdown } = await written(name);
			expect(contradictionsOfTrace(v.parse(TRACE, JSON.parse(trace)).traceEvents)).toEqual([]);

			const [header, ...lines] = cast.trimEnd().split("\n");
			expect(JSON.parse(header ?? "")).toEqual({ ...CAST_HEADER, title: `${name}, async-lessons` });
			const events = v.parse(
				CAST_EVENTS,
				lines.map((line) => JSON.parse(line)),
			);
			const times = events.map(([at]) => at);
			expect(times).toEqual(times.toSorted((one, other) => one - other));
			expect(events.every(([, , text]) => text.split("\r\n").length <= CAST_HEADER.height)).toBe(true);

			const { headings, pictures, rest } = rendered(markdown);
			const names = demo.variants.map((variant) => variant.name);
			expect(headings).toEqual([`${name}: ${demo.title}`, ...names]);
			expect(pictures.map((picture) => picture.trim().split(" ")[0])).toEqual(
				names.map((variant) => variant.toUpperCase()),
			);
			expect(rest).toEqual([]);
		},
	);

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
