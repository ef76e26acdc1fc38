import { describe, expect, test } from "vitest";
import type { Outcome, StoppedBy } from "../../src/history/outcome.ts";
import { closingRowsOf, headingRows } from "../../src/views/chart/run-rows.ts";
import type { DemoFacts, VariantView } from "../../src/views/view.ts";
import { markedLines } from "../marked.ts";
import { figures, runView, timeline, variant } from "./by-hand.ts";

interface Run extends Partial<VariantView> {
	readonly outcome?: Outcome;
	readonly failed?: number;
}

function run(name: string, elapsed: number, { outcome, failed = 0, ...more }: Run = {}): VariantView {
	const ended: Outcome = { kind: "returned", value: null };
	const statistics = figures({ failed });
	return variant({ name, timeline: timeline({ elapsed, outcome: outcome ?? ended, statistics }), ...more });
}

const deadlock: Outcome = { kind: "deadlock" };

/** What stands below the charts, with its colours. */
function closing(columns: number, variants: readonly VariantView[], demo: Partial<DemoFacts> = {}): string {
	return `\n${markedLines(closingRowsOf(runView(variants, demo), { columns }))}`;
}

describe("the bars of a comparison", () => {
	test("are on the scale of the charts where there is room for the words beside them", () => {
		expect(closing(80, [run("sequential", 4.5), run("together", 2)])).toMatchInlineSnapshot(`
			"
			  sequential  <waiting>█████████████████████████████████████████████████▌         <>4.50 s
			  together    <waiting>██████████████████████  <>2.25× faster, 2.50 s saved         2.00 s
			"
		`);
		expect(closing(60, [run("sequential", 4.5), run("together", 2)])).toMatchInlineSnapshot(`
			"
			  sequential  <waiting>████████████████████▎                  <>4.50 s
			  together    <waiting>█████████  <>2.25× faster, 2.50 s saved  2.00 s
			"
		`);
	});

	test("give way to words, as far as they are still seen; the words give way to shorter ones", () => {
		const variants = [run("first", 10), run("lost", 8, { failed: 1 }), run("slow", 11)];
		expect([80, 66, 56, 46, 40].map((columns) => closing(columns, variants)).join("")).toMatchInlineSnapshot(`
			"
			  first  <waiting>██████████████████████████████▉                                <>10.00 s
			  lost   <waiting>████████████████████████▊  <>ended 2.00 s earlier: 1 failed       8.00 s
			  slow   <waiting>██████████████████████████████████  <>1.10× slower, 1.00 s more  11.00 s

			  first  <waiting>██████████████████▏                              <>10.00 s
			  lost   <waiting>██████████████▌  <>ended 2.00 s earlier: 1 failed   8.00 s
			  slow   <waiting>████████████████████  <>1.10× slower, 1.00 s more  11.00 s

			  first  <waiting>█████████▏                             <>10.00 s
			  lost   <waiting>███████▎  <>1 failed                      8.00 s
			  slow   <waiting>██████████  <>1.10× slower, 1.00 s more  11.00 s

			  first  <waiting>███████████▉                 <>10.00 s
			  lost   <waiting>█████████▌  <>1 failed          8.00 s
			  slow   <waiting>█████████████  <>1.10× slower  11.00 s

			  first  <waiting>███████████████        <>10.00 s
			  lost   <waiting>████████████  <>1 failed  8.00 s
			  slow   <waiting>████████████████▌      <>11.00 s
			         1.10× slower, 1.00 s more
			"
		`);
	});

	test("have words of any length below them where they fit nowhere", () => {
		const measure = "1,000 requests in a second, and of each of them the whole answer, which is long";
		const variants = [run("first", 10, { measure }), run("a\tsecond one", 12, { measure: "1 request" })];
		expect(
			[100, 60, 48, 47, 40].map((columns) => closing(columns, variants)).join(""),
		).toMatchInlineSnapshot(`
			"
			  first         <waiting>██████████████████████████████                                              <>10.00 s
			                1,000 requests in a second, and of each of them the whole
			                answer, which is long
			  a second one  <waiting>████████████████████████████████████  <>1 request, 1.20× slower, 2.00 s more  12.00 s

			  first         <waiting>███████▌                            <>10.00 s
			                1,000 requests in a second, and of each of
			                them the whole answer, which is long
			  a second one  <waiting>█████████  <>1 request, 1.20× slower  12.00 s

			  first         <waiting>████████████████▋       <>10.00 s
			                1,000 requests in a second, and
			                of each of them the whole
			                answer, which is long
			  a second one  <waiting>████████████████████    <>12.00 s
			                1 request, 1.20× slower, 2.00 s
			                more

			  first         <waiting>███████████████▉       <>10.00 s
			                1,000 requests in a second,
			                and of each of them the whole
			                answer, which is long
			  a second one  <waiting>███████████████████    <>12.00 s
			                1 request, 1.20× slower, 2.00
			                s more

			  first         <waiting>██████████      <>10.00 s
			    1,000 requests in a second, and of
			    each of them the whole answer,
			    which is long
			  a second one  <waiting>████████████    <>12.00 s
			    1 request, 1.20× slower
			"
		`);
	});

	test("leave room for the shorter words, where all of them are long", () => {
		const variants = [run("a", 10), run("b", 12, { measure: "1,000 requests in a second" })];
		expect(closing(80, variants)).toMatchInlineSnapshot(`
			"
			  a  <waiting>███████████████████▏                                               <>10.00 s
			  b  <waiting>███████████████████████  <>1,000 requests in a second, 1.20× slower  12.00 s
			"
		`);
	});

	test("are as long as the time is, and none of what never ends", () => {
		const outcomes = [
			...(["until", "bound", "interrupt", "died"] as const).map(
				(by: StoppedBy) => ({ kind: "stopped", by }) as const,
			),
			{ kind: "running" },
			{ kind: "livelock", turns: 1, busy: [] },
			deadlock,
		] as const;
		const others = outcomes.map((outcome, i) => run(outcome.kind, (i + 1) / 2, { outcome }));
		expect(closing(80, [run("first", 4), ...others])).toMatchInlineSnapshot(`
			"
			  first     <waiting>████████████████████████████████████████████████             <>4.00 s
			  stopped   <waiting>██████                                 <>stopped, as asked, at 0.50 s
			  stopped   <waiting>████████████                                <>still goes on at 1.00 s
			  stopped   <waiting>██████████████████                                <>stopped at 1.50 s
			  stopped   <waiting>████████████████████████                    <>process ended at 2.00 s
			  running   <waiting>██████████████████████████████                       <>lost at 2.50 s
			  livelock  stuck at 3.00 s                                          never ends
			  deadlock  stuck at 3.50 s                                          never ends
			"
		`);
		expect(closing(80, others.slice(-2))).toMatchInlineSnapshot(`
			"
			  livelock  stuck at 3.00 s                                          never ends
			  deadlock  stuck at 3.50 s                                          never ends
			"
		`);
	});

	test("have their names in a column that is not too wide", () => {
		const names = [
			"a name of twenty-four ch",
			"a name of twenty-five chs",
			"取得 and others that wait for them",
		];
		expect(
			closing(
				80,
				names.map((name) => run(name, 1)),
			),
		).toMatchInlineSnapshot(`
			"
			  a name of twenty-four ch  <waiting>████████████████████████████                 <>1.00 s
			  a name of tw…ty-five chs  <waiting>████████████████████████████  <>the same time  1.00 s
			  取得 and oth…it for them  <waiting>████████████████████████████  <>the same time  1.00 s
			"
		`);
		expect(
			closing(
				80,
				names.slice(0, 1).map((name) => run(name, 1)),
			),
		).toBe("\n");
		expect(closing(80, [])).toBe("\n");
	});
});

