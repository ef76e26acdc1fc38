import { describe, expect, test } from "vitest";
import type { Lane, Timeline } from "../../src/history/timeline.ts";
import { frameRows } from "../../src/views/chart/frame-rows.ts";
import { markedLines } from "../marked.ts";
import { actor, level, life, runView, shared, stretch, strip, timeline, variant } from "./by-hand.ts";

/** A frame of a variant called `a name that is rather long`. */
function frame(seconds: number, more: Partial<Timeline>, { columns = 60, rows = 20 } = {}): string {
	const view = runView([variant({ name: "a name that is rather long", timeline: timeline(more) })]);
	return `\n${markedLines(frameRows(view, 0, seconds, { columns, rows }))}`;
}

const main = actor({ label: "main", segments: [stretch("awaiting", 0, 10)], lives: [life(0, 10, "done")] });
const child = (label: string, from: number, to: number, more: Partial<Lane> = {}) =>
	actor({
		label,
		parent: 0,
		depth: 1,
		from,
		to,
		segments: [stretch("waiting", from, to)],
		lives: [life(from, to, "done")],
		...(more as object),
	});

describe("a frame", () => {
	test("shows the lanes that have begun, without what decides, and how those ended that have", () => {
		const failed = { lives: [life(2, 6, "failed")], decides: true } as const;
		const again = { lives: [life(1, 2, "done"), life(4, 10, "cancelled")], remark: "late" } as const;
		const lock = shared("lock", { label: "pen", decides: true, from: 3, levels: [level(3, 8, 1, "a")] });
		const lanes = [main, child("a", 2, 6, failed), child("b", 1, 10, again), lock];
		const times = [0, 1, 2, 5.9, 6, 10, 12].map((seconds) => frame(seconds, { lanes }));
		expect(times.join("")).toMatchInlineSnapshot(`
			"
			  <heading>A NAME THAT IS RATHER LONG                         0.00 s<>
			        <faint>0                5                10 s<>
			        <faint>├────────────────┼────────────────┤<>
			  <name>main<>

			  <heading>A NAME THAT IS RATHER LONG                         1.00 s<>
			        <faint>0                5                10 s<>
			        <faint>├────────────────┼────────────────┤<>
			  <name>main  <><awaiting>┄┄┄┄<>
			  <faint>└ <><name>b<>

			  <heading>A NAME THAT IS RATHER LONG                         2.00 s<>
			        <faint>0                5                10 s<>
			        <faint>├────────────────┼────────────────┤<>
			  <name>main  <><awaiting>┄┄┄┄┄┄┄<>
			  <faint>├ <><name>a<>
			  <faint>└ <><name>b      <><waiting>━━━<>✓                                      1.00 s

			  <heading>A NAME THAT IS RATHER LONG                         5.90 s<>
			        <faint>0                5                10 s<>
			        <faint>├────────────────┼────────────────┤<>
			  <name>main  <><awaiting>┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄<>
			  <faint>├ <><name>a         <><waiting>━━━━━━━━━━━━━━━<>
			  <faint>└ <><name>b      <><waiting>━━━<>✓<waiting>━━━━━━━━━━━━━━                        <>1.00 s
			  <name>pen             a<><faint>──────────<>

			  <heading>A NAME THAT IS RATHER LONG                         6.00 s<>
			        <faint>0                5                10 s<>
			        <faint>├────────────────┼────────────────┤<>
			  <name>main  <><awaiting>┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄<>
			  <faint>├ <><name>a         <><waiting>━━━━━━━━━━━━━━<><failed>✗           failed after 4.00 s<>
			  <faint>└ <><name>b      <><waiting>━━━<>✓<waiting>━━━━━━━━━━━━━━                        <>1.00 s
			  <name>pen             a<><faint>──────────<>

			  <heading>A NAME THAT IS RATHER LONG                        10.00 s<>
			        <faint>0                5                10 s<>
			        <faint>├────────────────┼────────────────┤<>
			  <name>main  <><awaiting>┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄<>✓
			  <faint>├ <><name>a         <><waiting>━━━━━━━━━━━━━━<><failed>✗           failed after 4.00 s<>
			  <faint>└ <><name>b      <><waiting>━━━<>✓<waiting>━━━━━━━━━━━━━━━━━━━━━━━━━━━<><cancelled>⊘            <><bad>late<>
			  <name>pen             a<><faint>─────────────────<>

			  <heading>A NAME THAT IS RATHER LONG                        10.00 s<>
			        <faint>0                5                10 s<>
			        <faint>├────────────────┼────────────────┤<>
			  <name>main  <><awaiting>┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄<>✓
			  <faint>├ <><name>a         <><waiting>━━━━━━━━━━━━━━<><failed>✗           failed after 4.00 s<>
			  <faint>└ <><name>b      <><waiting>━━━<>✓<waiting>━━━━━━━━━━━━━━━━━━━━━━━━━━━<><cancelled>⊘            <><bad>late<>
			  <name>pen             a<><faint>─────────────────<>
			"
		`);
	});

	test("shows of a run that is stuck nothing of it before", () => {
		const stuck = actor({
			to: 8,
			segments: [stretch("blocked", 2, 8)],
			lives: [life(2, 8, "never-woke")],
			stuck: "blocked",
			remark: "wants pen",
		});
		const more: Partial<Timeline> = { lanes: [stuck], elapsed: 8, outcome: { kind: "deadlock" } };
		expect([7.9, 8].map((seconds) => frame(seconds, more)).join("")).toMatchInlineSnapshot(`
			"
			  <heading>A NAME THAT IS RATHER LONG                         7.90 s<>
			       <faint>0       2       4       6       8 s<>
			       <faint>├───────┼───────┼───────┼───────┤<>
			  <name>bob          <><blocked>░░░░░░░░░░░░░░░░░░░░░░░░<>

			  <heading>A NAME THAT IS RATHER LONG                         8.00 s<>
			       <faint>0       2       4       6       8 s<>
			       <faint>├───────┼───────┼───────┼───────┤<>
			  <name>bob          <><blocked>░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ <><bad>∞   wants pen<>
			"
		`);
	});

	test("has its strips, without the most, which is not known yet", () => {
		const more = { strips: [strip("waiting", 4, 0, 4, 2, 1)], lanes: [main] };
		expect([5, 9.99, 10].map((seconds) => frame(seconds, more)).join("")).toMatchInlineSnapshot(`
			"
			  <heading>A NAME THAT IS RATHER LONG                         5.00 s<>
			           <faint>0              5              10 s<>
			           <faint>├──────────────┼──────────────┤<>
			  <name>waiting  <><waiting>       ████████<>
			  <name>main     <><awaiting>┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄<>

			  <heading>A NAME THAT IS RATHER LONG                         9.99 s<>
			           <faint>0              5              10 s<>
			           <faint>├──────────────┼──────────────┤<>
			  <name>waiting  <><waiting>       ████████▄▄▄▄▄▄▄▄▂▂▂▂▂▂▂<>
			  <name>main     <><awaiting>┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄<>

			  <heading>A NAME THAT IS RATHER LONG                        10.00 s<>
			           <faint>0              5              10 s<>
			           <faint>├──────────────┼──────────────┤<>
			  <name>waiting  <><waiting>       ████████▄▄▄▄▄▄▄▄▂▂▂▂▂▂▂         <>at most 4
			  <name>main     <><awaiting>┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄<>✓
			"
		`);
	});

	test("has a heading that fits", () => {
		const headings = [40, 41].map((columns) => frame(1200, { elapsed: 1200 }, { columns }).split("\n")[1]);
		expect(headings.join("\n")).toMatchInlineSnapshot(`
			"  <heading>A NAME THAT IS RATHER LO…  1,200.00 s<>
			  <heading>A NAME THAT IS RATHER LONG  1,200.00 s<>"
		`);
	});
});

