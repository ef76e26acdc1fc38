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
import type { RunView, ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { EXIT, type ExitCode, Interrupted, UsageError } from "../errors.ts";
import { isSaved, isScript } from "../file-names.ts";
import { Interruption } from "../interruption.ts";
import { demoPage } from "../list/one-demo.ts";
import { quoted } from "../option-values.ts";
import type { ListOptions } from "../options.ts";
import { silence } from "../progress.ts";
import { recordJob, viewOf } from "../runs.ts";
import { closeAll, jobsOf } from "../sources.ts";

/** Narrower titles are not worth their lines. */
const LEAST_TITLE = 16;

const HINT = "More of one: async-lessons list NAME, async-lessons run NAME";

/** Shows the demos by section, with their variants and times; or one of them, with its numbers. */
export async function list(
	name: string | undefined,
	options: ListOptions,
	context: Context,
): Promise<ExitCode> {
	const display = await displayOf(options, context);
	if (name !== undefined) return listOne(name, options, display, context);
	context.out.write(options.json ? `${jsonText(listDocument(registry))}\n` : listTable(registry, display));
	return EXIT.asExpected;
}

/** What a variant comes to is known when it has been run. */
async function listOne(
	name: string,
	options: ListOptions,
	display: ViewOptions,
	context: Context,
): Promise<ExitCode> {
	if (isScript(name) || isSaved(name)) {
		throw new UsageError(
			`list takes a demo, not ${quoted(name)}; "async-lessons run ${name}" shows its runs`,
		);
	}
	const interruption = new Interruption();
	const jobs = await jobsOf([name], {}, context, interruption);
	try {
		for (const job of jobs) {
			const runs = await recordJob(job, silence, interruption);
			if (interruption.happened) throw new Interrupted();
			const view = viewOf(job, runs, {});
			context.out.write(
				options.json ? `${jsonText(oneDocument(job.demo, view))}\n` : demoPage(job.demo, view, display),
			);
		}
	} finally {
		closeAll(jobs);
	}
	return EXIT.asExpected;
}

function oneDocument(demo: Demo, { variants }: RunView): unknown {
	const { name, section, title } = demo;
	const shown = variants.map(({ name, summary, work, measure, timeline: { elapsed, outcome } }) => ({
		name,
		summary,
		elapsed,
		outcome: outcome.kind,
		work,
		measure,
	}));
	return {
		format: "async-lessons/demo",
		version: 1,
		name,
		section,
		title,
		variants: shown,
		parameters: settable(demo),
	};
}

function settable({ parameters }: Demo): unknown {
	return Object.entries(parameters).map(([parameter, facts]) => ({ name: parameter, ...facts }));
}

function listDocument(demos: readonly Demo[]): unknown {
	return { format: "async-lessons/list", version: 1, demos: demos.map(demoDocument) };
}

function demoDocument(demo: Demo): unknown {
	const { name, section, title } = demo;
	const variants = demo.variants.map((variant) => ({
		name: variant.name,
		summary: variant.summary,
		elapsed: usualTime(demo, variant),
		outcome: promisedOutcome(variant, withDefaults(demo, {})),
	}));
	return { name, section, title, variants, parameters: settable(demo) };
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
