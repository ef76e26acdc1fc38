// The colours of a picture, for light and dark backgrounds. Shapes differ first: solid, hatched, dotted, line.

interface Tones {
	readonly back: string;
	readonly edge: string;
	readonly plain: string;
	readonly faint: string;
	readonly waiting: string;
	readonly held: string;
	readonly cancelled: string;
	readonly failed: string;
}

const LIGHT: Tones = {
	back: "#ffffff",
	edge: "#d0d7de",
	plain: "#1f2328",
	faint: "#656d76",
	waiting: "#0b7a8f",
	held: "#9a6700",
	cancelled: "#a0309b",
	failed: "#cf222e",
};

const DARK: Tones = {
	back: "#0d1117",
	edge: "#30363d",
	plain: "#e6edf3",
	faint: "#8d96a0",
	waiting: "#56d4dd",
	held: "#e3b341",
	cancelled: "#e28ce0",
	failed: "#ff7b72",
};

function rules(tones: Tones): string {
	return [
		`.back{fill:${tones.back};stroke:${tones.edge}}`,
		`.plain,.running,.heading,.name,.good{fill:${tones.plain};stroke:${tones.plain}}`,
		`.faint,.awaiting{fill:${tones.faint};stroke:${tones.faint}}`,
		`.waiting{fill:${tones.waiting};stroke:${tones.waiting}}`,
		`.ready,.blocked{fill:${tones.held};stroke:${tones.held}}`,
		`.cancelled,.cleaning{fill:${tones.cancelled};stroke:${tones.cancelled}}`,
		`.failed,.bad{fill:${tones.failed};stroke:${tones.failed}}`,
		`#slant path,#dots circle{stroke:${tones.held};fill:${tones.held}}`,
	].join("");
}

const FONT = "13.33px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";

export const STYLE = [
	"<style>",
	`text{font:${FONT};white-space:pre;stroke:none}`,
	"rect,path{stroke:none}.back{stroke-width:1}.s{fill:none;stroke:inherit;stroke-width:1.5}.s.d{stroke-dasharray:2.5 1.5}",
	".heading text,.name text,.good text,.bad text{font-weight:600}",
	rules(LIGHT),
	`@media (prefers-color-scheme:dark){${rules(DARK)}}`,
	"</style>",
	'<defs><pattern id="slant" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M-1 5L5 -1M-1 1L1 -1M3 5L5 3" stroke-width="1.2"/></pattern>',
	'<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r=".8" stroke="none"/></pattern></defs>',
].join("\n");
