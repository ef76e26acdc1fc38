import type { Demo } from "../../demos/define-demo.ts";
import { withDefaults } from "../../demos/parameters.ts";
import { promisedOutcome } from "../../demos/program.ts";
import { registry } from "../../demos/registry.ts";
import { sectionTitle } from "../../demos/sections.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import { plainTable, type Row } from "../../text/table.ts";
import { wrapped } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { type LookOptions, viewOptionsOf } from "../display.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { usualTime, usualTimeText } from "../promises.ts";

/** Narrower titles are not worth their lines. */
const LEAST_TITLE = 16;

const HINT = "To see what happens in one: async-lessons run NAME";

export interface ListOptions extends LookOptions {
	readonly json?: boolean;
}

/** Shows the demos by section, with their variants and times. */
export async function list(options: ListOptions, context: Context): Promise<ExitCode> {
	const look = await viewOptionsOf(options, context);
	context.out.write(options.json ? `${JSON.stringify(listDocument(registry))}\n` : listTable(registry, look));
	return EXIT.asPromised;
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

function listTable(demos: readonly Demo[], look: ViewOptions): string {
	const { columns, paint = unpainted } = look;
	const rows = demos.flatMap((demo, index) => [...sectionRows(demos, index, look), demoCells(demo, paint)]);
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
function sectionRows(demos: readonly Demo[], index: number, look: ViewOptions): Row[] {
	const section = demos[index]?.section ?? 0;
	if (section === demos[index - 1]?.section) {
		return [];
	}
	const { paint = unpainted } = look;
	const title = paint("heading", `${section} ${glyphsOf(look).dot} ${sectionTitle(section)}`);
	return index === 0 ? [title, ""] : ["", title, ""];
}
