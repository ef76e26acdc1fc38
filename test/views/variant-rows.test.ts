import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/history/outcome.ts";
import type { Lane, Statistics, Timeline } from "../../src/history/timeline.ts";
import { layoutOf } from "../../src/views/chart/layout.ts";
import { variantRows } from "../../src/views/chart/variant-rows.ts";
import type { VariantView, ViewOptions } from "../../src/views/view.ts";
import { markedLines } from "../marked.ts";
import {
	actor,
	figures,
	level,
	life,
	link,
	runView,
	shared,
	stretch,
	strip,
	timeline,
	variant,
} from "./by-hand.ts";

/** All of one variant's part of a picture, with its colours. */
function drawn(variant: VariantView, columns: number, more: Partial<ViewOptions> = {}): string {
	const layout = layoutOf(runView([variant]), { columns, ...more });
	return `\n${markedLines(variantRows(variant, { layout, seen: () => {}, lines: more.lines ?? false }))}`;
}

/** What stands below the axis of a run without lanes. */
function below(more: Partial<Timeline>, columns = 80, options: Partial<ViewOptions> = {}): string {
	return drawn(variant({ timeline: timeline(more) }), columns, options)
		.split("\n")
		.slice(4)
		.join("\n");
}

describe("the heading of a variant", () => {
	const summary = "each fetch is awaited before the next is made";

	test("has what it does beside its name where there is room, else below, and its time at the right", () => {
		const heading = (columns: number) =>
			drawn(variant({ name: "in turn", summary }), columns)
				.split("     <faint>")
				.at(0);
		expect([80, 72, 71, 66, 60, 59, 40].map(heading).join("")).toMatchInlineSnapshot(`
			"
			  <heading>IN TURN<>   each fetch is awaited before the next is made               <heading>10.00 s<>

			  <heading>IN TURN<>   each fetch is awaited before the next is made       <heading>10.00 s<>

			  <heading>IN TURN<>   each fetch is awaited before the next is made      <heading>10.00 s<>

			  <heading>IN TURN                                                 10.00 s<>
			  each fetch is awaited before the next is made

			  <heading>IN TURN                                           10.00 s<>
			  each fetch is awaited before the next is made

			  <heading>IN TURN                                          10.00 s<>
			  each fetch is awaited before the next is made

			  <heading>IN TURN                       10.00 s<>
			  each fetch is awaited before the next
			  is made
			"
		`);
	});

	test("cuts a name that is too long, and is red where the run has no end", () => {
		const name = "a name that goes on and on, up to the time";
		const outcomes: Outcome[] = [
			{ kind: "raised", error: { name: "E", message: "" } },
			{ kind: "deadlock" },
			{ kind: "stopped", by: "bound" },
		];
		const headings = outcomes.map(
			(outcome) => drawn(variant({ name, timeline: timeline({ outcome }) }), 40).split("\n")[1],
		);
		expect(`\n${headings.join("\n")}\n`).toMatchInlineSnapshot(`
			"
			  <heading>A NAME THAT GOES ON AND ON,…  10.00 s<>
			  <heading>A NAME THAT GOES ON AND …  <><bad>never ends<>
			  <heading>A NAME THA…  <><bad>still goes on at 10.00 s<>
			"
		`);
	});
});

