import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { layoutOf } from "../../src/views/chart/layout.ts";
import { reportRows } from "../../src/views/chart/report-rows.ts";
import { at, finding, waitsFor } from "../facts.ts";
import { markedLines } from "../marked.ts";
import { fetchConcurrent, viewOf } from "../stories.ts";

/** What is reported under a chart, with its colours. */
function reported(findings: readonly Finding[], { columns = 70, fix = "" } = {}): string {
	const view = viewOf({}, [{ recording: fetchConcurrent(), findings }]);
	const variants = view.variants.map((variant) => (fix === "" ? variant : { ...variant, fix }));
	const layout = layoutOf({ ...view, variants }, { columns });
	return `\n${variants.map((variant) => markedLines(reportRows(variant, layout))).join("")}`;
}

function stuck(count: number, more: Partial<Finding> = {}): Finding {
	const waiting = Array.from({ length: count }, (_, i) =>
		waitsFor(`t${i + 1}`, "lock", "t1", at("pen.ts", 4)),
	);
	return finding("deadlock", "", "do not", { at: 1, waiting, ...more });
}

describe("a report of a run that is stuck", () => {
	test("names who waits, for what and where, and who waits for whom in a ring", () => {
		const waiting = [
			waitsFor("bob", "lock pen", "alice", at("pen.ts", 4)),
			{ ...waitsFor("alice", "lock paper", "bob", at("pen.ts", 9)), place: null },
			waitsFor("somebody", "a lock with a name that is long", "a holder with a longer one", at("pen.ts", 12)),
		];
		expect(reported([stuck(0, { waiting, cycle: ["bob", "alice"] })])).toMatchInlineSnapshot(`
			"

			  <bad>DEADLOCK<> at 1.00 s: three tasks wait, none can run, and no timer is
			  set.

			     <name>bob       <>waits for lock pen, held by alice             <faint>pen.ts:4<>
			     <name>alice     <>waits for lock paper, held by bob, since 0.00 s
			     <name>somebody  <>waits for a lock with a name that is long, held by a
			               holder with a longer one, since 0.00 s       <faint>pen.ts:12<>

			     In a ring: bob → alice → bob

			  <good>Fix    <>Do not.
			"
		`);
	});

	test("names ten tasks, and counts the others", () => {
		expect(reported([stuck(10)])).toMatchInlineSnapshot(`
			"

			  <bad>DEADLOCK<> at 1.00 s: ten tasks wait, none can run, and no timer is
			  set.

			     <name>t1   <>waits for lock, held by t1 itself, since 0.00 s    <faint>pen.ts:4<>
			     <name>t2   <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>
			     <name>t3   <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>
			     <name>t4   <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>
			     <name>t5   <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>
			     <name>t6   <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>
			     <name>t7   <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>
			     <name>t8   <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>
			     <name>t9   <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>
			     <name>t10  <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>

			  <good>Fix    <>Do not.
			"
		`);
		expect(
			reported([stuck(12)])
				.split("\n")
				.slice(-5),
		).toMatchInlineSnapshot(`
			[
			  "     <name>t10  <>waits for lock, held by t1, since 0.00 s           <faint>pen.ts:4<>",
			  "     <faint>… 2 more<>",
			  "",
			  "  <good>Fix    <>Do not.",
			  "",
			]
		`);
	});

	test("has no places where there is no right-hand column, and breaks what does not fit", () => {
		const waiting = [
			waitsFor("a task with a long name", "lock pen", "alice", at("pen.ts", 4)),
			waitsFor("bob", "a lock with a long name", "somebody", at("pen.ts", 4)),
		];
		expect(reported([stuck(0, { waiting })], { columns: 44 })).toMatchInlineSnapshot(`
			"

			  <bad>DEADLOCK<> at 1.00 s: two tasks wait, none
			  can run, and no timer is set.

			     <name>a task with a long name<>
			                     waits for lock pen,
			                     held by alice
			     <name>bob             <>waits for a lock with
			                     a long name, held by
			                     somebody, since 0.00 s

			  <good>Fix    <>Do not.
			"
		`);
	});

	test("has a place of its own line where it does not fit beside", () => {
		const waiting = [waitsFor("bob", "lock".repeat(8), "al", at("a/long/path/of/pen.ts", 4))];
		expect(reported([stuck(0, { waiting })], { columns: 62 })).toMatchInlineSnapshot(`
			"

			  <bad>DEADLOCK<> at 1.00 s: one task waits, none can run, and no
			  timer is set.

			     <name>bob  <>waits for locklocklocklocklocklocklocklock, held by
			          al, since 0.00 s                           <faint>pen.ts:4<>

			  <good>Fix    <>Do not.
			"
		`);
	});

	test("tells since when the ring is there, and four more things at most, each in a paragraph", () => {
		const details = [
			"first",
			"second!",
			"a third thing, that is so long that it has to go on in a second line",
			"fourth",
			"fifth",
		];
		const ring = { cycle: ["a\tb", "bob", "carol"], details };
		expect(reported([stuck(1, { ...ring, since: 0.5 })])).toMatchInlineSnapshot(`
			"

			  <bad>DEADLOCK<> at 1.00 s: one task waits, none can run, and no timer is
			  set.

			     <name>t1  <>waits for lock, held by t1 itself, since 0.00 s     <faint>pen.ts:4<>

			     In a ring since 0.50 s: a b → bob → carol → a b

			     First.

			     Second!

			     A third thing, that is so long that it has to go on in a second
			     line.

			     Fourth.

			  <good>Fix    <>Do not.
			"
		`);
		const other = [stuck(1, ring), stuck(1, { ...ring, since: 1 })].map((one) => reported([one]));
		expect(other.map((text) => /In a ring.*/.exec(text)?.[0])).toEqual(
			Array(2).fill("In a ring: a b → bob → carol → a b"),
		);
	});

	test("tells no ring of one", () => {
		expect(reported([stuck(1, { cycle: ["t1"] })])).not.toContain("ring");
	});
});

