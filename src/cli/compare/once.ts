import { count, duration, factorText } from "../../text/figures.ts";
import { type Glyphs, glyphsOf } from "../../text/glyphs.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import { type Column, plainTable, type Row } from "../../text/table.ts";
import { hasEnded } from "../../views/outcome.ts";
import { factorOf } from "../../views/speedup.ts";
import type { ViewOptions } from "../../views/view.ts";
import { recordJob } from "../runs.ts";
import type { Job } from "../sources.ts";
import {
	type Comparison,
	demoCell,
	factText,
	type Measure,
	measured,
	rowOf,
	variantCell,
} from "./measure.ts";

/** Compares the variants of each demo by one run of each. */
export function compareOnce(jobs: readonly Job[]): Comparison {
	return async (look, progress) => {
		const demos: Measure[][] = [];
		for (const job of jobs) {
			demos.push(measured(await recordJob(job, progress)));
		}
		const all = demos.flat();
		return {
			text: compareTable(demos, look),
			rows: all.map(rowOf),
			asPromised: all.every(({ asPromised }) => asPromised),
		};
	};
}

/** A column of the table: its heading, and what it says of a measure; empty where it says nothing. */
interface Entry extends Column {
	readonly heading: string;
	readonly text: (measure: Measure, paint: Paint, glyphs: Glyphs) => string;
}

const ENTRIES: readonly Entry[] = [
	{ heading: "", text: variantCell },
	{ heading: "time", align: "right", text: timeText },
	{ heading: "", text: factorCell },
	{ heading: "saved", align: "right", text: savedText },
	{ heading: "at once", align: "right", text: ({ mostAtOnce }) => count(mostAtOnce) },
	{ heading: "", atLeast: 14, text: factsText },
];

/** The measures of each demo under its name. Columns that would be empty are left out. */
export function compareTable(demos: readonly (readonly Measure[])[], look: ViewOptions): string {
	const { columns, paint = unpainted } = look;
	const glyphs = glyphsOf(look);
	const all = demos.flat();
	const entries = ENTRIES.filter(({ text }) =>
		all.some((measure) => text(measure, unpainted, glyphs) !== ""),
	);
	const head = entries.map(({ heading }) => paint("faint", heading));
	const rows = demos.flatMap((measures): Row[] => [
		demoCell(measures[0], paint),
		...measures.map((measure) => entries.map(({ text }) => text(measure, paint, glyphs))),
	]);
	return plainTable(entries, [head, ...rows], columns - 1);
}

function timeText({ elapsed, outcome }: Measure, paint: Paint): string {
	return hasEnded(outcome) ? duration(elapsed) : paint("bad", outcome);
}

/** The first variant is what the others are compared with, and has nothing to say here. */
function factorCell({ compared }: Measure, paint: Paint, { times }: Glyphs): string {
	const factor = compared && factorOf(compared);
	if (!factor) return "";
	const text = `${factorText(factor.factor)}${times} ${factor.word}`;
	return factor.word === "faster" ? paint("good", text) : text;
}

function savedText({ compared }: Measure): string {
	return compared === null || compared.saved <= 0 ? "" : duration(compared.saved);
}

function factsText({ facts }: Measure): string {
	return Object.entries(facts)
		.map(([name, value]) => factText(name, value))
		.join(", ");
}