describe("the figures of a run", () => {
	const of = (some: Partial<Statistics>, columns = 80) => below({ statistics: figures(some) }, columns);
	const longest = { longestWait: 2, longestWaiter: "bob" };

	test("are in one line, those of which there is something to say", () => {
		expect(
			[
				{ waited: 3 },
				{ busy: 1 },
				{ waited: 3, ...longest, busy: 1, mostAtOnce: 2, mostHeldUp: 1 },
				{ waited: 2, ...longest, mostAtOnce: 1, mostHeldUp: 1 },
				{ waited: 3, mostAtOnce: 2000 },
				{ busy: 3, mostAtOnce: 2000, mostHeldUp: 1000 },
				{ waited: 10, mostAtOnce: 2 },
				{ waited: 10, busy: 1 },
				{ waited: 9.9, mostAtOnce: 1 },
				{ waited: 10.1, mostAtOnce: 1 },
			]
				.map((some) => of(some))
				.join(""),
		).toMatchInlineSnapshot(`
			"  <faint>3.00 s at timers or I/O<>
			  <faint>thread busy for 1.00 s<>
			  <faint>3.00 s waited, longest 2.00 s · thread busy for 1.00 s · at most 2 under way,<>
			  <faint>1 held up<>
			  <faint>2.00 s at timers or I/O<>
			  <faint>3.00 s at timers or I/O · at most 2,000 tasks under way<>
			  <faint>thread busy for 3.00 s · at most 2,000 tasks under way, 1,000 held up<>
			  <faint>10.00 s at timers or I/O · at most 2 tasks under way<>
			  <faint>10.00 s at timers or I/O · thread busy for 1.00 s<>
			  <faint>9.90 s at timers or I/O<>
			  <faint>10.10 s at timers or I/O<>
			"
		`);
	});

	test("are none of what was never waited for, nor of one wait after the other", () => {
		expect(
			[of({ mostAtOnce: 5, mostHeldUp: 5 }), of({ waited: 10, mostAtOnce: 1 }), of({ waited: 10 })].join(""),
		).toBe("");
	});

	test("have shorter words where there is less room", () => {
		const all = { waited: 3, ...longest, busy: 1, mostAtOnce: 20, mostHeldUp: 10 };
		expect([105, 104, 94, 93, 60].map((columns) => of(all, columns)).join("")).toMatchInlineSnapshot(`
			"  <faint>3.00 s at timers or I/O, longest 2.00 s · thread busy for 1.00 s · at most 20 under way, 10 held up<>
			  <faint>3.00 s at timers or I/O, longest 2.00 s · thread busy for 1.00 s · at most 20 under way, 10 held up<>
			  <faint>3.00 s waited, longest 2.00 s · thread busy for 1.00 s · at most 20 under way, 10 held up<>
			  <faint>3.00 s waited, longest 2.00 s · thread busy for 1.00 s · at most 20 under way, 10 held up<>
			  <faint>3.00 s waited, longest 2.00 s · thread busy for 1.00 s ·<>
			  <faint>at most 20 under way, 10 held up<>
			"
		`);
	});
});

describe("what decided the time", () => {
	const chain = (length: number) => Array.from({ length }, (_, i) => link(`t${i + 1}`, i, i + 1));
	const path = (more: Partial<Timeline>, columns = 80) => {
		const text = below({ lanes: [actor({ decides: true })], ...more }, columns);
		return text.slice(Math.max(0, text.indexOf("  <faint>decided")));
	};

	test("is told link by link, as far as the sixth", () => {
		expect(
			[2, 6, 7, 1006].map((length) => path({ path: chain(length) }, 120)).join(""),
		).toMatchInlineSnapshot(`
			"  <faint>decided by t1 (1.00 s) → t2 (1.00 s)<>
			  <faint>decided by t1 (1.00 s) → t2 (1.00 s) → t3 (1.00 s) → t4 (1.00 s) → t5 (1.00 s) → t6 (1.00 s)<>
			  <faint>decided by t1 (1.00 s) → t2 (1.00 s) → t3 (1.00 s) → t4 (1.00 s) → t5 (1.00 s) → t6 (1.00 s) → … 1 more<>
			  <faint>decided by t1 (1.00 s) → t2 (1.00 s) → t3 (1.00 s) → t4 (1.00 s) → t5 (1.00 s) → t6 (1.00 s) → … 1,000 more<>
			"
		`);
	});

	test("joins what goes on in one body, and names others that took as long", () => {
		const links = [
			link("main", 0, 2),
			link("main", 2, 5, { goesOn: true }),
			link("a\tb", 5, 6, { ties: 1 }),
			link("c", 6, 7, { ties: 2000 }),
		];
		expect(path({ path: links }, 120)).toMatchInlineSnapshot(`
			"  <faint>decided by main (5.00 s) → a b (1.00 s, another one as long) → c (1.00 s, 2,000 others as long)<>
			"
		`);
	});

	test("is told where a mark does not say it: of several lanes, without a right-hand column, or of hidden lanes", () => {
		const [one, two] = [chain(1), chain(2)];
		const unmarked: readonly Lane[] = [actor()];
		const told = (more: Partial<Timeline>, columns?: number) => path(more, columns).includes("decided by");
		expect([
			told({ path: two }),
			told({ path: one }),
			told({ path: one }, 59),
			told({ path: one, hidden: 1 }),
			told({ path: two, lanes: unmarked }),
			told({ path: two, lanes: unmarked }, 59),
			told({ path: one, lanes: unmarked, hidden: 1 }),
			told({ path: [], hidden: 1 }),
			told({ path: two, lanes: [...unmarked, actor({ decides: true })] }),
		]).toEqual([true, false, true, true, false, false, true, false, true]);
	});
});

