import type { Demo } from "../../demos/define-demo.ts";
import { goodHabits, type Section, sections } from "../../demos/sections.ts";
import type { Recording } from "../../recording/recording.ts";
import { DEFAULT_SEED } from "../../runtime/index.ts";
import {
	type RunView,
	renderClosing,
	renderHeading,
	renderVariant,
	type ViewOptions,
	wrapped,
} from "../../timeline/index.ts";
import { unpainted } from "../../timeline/paint.ts";
import type { Job } from "../jobs.ts";
import { silence } from "../progress.ts";
import { paragraph } from "../quiz/question-text.ts";
import { recordJob, viewOf } from "../run-jobs.ts";
import { signsOf } from "../signs.ts";
import { commandText } from "./command-text.ts";
import { foldedDifferences } from "./folded-differences.ts";

/** One page of the course. */
export interface Step {
	/** Where it belongs, for whoever comes back: `fetch`. */
	readonly mark: string;
	readonly section: number;
	/** Made when it is shown, for the width that the terminal has then. */
	readonly text: (look: ViewOptions) => Promise<string>;
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
		text: async (look) => {
			const time = `about ${minutes} minutes`;
			const heading = headingText(String(number), title, time, look);
			return `${heading}\n${paragraph(about, look)}`;
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
		page("model", async (look) => {
			const heading = headingText(demo.name, demo.title, "", look);
			return `${heading}\n${paragraph(demo.mentalModel, look)}`;
		}),
		...demo.variants.map((_, index) =>
			page(index === 0 ? "run" : `run ${index + 1}`, async (look) => variantText(await runs(), index, look)),
		),
		page("comparison", async (look) => renderClosing(await runs(), look)),
		...(demo.variants.some(({ rightVariant }) => rightVariant !== undefined)
			? [page("difference", async (look) => foldedDifferences(demo, look))]
			: []),
		page("take-away", async (look) => takeAwayText(demo, look)),
	];
}

/** The runs of a demo, made when the first of its pages is shown. */
function runsOf(demo: Demo): () => Promise<RunView> {
	const job: Job = { demo, variants: demo.variants, parameters: {}, seed: DEFAULT_SEED };
	let recordings: Promise<Recording[]> | undefined;
	return async () => {
		recordings ??= recordJob(job, silence);
		return viewOf(job, await recordings, {});
	};
}

/** `6 · Monitoring and debugging  about 5 minutes`, on more lines where it does not fit. */
function headingText(name: string, title: string, remark: string, look: ViewOptions): string {
	const { columns, paint = unpainted } = look;
	const whole = `${name} ${signsOf(look).dot} ${title}`;
	const [first = "", ...rest] = wrapped(whole, columns - 3).map((line) => paint("heading", line));
	const isOneLine = remark !== "" && whole.length + remark.length + 4 < columns;
	const lines = isOneLine
		? [`${first}  ${paint("faint", remark)}`]
		: [first, ...rest, ...(remark === "" ? [] : [paint("faint", remark)])];
	return lines.map((line) => `  ${line}\n`).join("");
}

/** One variant alone, on the axis of all; the first one has the demo's heading. */
function variantText(view: RunView, index: number, look: ViewOptions): string {
	const heading = index === 0 ? `${renderHeading(view, look)}\n` : "";
	return heading + renderVariant(view, index, { ...look, lines: true });
}

function takeAwayText({ name, takeAway, next }: Demo, look: ViewOptions): string {
	const { paint = unpainted } = look;
	const tries = next.map(({ run, question }) => commandText(`async-lessons run ${run}`, question, look));
	const show = `async-lessons show ${name} --both`;
	const source = commandText(show, "its source, and the same in Python", look);
	return `  ${paint("good", "Take away")}\n${paragraph(takeAway, look)}\n  ${paint("heading", "Try")}\n${tries.join("")}${source}`;
}

function recapStep({ number }: Section): Step {
	return {
		mark: "recap",
		section: number,
		text: async (look) => {
			const { paint = unpainted } = look;
			const habits = goodHabits.map(
				(habit) => `  ${signsOf(look).dot} ${paragraph(habit, look, 4).trimStart()}`,
			);
			const next = commandText("async-lessons quiz", "what has stayed? The closing question is in it", look);
			return `  ${paint("heading", "Good habits")}\n\n${habits.join("")}\n${next}`;
		},
	};
}