describe("a report of what else is wrong", () => {
	const lost = (i: number) => finding("never-awaited", `save ${i} was never awaited`, "await it", { at: i });

	test("shows three of a kind, counts the others, and has the way out once", () => {
		const late = finding("pending-at-end", "bob is left behind", "wait for bob.", { place: at("pen.ts", 4) });
		expect(reported([lost(1), late, lost(2), lost(3)])).toMatchInlineSnapshot(`
			"

			  <bad>NEVER AWAITED<> at 1.00 s: save 1 was never awaited
			  <bad>NEVER AWAITED<> at 2.00 s: save 2 was never awaited
			  <bad>NEVER AWAITED<> at 3.00 s: save 3 was never awaited
			  <good>Fix    <>Await it.

			  <bad>PENDING AT END<> at 0.00 s: bob is left behind (pen.ts:4)
			  <good>Fix    <>Wait for bob.
			"
		`);
		expect(reported([1, 2, 3, 4, 5].map(lost))).toMatchInlineSnapshot(`
			"

			  <bad>NEVER AWAITED<> at 1.00 s: save 1 was never awaited
			  <bad>NEVER AWAITED<> at 2.00 s: save 2 was never awaited
			  <bad>NEVER AWAITED<> at 3.00 s: save 3 was never awaited
			  <faint>… 2 more like this<>
			  <good>Fix    <>Await it.
			"
		`);
	});

	test("has the program's own way out instead where it has one, after all of them", () => {
		expect(reported([lost(1), stuck(1)], { fix: "await both" })).toMatchInlineSnapshot(`
			"

			  <bad>DEADLOCK<> at 1.00 s: one task waits, none can run, and no timer is
			  set.

			     <name>t1  <>waits for lock, held by t1 itself, since 0.00 s     <faint>pen.ts:4<>

			  <bad>NEVER AWAITED<> at 1.00 s: save 1 was never awaited

			  <good>Fix    <>Await both.
			"
		`);
	});
});