test("lanes that are not shown are counted, with the options that show them where there is room", () => {
	const lanes = Array.from({ length: 21 }, () => actor());
	const last = (more: Partial<Timeline>, columns = 80, options: Partial<ViewOptions> = {}) =>
		`${below(more, columns, options).trimEnd().split("\n").at(-1)}\n`;
	expect(
		[
			last({ hidden: 1 }),
			last({ hidden: 2, lanes: lanes.slice(0, 20) }),
			last({ hidden: 2000, lanes }),
			last({ hidden: 2000, lanes }, 80, { namesOptions: false }),
			last({ hidden: 2, lanes }, 50),
			last({ hidden: 2, lanes }, 49),
		].join(""),
	).toMatchInlineSnapshot(`
		"     <faint>… 1 lane more: --lanes 40, --lanes all<>
		       <faint>… 2 lanes more: --lanes 40, --lanes all<>
		       <faint>… 2,000 lanes more: --lanes 42, --lanes all<>
		       <faint>… 2,000 lanes more<>
		       <faint>… 2 lanes more: --lanes 42, --lanes all<>
		       <faint>… 2 lanes more: --lanes 42, --lanes all<>
		"
	`);
});

describe("a lane has at its right", () => {
	const at = (lanes: readonly Lane[], columns: number, more: Partial<Timeline> = {}) =>
		drawn(variant({ timeline: timeline({ lanes, ...more }) }), columns)
			.split("\n")
			.slice(4)
			.join("\n");

	test("how it ended and after what time, shorter where there is less room", () => {
		const child = { parent: 0, depth: 1 };
		const lanes = [
			actor({ label: "main", lives: [life(0, 10, "done")] }),
			actor({ label: "root", lives: [life(0, 4, "done")] }),
			actor({ label: "twice", ...child, lives: [life(0, 1, "done"), life(4, 10, "done")] }),
			actor({ label: "whole", ...child, lives: [life(0, 10, "done")] }),
			actor({ label: "failed", ...child, lives: [life(0, 10, "failed")] }),
			actor({ label: "cancelled", ...child, lives: [life(0, 10, "cancelled")] }),
			actor({ label: "decides", ...child, decides: true, lives: [life(0, 10, "done")] }),
			actor({ label: "all", decides: true, lives: [life(0, 10, "done")] }),
			actor({ label: "worst", ...child, decides: true, lives: [life(0, 10, "failed")] }),
			actor({ label: "late", ...child, decides: true, lives: [life(0, 10, "cancelled")] }),
			actor({ label: "unborn", ...child }),
			actor({
				label: "pending",
				remark: "wants what nobody has, still pending",
				lives: [life(0, 10, "abandoned")],
			}),
			actor({
				label: "stuck",
				remark: "wants what nobody has, and keeps it",
				lives: [life(0, 10, "never-woke")],
			}),
		];
		expect([80, 60, 59].map((columns) => at(lanes, columns)).join("")).toMatchInlineSnapshot(`
			"  <name>main         <>                                        ✓
			  <name>root         <>                ✓                                         4.00 s
			  <faint>├ <><name>twice      <>    ✓                                   ✓                 7.00 s
			  <faint>├ <><name>whole      <>                                        ✓                10.00 s
			  <faint>├ <><name>failed                                             <><failed>✗   failed after 10.00 s<>
			  <faint>├ <><name>cancelled                                          <><cancelled>⊘              cancelled<>
			  <faint>├ <><name>decides    <>                                        ✓              <good>◆ <>10.00 s
			  <name>all          <>                                        ✓              <good>◆ <>10.00 s
			  <faint>├ <><name>worst                                              <><failed>✗               <><good>◆ <><failed>failed<>
			  <faint>├ <><name>late                                               <><cancelled>⊘            <><good>◆ <><cancelled>cancelled<>
			  <faint>└ <><name>unborn<>
			  <name>pending                                  <><bad>wants what nobody has, still pending<>
			  <name>stuck                                                <><awaiting>┄┄┄┄┄┄ <><bad>∞      never woke<>
			  <name>main         <>                          ✓
			  <name>root         <>          ✓                           4.00 s
			  <faint>├ <><name>twice      <>  ✓                       ✓           7.00 s
			  <faint>├ <><name>whole      <>                          ✓          10.00 s
			  <faint>├ <><name>failed                               <><failed>✗           failed<>
			  <faint>├ <><name>cancelled                            <><cancelled>⊘        cancelled<>
			  <faint>├ <><name>decides    <>                          ✓        <good>◆ <>10.00 s
			  <name>all          <>                          ✓        <good>◆ <>10.00 s
			  <faint>├ <><name>worst                                <><failed>✗         <><good>◆ <><failed>failed<>
			  <faint>├ <><name>late                                 <><cancelled>⊘      <><good>◆ <><cancelled>cancelled<>
			  <faint>└ <><name>unborn<>
			  <name>pending              <><bad>wants what nobody has, still pending<>
			  <name>stuck                                  <><awaiting>┄┄┄┄┄┄ <><bad>∞<>
			  <name>main         <>                                        ✓
			  <name>root         <>                ✓
			  <faint>├ <><name>twice      <>    ✓                                   ✓
			  <faint>├ <><name>whole      <>                                        ✓
			  <faint>├ <><name>failed                                             <><failed>✗<>
			  <faint>├ <><name>cancelled                                          <><cancelled>⊘<>
			  <faint>├ <><name>decides    <>                                        ✓
			  <name>all          <>                                        ✓
			  <faint>├ <><name>worst                                              <><failed>✗<>
			  <faint>├ <><name>late                                               <><cancelled>⊘<>
			  <faint>└ <><name>unborn<>
			  <name>pending<>
			  <name>stuck                                                <><awaiting>┄┄┄<>
			"
		`);
	});

	test("of what tasks share the most there was, and what was overtaken", () => {
		const overtaken = { item: 3, by: "a", at: 1, times: 2, takenAt: null };
		const kinds = ["queue", "semaphore", "signals", "condition", "barrier", "lock", "event"] as const;
		const lanes = kinds.flatMap((kind) => [
			shared(kind, { label: kind, most: 1, levels: [level(0, 4, 1)] }),
			shared(kind, { label: kind, most: 1, capacity: 2 }),
			shared(kind, { label: kind, most: 2, capacity: 1 }),
			shared(kind, { label: kind, most: 2000 }),
		]);
		expect(at(lanes, 80)).toMatchInlineSnapshot(`
			"  <name>queue      ████████████████                                    <>at most 1 item
			  <name>queue                                                    <>at most 1 of 2 items
			  <name>queue                                                     <>at most 2 of 1 item
			  <name>queue                                                     <>at most 2,000 items
			  <name>semaphore  ████████████████                                  <>at most 1 permit
			  <name>semaphore                                              <>at most 1 of 2 permits
			  <name>semaphore                                               <>at most 2 of 1 permit
			  <name>semaphore                                               <>at most 2,000 permits
			  <name>signals    ████████████████                                  <>at most 1 signal
			  <name>signals                                                <>at most 1 of 2 signals
			  <name>signals                                                 <>at most 2 of 1 signal
			  <name>signals                                                 <>at most 2,000 signals
			  <name>condition  ████████████████                                 <>at most 1 waiting
			  <name>condition                                              <>at most 1 of 2 waiting
			  <name>condition                                              <>at most 2 of 1 waiting
			  <name>condition                                               <>at most 2,000 waiting
			  <name>barrier    ████████████████                                   <>at most 1 there
			  <name>barrier                                                  <>at most 1 of 2 there
			  <name>barrier                                                  <>at most 2 of 1 there
			  <name>barrier                                                   <>at most 2,000 there
			  <name>lock       <><faint>────────────────<>
			  <name>lock<>
			  <name>lock<>
			  <name>lock<>
			  <name>event      <><faint>────────────────<>
			  <name>event<>
			  <name>event<>
			  <name>event<>
			"
		`);
		const queues = [overtaken, { ...overtaken, times: 1000 }].map((overtaken) =>
			shared("queue", { label: "queue", most: 4, capacity: 5, overtaken }),
		);
		expect([100, 80, 60].map((columns) => at(queues, columns)).join("")).toMatchInlineSnapshot(`
			"  <name>queue                                            <>at most 4 of 5 items, item 3 overtaken two times
			  <name>queue                                          <>at most 4 of 5 items, item 3 overtaken 1,000 times
			  <name>queue                        <>at most 4 of 5 items, item 3 overtaken two times
			  <name>queue                      <>at most 4 of 5 items, item 3 overtaken 1,000 times
			  <name>queue    <>at most 4 of 5 items, item 3 overtaken two times
			  <name>queue                             <>item 3 overtaken 1,000×
			"
		`);
	});
});