describe("of more lanes than a frame has room for", () => {
	const lanes = [
		main,
		child("a", 0, 2),
		child("b", 0, 9, { parent: 0 }),
		{ ...child("b1", 0, 3), parent: 2, depth: 2 },
		{ ...child("b2", 1, 9), parent: 2, depth: 2 },
		child("c", 2, 4),
		child("d", 3, 8),
		child("e", 6, 9),
	];
	const names = (seconds: number, rows: number) =>
		frame(seconds, { lanes }, { rows })
			.split("\n")
			.slice(4, -1)
			.map((line) => line.replaceAll(/<\w*>/g, ""))
			.map((line) => (/more$/.test(line) ? line.trim() : line.slice(0, 10).trimEnd()));

	test("those that are over give way first, the last of them last, and the others are counted", () => {
		expect([11, 10, 9, 7, 6, 5, 4, 3, 2].map((rows) => names(5, rows))).toMatchInlineSnapshot(`
			[
			  [
			    "  main",
			    "  ├ a",
			    "  ├ b",
			    "  │ ├ b1",
			    "  │ └ b2",
			    "  ├ c",
			    "  └ d",
			  ],
			  [
			    "  main",
			    "  ├ a",
			    "  ├ b",
			    "  │ ├ b1",
			    "  │ └ b2",
			    "  ├ c",
			    "  └ d",
			  ],
			  [
			    "  main",
			    "  ├ b",
			    "  │ └ b2",
			    "  ├ c",
			    "  └ d",
			    "… 2 more",
			  ],
			  [
			    "  main",
			    "  └ b",
			    "    └ b2",
			    "… 4 more",
			  ],
			  [
			    "  main",
			    "  └ b",
			    "… 5 more",
			  ],
			  [
			    "  main",
			    "… 6 more",
			  ],
			  [
			    "… 7 more",
			  ],
			  [],
			  [],
			]
		`);
	});

	test("none is left out where all have room, and those that are to come take none", () => {
		expect(
			[
				[0.5, 8],
				[0.5, 7],
				[2, 9],
				[5, 10],
			].map(([seconds = 0, rows = 0]) => names(seconds, rows)),
		).toMatchInlineSnapshot(`
			[
			  [
			    "  main",
			    "  ├ a",
			    "  └ b",
			    "    └ b1",
			  ],
			  [
			    "  main",
			    "  ├ a",
			    "  └ b",
			    "    └ b1",
			  ],
			  [
			    "  main",
			    "  ├ a",
			    "  ├ b",
			    "  │ ├ b1",
			    "  │ └ b2",
			    "  └ c",
			  ],
			  [
			    "  main",
			    "  ├ a",
			    "  ├ b",
			    "  │ ├ b1",
			    "  │ └ b2",
			    "  ├ c",
			    "  └ d",
			  ],
			]
		`);
	});

	test("strips keep their place", () => {
		const strips = [strip("waiting", 4, 0, 4, 2, 1), strip("done", 4, 0, 1, 2, 4)];
		const drawn = [7, 6].map((rows) => frame(5, { lanes, strips }, { rows, columns: 40 }));
		expect(drawn.join("")).toMatchInlineSnapshot(`
			"
			  <heading>A NAME THAT IS RATHER LONG     5.00 s<>
			           <faint>0            5<>
			           <faint>├────────────┼────────────┤<>
			  <name>waiting  <><waiting>      ███████<>
			  <name>done     <>      ▂▂▂▂▂▂▂▄
			  <name>main     <><awaiting>┄┄┄┄┄┄┄┄┄┄┄┄┄<>
			           <faint>… 6 more<>

			  <heading>A NAME THAT IS RATHER LONG     5.00 s<>
			           <faint>0            5<>
			           <faint>├────────────┼────────────┤<>
			  <name>waiting  <><waiting>      ███████<>
			  <name>done     <>      ▂▂▂▂▂▂▂▄
			           <faint>… 7 more<>
			"
		`);
	});

	test("each stands under the nearest that is there", () => {
		const deep = [
			child("a", 0, 1),
			{ ...child("b", 0, 1), parent: 0 },
			{ ...child("c", 0, 10), parent: 1 },
			{ ...child("d", 0, 10), parent: 2 },
			{ ...child("e", 0, 10), parent: 1 },
		];
		const top = deep.map((lane, i) => (i === 0 ? { ...lane, parent: -1 } : lane));
		const drawn = (rows: number) => frame(5, { lanes: top }, { rows });
		expect([8, 7, 6].map(drawn).join("")).toMatchInlineSnapshot(`
			"
			  <heading>A NAME THAT IS RATHER LONG                         5.00 s<>
			           <faint>0              5              10 s<>
			           <faint>├──────────────┼──────────────┤<>
			  <name>a        <><waiting>━━━<>✓                                      1.00 s
			  <faint>└ <><name>b      <><waiting>━━━<>✓                                      1.00 s
			  <faint>  ├ <><name>c    <><waiting>━━━━━━━━━━━━━━━<>
			  <faint>  │ └ <><name>d  <><waiting>━━━━━━━━━━━━━━━<>
			  <faint>  └ <><name>e    <><waiting>━━━━━━━━━━━━━━━<>

			  <heading>A NAME THAT IS RATHER LONG                         5.00 s<>
			           <faint>0              5              10 s<>
			           <faint>├──────────────┼──────────────┤<>
			  <name>c        <><waiting>━━━━━━━━━━━━━━━<>
			  <faint>└ <><name>d      <><waiting>━━━━━━━━━━━━━━━<>
			  <name>e        <><waiting>━━━━━━━━━━━━━━━<>
			           <faint>… 2 more<>

			  <heading>A NAME THAT IS RATHER LONG                         5.00 s<>
			           <faint>0              5              10 s<>
			           <faint>├──────────────┼──────────────┤<>
			  <name>c        <><waiting>━━━━━━━━━━━━━━━<>
			  <faint>└ <><name>d      <><waiting>━━━━━━━━━━━━━━━<>
			           <faint>… 3 more<>
			"
		`);
	});
});

test("where there is no room for a chart a frame says what goes on, in as many rows as it has", () => {
	const lanes = [actor({ label: "a\tb", to: 4, segments: [stretch("waiting", 0, 4)] })];
	const words = (seconds: number, columns: number, rows = 20) =>
		frame(seconds, { lanes, elapsed: 8 }, { columns, rows });
	expect(
		[
			words(2.5, 39),
			words(5, 39),
			words(9, 39),
			words(2.5, 12),
			words(2.5, 12, 2),
			words(2.5, 1, 1),
			words(2.5, 39, -1),
		].join(""),
	).toMatchInlineSnapshot(`
		"
		At 2.5 seconds: a b waits for a timer
		or I/O

		At 5 seconds: nothing goes on

		At 8 seconds: nothing goes on

		At 2.5
		seconds: a
		b waits for
		a timer or
		I/O

		At 2.5
		seconds: a

		A

		"
	`);
});
