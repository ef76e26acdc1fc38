import { expect, test } from "vitest";
import {
	escapeHtml,
	type PageContent,
	pageBytes,
	pageContent,
	pageHtml,
} from "../../../src/views/page/page.ts";
import { finding } from "../../facts.ts";
import { cancelled, fetchConcurrent } from "../../stories.ts";

const content: PageContent = {
	name: "fetch",
	title: "wait in turn — or not",
	why: "so it is",
	runs: [
		{
			recording: fetchConcurrent(),
			summary: "at once",
			findings: [finding("held-long", "too long", "be quick")],
		},
		{ recording: { ...cancelled(), facts: [], end: null }, summary: "nothing", findings: [] },
		{ recording: cancelled(), summary: "取消", fix: "do not", findings: [] },
	],
	files: [
		{ name: "a.ts", text: "const a = 1;\n" },
		{ name: "b.ts", text: null },
	],
};

test("a page holds its runs and files, and gives them back from wherever its bytes lie", () => {
	const bytes = pageBytes(content);
	const among = new Uint8Array(bytes.length + 10).fill(255);
	among.set(bytes, 3);
	expect([bytes, among.subarray(3, -7)].map(pageContent)).toEqual([content, content]);
});

test("the bytes of a page are a length, so much JSON, and the columns of all runs", () => {
	const bytes = pageBytes(content);
	const length = new DataView(bytes.buffer).getUint32(0);
	const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
	const columns: number[] = head.runs.flatMap((run: { packed: { columns: number[] } }) => run.packed.columns);
	expect(bytes.length).toBe(4 + length + columns.reduce((sum, column) => sum + column, 0));
	expect(head.why).toBe("so it is");
});

test("a page may hold no run at all", () => {
	const empty = { ...content, runs: [] };
	expect(pageContent(pageBytes(empty))).toEqual(empty);
});

test("the page's own text stands in the viewer as it is, not as markup", () => {
	const viewer =
		"<title><!--title--></title><h1><!--title--></h1><p><!--summary--></p><script><!--data--></script>";
	const page = pageHtml(viewer, { ...content, name: "a & b", title: '<i>"$&"' }, "$1 < $2", "abc$&+/=");
	expect(page).toBe(
		"<title>a &amp; b: &lt;i&gt;&quot;$&amp;&quot; · async-lessons</title>" +
			"<h1>a &amp; b: &lt;i&gt;&quot;$&amp;&quot; · async-lessons</h1>" +
			"<p>$1 &lt; $2</p><script>abc$&+/=</script>",
	);
	expect(pageHtml("<!--title-->", { ...content, title: "" }, "", "")).toBe("fetch · async-lessons");
	expect(escapeHtml("plain 'text'")).toBe("plain 'text'");
});