test("strips stand above the lanes, with the most there were, and of ends how many", () => {
	const strips = [
		strip("waiting", 1000, 0, 1000, 500),
		strip("done", 2000, 0, 1000, 2000),
		strip("failed", 1, 0, 1, 1),
	];
	const lanes = [actor({ segments: [stretch("waiting", 0, 10)], lives: [life(0, 10, "done")] })];
	const all = { strips, hidden: 3000 };
	expect(drawn(variant({ timeline: timeline({ ...all, lanes }) }), 72)).toMatchInlineSnapshot(`
		"
		  <heading>PLAIN                                                         10.00 s<>
		           <faint>0                  5                  10 s<>
		           <faint>├──────────────────┼──────────────────┤<>
		  <name>waiting  <><waiting>            ██████████████▄▄▄▄▄▄▄▄▄▄▄▄         <>at most 1,000
		  <name>done     <>            ▄▄▄▄▄▄▄▄▄▄▄▄▄██████████████                2,000
		  <name>failed   <><failed>            ███████████████████████████                    <>1

		  <name>bob      <><waiting>━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━<>✓
		           <faint>… 3,000 lanes more: --lanes 40, --lanes all<>
		"
	`);
	expect(drawn(variant({ timeline: timeline({ ...all, hidden: 0 }) }), 59)).toMatchInlineSnapshot(`
		"
		  <heading>PLAIN                                            10.00 s<>
		           <faint>0        2        4        6        8<>
		           <faint>├────────┼────────┼────────┼────────┼────────┤<>
		  <name>waiting  <><waiting>               ███████████████▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄<>
		  <name>done     <>               ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄████████████████
		  <name>failed   <><failed>               ███████████████████████████████<>
		"
	`);
});