test("why it is so, and what to try next, follow with their commands in a column", () => {
	const next = [
		{ run: "fetch", question: "what is first?" },
		{ run: "fetch --set api2=4", question: "what will the total be?" },
	];
	const why = `The waits overlap, ${"and so they do not add up, ".repeat(4)}as is seen.`;
	expect(
		[100, 72, 71, 50, 40].map((columns) => closing(columns, [], { why, next })).join(""),
	).toMatchInlineSnapshot(`
		"
		  <heading>Why    <>The waits overlap, and so they do not add up, and so they do not
		         add up, and so they do not add up, and so they do not add up, as
		         is seen.
		  <heading>Next   <><good>async-lessons run fetch                 <><faint>what is first?<>
		         <good>async-lessons run fetch --set api2=4    <><faint>what will the total be?<>

		  <heading>Why    <>The waits overlap, and so they do not add up, and so they do
		         not add up, and so they do not add up, and so they do not add
		         up, as is seen.
		  <heading>Next   <><good>async-lessons run fetch                 <><faint>what is first?<>
		         async-lessons run fetch --set api2=4
		           <faint>what will the total be?<>

		  <heading>Why    <>The waits overlap, and so they do not add up, and so they do
		         not add up, and so they do not add up, and so they do not add
		         up, as is seen.
		  <heading>Next   <><good>async-lessons run fetch                 <><faint>what is first?<>
		         async-lessons run fetch --set api2=4
		           <faint>what will the total be?<>

		  <heading>Why    <>The waits overlap, and so they do not
		         add up, and so they do not add up, and
		         so they do not add up, and so they do
		         not add up, as is seen.
		  <heading>Next   <>async-lessons run fetch
		           <faint>what is first?<>
		         async-lessons run fetch --set api2=4
		           <faint>what will the total be?<>

		  <heading>Why    <>The waits overlap, and so they
		         do not add up, and so they do
		         not add up, and so they do not
		         add up, and so they do not add
		         up, as is seen.
		  <heading>Next   <>async-lessons run fetch
		           <faint>what is first?<>
		         async-lessons run fetch --set
		         api2=4
		           <faint>what will the total be?<>
		"
	`);
});

describe("the heading", () => {
	const heading = (columns: number, demo: Partial<DemoFacts>) =>
		markedLines(headingRows(runView([], demo), { columns }));

	test("names the demo, and where it stands in the course", () => {
		const demo = { name: "fetch\tall", title: "wait in turn, or all at\nonce", section: 2 };
		const all = [80, 60, 59, 40].map((columns) => heading(columns, demo));
		const long = { ...demo, title: "wait in turn, or all at once, or one by one, or not at all" };
		expect(
			`\n${[...all, heading(80, long), heading(80, { ...long, section: 0 }), heading(60, { ...long, section: 0 }), heading(80, {}), heading(80, { section: 7 })].join("")}`,
		).toMatchInlineSnapshot(`
			"
			  <heading>fetch all<> · wait in turn, or all at once                       <faint>section 2 of 7<>
			  <heading>fetch all<> · wait in turn, or all at once   <faint>section 2 of 7<>
			  <heading>fetch all<> · wait in turn, or all at once
			  <faint>section 2 of 7<>
			  <heading>fetch all<> · wait in turn, or all at …
			  <faint>section 2 of 7<>
			  <heading>fetch all<> · wait in turn, or all at once, or one by one, or not at all
			  <faint>section 2 of 7<>
			  <heading>fetch all<> · wait in turn, or all at once, or one by one, or not at all
			  <heading>fetch all<> · wait in turn, or all at once, or one by one,…
			  <heading>demo<>
			  <heading>demo                                                           <><faint>section 7 of 7<>
			"
		`);
	});
});
