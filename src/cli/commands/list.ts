import type { Demo, PromisedTime, Variant } from "../../demos/define-demo.ts";
import { withDefaults } from "../../demos/parameters.ts";
import { promisedOutcome } from "../../demos/program.ts";
import { registry } from "../../demos/registry.ts";
import { sectionTitle } from "../../demos/sections.ts";
import { neverEnds } from "../../history/outcome.ts";
import { jsonText, toMicroseconds } from "../../recording/index.ts";
import { DEFAULT_SEED, Random } from "../../runtime/index.ts";
import { decimals, duration } from "../../text/figures.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import { plainTable, type Row } from "../../text/table.ts";
import { wrapped } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { EXIT, type ExitCode } from "../errors.ts";
import type { ListOptions } from "../options.ts";

/** Narrower titles are not worth their lines. */
const LEAST_TITLE = 16;

const HINT = "To see what happens in one: async-lessons run NAME";

/** Shows the demos by section, with their variants and times. */
export async function list(options: ListOptions, context: Context): Promise<ExitCode> {
	const display = await displayOf(options, context);
	context.out.write(options.json ? `${jsonText(listDocument(registry))}\n` : listTable(registry, display));
	return EXIT.asExpected;
}

function listDocument(demos: readonly Demo[]): unknown {
	return { format: "async-lessons/list", version: 1, demos: demos.map(demoDocument) };
}

function demoDocument(demo: Demo): unknown {
	const { name, section, title, parameters } = demo;
	const variants = demo.variants.map((variant) => ({
		name: variant.name,
		summary: variant.summary,
		elapsed: usualTime(demo, variant),
		outcome: promisedOutcome(variant, withDefaults(demo, {})),
	}));
	const settable = Object.entries(parameters).map(([parameter, facts]) => ({ name: parameter, ...facts }));
	return { name, section, title, variants, parameters: settable };
}

function listTable(demos: readonly Demo[], display: ViewOptions): string {
	const { columns, paint = unpainted } = display;
	const rows = demos.flatMap((demo, index) => [
		...sectionRows(demos, index, display),
		demoCells(demo, paint),
	]);
	const table = plainTable([{}, { atLeast: LEAST_TITLE }, {}, { align: "right" }], rows, columns - 1);
	const hint = wrapped(HINT, columns - 3).map((line) => `  ${line}\n`);
	return `${table}\n${hint.join("")}`;
}

function demoCells(demo: Demo, paint: Paint): string[] {
	const variants = demo.variants.map(({ name }) => name);
	const times = demo.variants.map((variant) => usualTimeText(demo, variant));
	return [paint("name", demo.name), demo.title, variants.join("\n"), times.join("\n")];
}

/** The section's title, before its first demo. */
function sectionRows(demos: readonly Demo[], index: number, display: ViewOptions): Row[] {
	const section = demos[index]?.section ?? 0;
	if (section === demos[index - 1]?.section) {
		return [];
	}
	const { paint = unpainted } = display;
	const title = paint("heading", `${section} ${glyphsOf(display).dot} ${sectionTitle(section)}`);
	return index === 0 ? [title, ""] : ["", title, ""];
}

/** How long a variant promises to take with the demo's own parameters and the usual seed. Nothing is run to find out. */
function usualTime(demo: Demo, variant: Variant): PromisedTime {
	const promised = variant.elapsed(withDefaults(demo, {}), new Random(DEFAULT_SEED));
	return typeof promised === "number" ? toMicroseconds(promised) : promised;
}

/** `2.00 s`; `0.5 to 7.8 s`, where it promises bounds; `deadlock`, where it never ends. */
function usualTimeText(demo: Demo, variant: Variant): string {
	const outcome = promisedOutcome(variant, withDefaults(demo, {}));
	if (neverEnds(outcome)) return outcome;
	const time = usualTime(demo, variant);
	if (typeof time === "number") return duration(time);
	return `${decimals(time.atLeast, 1)} to ${decimals(time.atMost, 1)} s`;
}