test("a run that is stuck is drawn beyond its end, if that is in the part that is drawn", () => {
	const lanes = [
		actor({
			segments: [stretch("blocked", 0, 8)],
			to: 8,
			lives: [life(0, 8, "never-woke")],
			stuck: "blocked",
			remark: "wants pen",
		}),
	];
	const stuck = { lanes, elapsed: 8, outcome: { kind: "deadlock" } as const };
	const windows = [
		{ from: 0, to: 8 },
		{ from: 2, to: 9 },
		{ from: 2, to: 7 },
	];
	expect(
		windows.map((window) => drawn(variant({ timeline: timeline({ ...stuck, window }) }), 60)).join(""),
	).toMatchInlineSnapshot(`
		"
		  <heading>PLAIN                                          <><bad>never ends<>
		       <faint>0       2       4       6       8 s<>
		       <faint>├───────┼───────┼───────┼───────┼┄┄┄┄┄<>
		  <name>bob  <><blocked>░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ <><bad>∞   wants pen<>

		  <heading>PLAIN                                          <><bad>never ends<>
		       <faint>2         4         6         8 s<>
		       <faint>├─────────┼─────────┼─────────┼┄┄┄┄┄<>
		  <name>bob  <><blocked>░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ <><bad>∞     wants pen<>

		  <heading>PLAIN                                          <><bad>never ends<>
		       <faint>2             4             6 s<>
		       <faint>├─────────────┼─────────────┼───────<>
		  <name>bob  <><blocked>░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░       <><bad>wants pen<>
		"
	`);
});
