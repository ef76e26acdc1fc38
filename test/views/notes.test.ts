import { describe, expect, test } from "vitest";
import type { Note, Timeline } from "../../src/history/timeline.ts";
import { layoutOf } from "../../src/views/chart/layout.ts";
import { noteRows } from "../../src/views/chart/note-rows.ts";
import { at } from "../facts.ts";
import { markedLines } from "../marked.ts";
import { fetchConcurrent, viewOf } from "../stories.ts";

function note(seconds: number, who: string, what: string, more: Partial<Note> = {}): Note {
	return { at: seconds, who, what, place: null, kind: "swallowed", ...more };
}

/** The notes under the chart of a run of two seconds, with their colours. */
function noted(notes: readonly Note[], { columns = 70, until = 2, more = 0 } = {}): string {
	const view = viewOf({}, [fetchConcurrent()]);
	const [variant] = view.variants;
	const timeline = { ...variant?.timeline, notes, moreNotes: more } as Timeline;
	return `\n${markedLines(noteRows(timeline, layoutOf(view, { columns }), until))}`;
}

describe("notes", () => {
	test("have the numbers of their moments under the chart; those that would touch share one", () => {
		const notes = [0, 0.01, 0.1, 0.12, 1, 1, 2].map((seconds) => note(seconds, "bob", `at ${seconds}`));
		expect(noted(notes)).toMatchInlineSnapshot(`
			"
			<faint>           1 2               3                 4<>
			<faint>  1  0.00 s  <><name>bob  <>at 0
			<faint>     0.01 s  <><name>bob  <>at 0.01
			<faint>     0.10 s  <><name>bob  <>at 0.1
			<faint>  2  0.12 s  <><name>bob  <>at 0.12
			<faint>  3  1.00 s  <><name>bob  <>at 1
			<faint>     1.00 s  <><name>bob  <>at 1
			<faint>  4  2.00 s  <><name>bob  <>at 2
			"
		`);
	});

	test("of more than nine moments have wide numbers, the last one within the page", () => {
		const notes = Array.from({ length: 11 }, (_, i) => note(i / 5, "bob", `note ${i}`));
		expect(noted(notes, { columns: 40 })).toMatchInlineSnapshot(`
			"
			<faint>           1 2  3 4  5  6 7  8 9  10 11<>
			<faint>  1  0.00 s  <><name>bob  <>note 0
			<faint>  2  0.20 s  <><name>bob  <>note 1
			<faint>  3  0.40 s  <><name>bob  <>note 2
			<faint>  4  0.60 s  <><name>bob  <>note 3
			<faint>  5  0.80 s  <><name>bob  <>note 4
			<faint>  6  1.00 s  <><name>bob  <>note 5
			<faint>  7  1.20 s  <><name>bob  <>note 6
			<faint>  8  1.40 s  <><name>bob  <>note 7
			<faint>  9  1.60 s  <><name>bob  <>note 8
			<faint> 10  1.80 s  <><name>bob  <>note 9
			<faint> 11  2.00 s  <><name>bob  <>note 10
			"
		`);
	});

	test("are those up to a moment, that moment included", () => {
		const notes = [0, 1, 2].map((seconds) => note(seconds, "bob", `at ${seconds}`));
		expect(noted(notes, { until: 1 })).toBe(noted(notes.slice(0, 2)));
		expect(noted(notes, { until: -1 })).toBe("\n");
	});

	test("beyond twelve are counted, with those that were not kept", () => {
		const notes = Array.from({ length: 14 }, () => note(1, "bob", "again"));
		expect(noted(notes.slice(0, 12)).split("\n")).toHaveLength(15);
		expect(noted(notes).split("\n").slice(14)).toEqual(["     <faint>… 2 more<>", ""]);
		expect(noted(notes, { more: 1000 }).split("\n").slice(14)).toEqual(["     <faint>… 1,002 more<>", ""]);
	});

	test("that tell of a failure are in its colour, all others in none", () => {
		const kinds = [
			"cancel-requested",
			"cancel-delivered",
			"cancelled",
			"failed",
			"swallowed",
			"group",
		] as const;
		expect(noted(kinds.map((kind) => note(0, "bob", kind, { kind })))).toMatchInlineSnapshot(`
			"
			<faint>           1<>
			<faint>  1  0.00 s  <><name>bob  <>cancel-requested   <faint>a request, not yet the end<>
			<faint>     0.00 s  <><name>bob  <>cancel-delivered
			<faint>     0.00 s  <><name>bob  <>cancelled
			<faint>     0.00 s  <><name>bob  <><failed>failed<>
			<faint>     0.00 s  <><name>bob  <>swallowed
			<faint>     0.00 s  <><name>bob  <>group
			"
		`);
	});

	test("have their places in a column, where there is room for it", () => {
		const notes = [
			note(0, "bob", "asks alice to stop", { kind: "cancel-requested" }),
			note(1, "alice", "hears", { place: at("pen.ts", 4) }),
			note(1, "alice", "asks carol to stop", { kind: "cancel-requested" }),
			note(
				2,
				"somebody with a long name",
				"says much about it, so much that there is little room for the rest",
				{
					place: at("pen.ts", 12),
				},
			),
			note(2, "取得 and others that wait", "ends"),
		];
		expect(noted(notes, { columns: 90 })).toMatchInlineSnapshot(`
			"
			<faint>           1                         2                         3<>
			<faint>  1  0.00 s  <><name>bob                   <>asks alice to stop                     <faint>a request<>
			<faint>  2  1.00 s  <><name>alice                 <>hears                                  <faint>pen.ts:4<>
			<faint>     1.00 s  <><name>alice                 <>asks carol to stop
			<faint>  3  2.00 s  <><name>somebody w…long name  <>says much about it, so much that there is little room
			                                   for the rest                           <faint>pen.ts:12<>
			<faint>     2.00 s  <><name>取得 and o…that wait  <>ends
			"
		`);
		expect(noted(notes, { columns: 60 })).toMatchInlineSnapshot(`
			"
			<faint>           1              2              3<>
			<faint>  1  0.00 s  <><name>bob             <>asks alice to stop   <faint>a request<>
			<faint>  2  1.00 s  <><name>alice           <>hears                <faint>pen.ts:4<>
			<faint>     1.00 s  <><name>alice           <>asks carol to stop
			<faint>  3  2.00 s  <><name>somebod…g name  <>says much about it, so much
			                             that there is little room for
			                             the rest             <faint>pen.ts:12<>
			<faint>     2.00 s  <><name>取得 an…t wait  <>ends
			"
		`);
		expect(noted(notes, { columns: 44 })).toMatchInlineSnapshot(`
			"
			<faint>           1              2              3<>
			<faint>  1  0.00 s  <><name>bob         <>asks alice to stop
			<faint>  2  1.00 s  <><name>alice       <>hears    <faint>pen.ts:4<>
			<faint>     1.00 s  <><name>alice       <>asks carol to stop
			<faint>  3  2.00 s  <><name>someb…name  <>says much about
			                         it, so much that
			                         there is little
			                         room for the rest
			<faint>     2.00 s  <><name>取得 …wait  <>ends
			"
		`);
	});
});
