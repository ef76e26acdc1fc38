import { expect, test } from "vitest";
import { renderSvg } from "../../src/views/svg/render-svg.ts";
import { actor, life, runView, stretch, timeline, variant } from "./by-hand.ts";

test("a picture is drawn word by word on the cells of its signs, with what screen readers say", () => {
	const lanes = [
		actor({
			label: '取 <a> & "b"',
			segments: [stretch("waiting", 0, 4), stretch("cleaning-up", 4, 9)],
			lives: [life(0, 9, "cancelled")],
			delivered: [4],
		}),
	];
	const view = runView([variant({ name: "a  b", timeline: timeline({ lanes }), fix: "do <not>" })], {
		name: "x&y",
		title: '"a\n<b>"',
	});
	const svg = renderSvg(view, { columns: 10, ascii: true });
	expect(svg.replace(/<style>[\s\S]*<\/defs>/, "…")).toMatchInlineSnapshot(`
		"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 344 222" width="344" height="222" role="img" aria-labelledby="title desc">
		<title id="title">x&amp;y: &quot;a &lt;b&gt;&quot;</title>
		<desc id="desc">x&amp;y: &quot;a &lt;b&gt;&quot;.

		Variant a b. It took 10 seconds.

		取 &lt;a&gt; &amp; &quot;b&quot; started at 0 seconds, waited 4 seconds for , was told to stop at 4 seconds, cleaned up
		for 5 seconds, and was cancelled at 9 seconds.

		The fix: do &lt;not&gt;.</desc>
		…
		<rect class="back" x=".5" y=".5" width="343" height="221" rx="6"/>
		<g class="heading"><text x="28" y="25" textLength="24">x&amp;y</text></g><g class="plain"><text x="60" y="25" textLength="72">· &quot;a &lt;b&gt;&quot;</text></g>
		<g class="heading"><text x="28" y="61" textLength="8">A</text><text x="52" y="61" textLength="8">B</text><text x="268" y="61" textLength="56">10.00 s</text></g>
		<g class="faint"><text x="132" y="79" textLength="8">0</text><text x="220" y="79" textLength="8">5</text></g>
		<g class="faint"><path class="s" d="M136 84V102M136 93H140"/><path class="s" d="M140 93H220"/><path class="s" d="M220 93H228M224 89V97"/><path class="s" d="M228 93H308"/><path class="s" d="M308 93H312M312 89V97"/></g>
		<g class="name"><text x="28" y="115" textLength="88">取 &lt;a…&amp; &quot;b&quot;</text></g><g class="waiting"><rect x="132" y="109.5" width="64" height="3"/></g><g class="cancelled"><path d="M196 107H204L200 115Z"/></g><g class="cleaning"><path class="s" d="M204 108.5H284M204 113.5H284"/></g><g class="cancelled"><path class="s" d="M288 107.5a3.5 3.5 0 1 0 .01 0M285.6 113.4L290.4 108.6"/></g>
		<g class="good"><text x="28" y="151" textLength="24">Fix</text></g><g class="plain"><text x="84" y="151" textLength="72">Do &lt;not&gt;.</text></g>
		<g class="waiting"><rect x="28" y="181.5" width="8" height="3"/></g><g class="faint"><text x="44" y="187" textLength="96">timer or I/O</text></g><g class="cancelled"><path d="M156 179H164L160 187Z"/></g><g class="faint"><text x="172" y="187" textLength="120">is told to stop</text></g>
		<g class="cleaning"><path class="s" d="M28 198.5H36M28 203.5H36"/></g><g class="faint"><text x="44" y="205" textLength="168">told to stop, goes on</text></g><g class="cancelled"><path class="s" d="M232 197.5a3.5 3.5 0 1 0 .01 0M229.6 203.4L234.4 198.6"/></g><g class="faint"><text x="244" y="205" textLength="72">cancelled</text></g>
		</svg>
		"
	`);
});
