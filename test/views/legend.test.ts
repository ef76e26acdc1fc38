import { describe, expect, test } from "vitest";
import type { Lane, Timeline } from "../../src/history/timeline.ts";
import { layoutOf } from "../../src/views/chart/layout.ts";
import { legend, type Meaning } from "../../src/views/chart/legend.ts";
import { oneVariantRows } from "../../src/views/chart/run-rows.ts";
import { renderPalette } from "../../src/views/render.ts";
import { marked, markedLines } from "../marked.ts";
import { actor, level, life, runView, shared, stretch, strip, timeline, variant } from "./by-hand.ts";

const ALL: readonly Meaning[] = [
	"heights",
	"set",
	"held",
	"decides",
	"never-woke",
	"cancelled",
	"failed",
	"done",
	"cleaning-up",
	"delivered",
	"call",
	"awaiting",
	"blocked",
	"waiting",
	"ready",
	"running",
	"instant",
];

describe("a legend", () => {
	const shown = (columns: number, seen: readonly Meaning[] = ALL) =>
		`\n${markedLines(legend(new Set(seen), layoutOf(runView([variant()]), { columns })))}`;

	test("tells of each sign what it means, in lines no wider than the page, but not of ends that are told at the right", () => {
		expect([100, 60, 59, 40].map((columns) => shown(columns)).join("")).toMatchInlineSnapshot(`
			"
			  <running>▏<><faint> runs  <><running>█<><faint> runs, and nobody else can  <><ready>▒<><faint> waits for its turn  <><waiting>━<><faint> timer or I/O<>
			  <blocked>░<><faint> held up: lock, permit, queue  <><awaiting>┄<><faint> awaits a task or future  <><awaiting>[╌]<><faint> a call within its task<>
			  <cancelled>▼<><faint> is told to stop  <><cleaning-up>═<><faint> told to stop, goes on  <><bad>∞<><faint> never wakes  <><good>◆<><faint> decides the total  ─ holds the lock<>
			  <faint>─ the event is set  <>▁▄█<faint> how many, up to the most<>

			  <running>▏<><faint> runs  <><running>█<><faint> runs, and nobody else can  <><ready>▒<><faint> waits for its turn<>
			  <waiting>━<><faint> timer or I/O  <><blocked>░<><faint> held up: lock, permit, queue<>
			  <awaiting>┄<><faint> awaits a task or future  <><awaiting>[╌]<><faint> a call within its task<>
			  <cancelled>▼<><faint> is told to stop  <><cleaning-up>═<><faint> told to stop, goes on  <><bad>∞<><faint> never wakes<>
			  <good>◆<><faint> decides the total  ─ holds the lock  ─ the event is set<>
			  ▁▄█<faint> how many, up to the most<>

			  <running>▏<><faint> runs  <><running>█<><faint> runs, and nobody else can<>
			  <ready>▒<><faint> waits for its turn  <><waiting>━<><faint> timer or I/O<>
			  <blocked>░<><faint> held up: lock, permit, queue<>
			  <awaiting>┄<><faint> awaits a task or future  <><awaiting>[╌]<><faint> a call within its task<>
			  <cancelled>▼<><faint> is told to stop  <><cleaning-up>═<><faint> told to stop, goes on  <><failed>✗<><faint> failed<>
			  <cancelled>⊘<><faint> cancelled  <><bad>∞<><faint> never wakes  <><good>◆<><faint> decides the total<>
			  <faint>─ holds the lock  ─ the event is set<>
			  ▁▄█<faint> how many, up to the most<>

			  <running>▏<><faint> runs  <><running>█<><faint> runs, and nobody else can<>
			  <ready>▒<><faint> waits for its turn  <><waiting>━<><faint> timer or I/O<>
			  <blocked>░<><faint> held up: lock, permit, queue<>
			  <awaiting>┄<><faint> awaits a task or future<>
			  <awaiting>[╌]<><faint> a call within its task<>
			  <cancelled>▼<><faint> is told to stop<>
			  <cleaning-up>═<><faint> told to stop, goes on  <><failed>✗<><faint> failed<>
			  <cancelled>⊘<><faint> cancelled  <><bad>∞<><faint> never wakes<>
			  <good>◆<><faint> decides the total  ─ holds the lock<>
			  <faint>─ the event is set<>
			  ▁▄█<faint> how many, up to the most<>
			"
		`);
	});

	test("fills its lines to the last column", () => {
		const some: readonly Meaning[] = ["instant", "ready", "waiting"];
		expect([48, 49].map((columns) => shown(columns, some)).join("")).toMatchInlineSnapshot(`
			"
			  <running>▏<><faint> runs  <><ready>▒<><faint> waits for its turn  <><waiting>━<><faint> timer or I/O<>

			  <running>▏<><faint> runs  <><ready>▒<><faint> waits for its turn  <><waiting>━<><faint> timer or I/O<>
			"
		`);
		expect(shown(80, ["done"])).toBe("\n");
	});

	test("of a picture has what is in it, from its lanes, its strips and what is beside them", () => {
		const below = (more: Partial<Timeline>, columns = 80) =>
			markedLines(oneVariantRows(runView([variant({ timeline: timeline(more) })]), 0, { columns }))
				.split("\n\n")
				.at(-1);
		const lanes: readonly Lane[] = [
			actor({
				label: "main",
				decides: true,
				segments: [stretch("waiting", 0, 10)],
				lives: [life(0, 10, "done")],
			}),
			actor({ label: "late", parent: 0, segments: [stretch("ready", 2, 9)], lives: [life(2, 9, "failed")] }),
		];
		expect(
			[
				below({ lanes }),
				below({ lanes }, 59),
				below({ lanes: [shared("event", { levels: [level(1, 3, 1)] })] }),
				below({ lanes: [shared("lock", { levels: [level(1, 3, 1)] })] }),
				below({ strips: [strip("waiting", 4, 1, 2, 4)] }),
				below({}),
			].join("---\n"),
		).toMatchInlineSnapshot(`
			"  <ready>▒<><faint> waits for its turn  <><waiting>━<><faint> timer or I/O  <><good>◆<><faint> decides the total<>
			---
			  <ready>▒<><faint> waits for its turn  <><waiting>━<><faint> timer or I/O  <><failed>✗<><faint> failed<>
			---
			  <faint>─ the event is set<>
			---
			  <faint>─ holds the lock<>
			---
			  ▁▄█<faint> how many, up to the most<>
			---
			  <heading>PLAIN                                                                 10.00 s<>
			     <faint>0         2         4         6         8         10 s<>
			     <faint>├─────────┼─────────┼─────────┼─────────┼─────────┤<>
			"
		`);
	});
});

test("the palette cuts its words where there is no room for them", () => {
	expect(renderPalette({ columns: 28, paint: marked })).toMatchInlineSnapshot(`
		"  <running>▏             <>runs
		  <running>████████████  <>runs, and n
		  <ready>▒▒▒▒▒▒▒▒▒▒▒▒  <>waits for i
		  <waiting>━━━━━━━━━━━━  <>timer or I/
		  <blocked>░░░░░░░░░░░░  <>held up: lo
		  <awaiting>┄┄┄┄┄┄┄┄┄┄┄┄  <>awaits a ta
		  <awaiting>[╌]           <>a call with
		  <cancelled>▼             <>is told to
		  <cleaning-up>════════════  <>told to sto
		  ✓             done
		  <failed>✗             <>failed
		  <cancelled>⊘             <>cancelled
		  <bad>∞             <>never wakes
		  <good>◆             <>decides the
		  <faint>─             <>holds the l
		  <faint>─             <>the event i
		  ▁▄█           how many, u
		"
	`);
	expect(renderPalette({ columns: 10 }).split("\n")[1]).toBe("  ████████████");
});
