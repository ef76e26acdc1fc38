import type { Demo } from "../../demos/define-demo.ts";
import { goodHabits, type Section, sections } from "../../demos/sections.ts";
import { DEFAULT_SEED } from "../../runtime/index.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { commandText, paragraph } from "../../text/paragraphs.ts";
import { textWidth, wrapped } from "../../text/width.ts";
import { renderClosing, renderHeading, renderVariant } from "../../views/render.ts";
import type { RunView, ViewOptions } from "../../views/view.ts";
import { Interruption } from "../interruption.ts";
import { silence } from "../progress.ts";
import { type Run, recordJob, viewOf } from "../runs.ts";
import { differencesText } from "../source/differences.ts";
import type { Job } from "../sources.ts";

/** One page of the course. */
export interface Step {
	/** Names the step in the file that keeps the progress: `fetch run`. */
	readonly mark: string;
	readonly section: number;
	/** Made when it is shown, for the width that the terminal has then. */
	readonly text: (display: ViewOptions) => Promise<string>;
}

/** The pages of the course in reading order: each section, and for each of its demos the model, every variant, what they show together, what to take away. */
export function courseSteps(demos: readonly Demo[]): Step[] {
	return sections.flatMap((section) => {
		const own = demos.filter((demo) => demo.section === section.number);
		const isLast = section === sections.at(-1);
		return [sectionStep(section), ...own.flatMap(demoSteps), ...(isLast ? [recapStep(section)] : [])];
	});
}

function sectionStep(section: Section): Step {
	const { number, title, minutes, about } = section;
	return {
		mark: `section ${number}`,
		section: number,
		text: async (display) => {
			const time = `about ${minutes} minutes`;
			const heading = headingText(String(number), title, time, display);
			return `${heading}\n${paragraph(about, display)}`;
		},
	};
}

function demoSteps(demo: Demo): Step[] {
	const page = (name: string, text: Step["text"]): Step => ({
		mark: `${demo.name} ${name}`,
		section: demo.section,
		text,
	});
	const runs = runsOf(demo);
	return [
		page("model", async (display) => {
			const heading = headingText(demo.name, demo.title, "", display);
			return `${heading}\n${paragraph(demo.mentalModel, display)}`;
		}),
		...demo.variants.map((_, index) =>
			page(index === 0 ? "run" : `run ${index + 1}`, async (display) =>
				variantText(await runs(), index, display),
			),
		),
		page("comparison", async (display) => comparisonText(await runs(), display)),
		...(demo.variants.some(({ rightVariant }) => rightVariant !== undefined)
			? [page("difference", async (display) => foldedDifferences(demo, display))]
			: []),
		page("take-away", async (display) => takeAwayText(demo, display)),
	];
}

/** The runs of a demo, made when the first of its pages is shown. */
function runsOf(demo: Demo): () => Promise<RunView> {
	const job: Job = { demo, variants: demo.variants, parameters: {}, seed: DEFAULT_SEED };
	let made: Promise<Run[]> | undefined;
	return async () => {
		made ??= recordJob(job, silence, new Interruption());
		return viewOf(job, await made, {});
	};
}

/** `6 · Monitoring and debugging  about 5 minutes`, on more lines where it does not fit. */
function headingText(name: string, title: string, remark: string, display: ViewOptions): string {
	const { columns, paint = unpainted } = display;
	const whole = `${name} ${glyphsOf(display).dot} ${title}`;
	const [first = "", ...rest] = wrapped(whole, columns - 3).map((line) => paint("heading", line));
	const isOneLine = remark !== "" && textWidth(whole) + textWidth(remark) + 4 < columns;
	const lines = isOneLine
		? [`${first}  ${paint("faint", remark)}`]
		: [first, ...rest, ...(remark === "" ? [] : [paint("faint", remark)])];
	return lines.map((line) => `  ${line}\n`).join("");
}

/** One variant alone, on the axis of all; the first one has the demo's heading. */
function variantText(view: RunView, index: number, display: ViewOptions): string {
	const heading = index === 0 ? `${renderHeading(view, display)}\n` : "";
	return heading + renderVariant(view, index, { ...display, lines: true });
}

/** What to try next is on the page after it. */
function comparisonText(view: RunView, display: ViewOptions): string {
	return renderClosing({ ...view, demo: { ...view.demo, next: [] } }, display);
}

function takeAwayText({ name, takeAway, next }: Demo, display: ViewOptions): string {
	const { paint = unpainted } = display;
	const tries = next.map(({ run, question }) => commandText(`async-lessons run ${run}`, question, display));
	const show = `async-lessons show ${name} --both`;
	const source = commandText(show, "its source, and the same in Python", display);
	return `  ${paint("good", "Take away")}\n${paragraph(takeAway, display)}\n  ${paint("heading", "Try")}\n${tries.join("")}${source}`;
}

function recapStep({ number }: Section): Step {
	return {
		mark: "recap",
		section: number,
		text: async (display) => {
			const { paint = unpainted } = display;
			const habits = goodHabits.map(
				(habit) => `  ${glyphsOf(display).dot} ${paragraph(habit, display, 4).trimStart()}`,
			);
			const next = commandText(
				"async-lessons quiz",
				"what do you remember? The closing question is one of them",
				display,
			);
			return `  ${paint("heading", "Good habits")}\n\n${habits.join("")}\n${next}`;
		},
	};
}

/** How the wrong variants of a demo differ from the right ones, with no line wider than the page. */
function foldedDifferences(demo: Demo, display: ViewOptions): string {
	const lines = differencesText(demo, { ...display, paint: unpainted }).split("\n");
	return lines
		.flatMap((line) => folded(line, display.columns).map((part) => painted(part, display)))
		.join("\n");
}

/** A line that goes on keeps its mark, and stands in deeper. */
function folded(line: string, columns: number): string[] {
	const [, lead = "", code = ""] = /^(.{4}\s*)(.*)$/.exec(line) ?? [];
	if (textWidth(line) < columns || code === "") {
		return [line];
	}
	const margin = lead.slice(0, Math.floor(columns / 2) - 4);
	const room = columns - 1 - textWidth(margin) - 4;
	return wrapped(code, room).map((part, index) => margin + (index === 0 ? "" : "    ") + part);
}

function painted(line: string, { paint = unpainted }: ViewOptions): string {
	const mark = line.slice(2, 4).trimEnd();
	if (mark === "") {
		return line;
	}
	return paint(mark === "-" ? "bad" : mark === "+" ? "good" : "heading", line);
}
