import type { Demo } from "../../demos/define-demo.ts";
import { goodHabits, type Section, sections } from "../../demos/sections.ts";
import { DEFAULT_SEED } from "../../runtime/index.ts";
import { renderRun, type ViewOptions } from "../../timeline/index.ts";
import { unpainted } from "../../timeline/paint.ts";
import type { Job } from "../jobs.ts";
import { silence } from "../progress.ts";
import { paragraph } from "../quiz/question-text.ts";
import { recordJob, viewOf } from "../run-jobs.ts";
import { differencesText } from "../show/differences.ts";
import { signsOf } from "../signs.ts";

/** One page of the course. */
export interface Step {
	/** Where it belongs, for whoever comes back: `fetch`. */
	readonly mark: string;
	readonly section: number;
	/** Made when it is shown, for the width that the terminal has then. */
	readonly text: (look: ViewOptions) => Promise<string>;
}

/** The pages of the course in reading order: each section, and for each of its demos the model, the run, what to take away. */
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
			const { paint = unpainted } = look;
			const heading = paint("heading", `${number} ${signsOf(look).dot} ${title}`);
			return `  ${heading}  ${paint("faint", `about ${minutes} minutes`)}\n\n${paragraph(about, look)}`;
		},
	};
}

function demoSteps(demo: Demo): Step[] {
	const page = (name: string, text: Step["text"]): Step => ({
		mark: `${demo.name} ${name}`,
		section: demo.section,
		text,
	});
	return [
		page("model", async (look) => `${titleText(demo, look)}\n${paragraph(demo.mentalModel, look)}`),
		page("run", (look) => runText(demo, look)),
		page("take-away", async (look) => takeAwayText(demo, look)),
	];
}

function titleText({ name, title }: Demo, look: ViewOptions): string {
	const { paint = unpainted } = look;
	return `  ${paint("heading", name)} ${signsOf(look).dot} ${title}\n`;
}

async function runText(demo: Demo, look: ViewOptions): Promise<string> {
	const job: Job = { demo, variants: demo.variants, parameters: {}, seed: DEFAULT_SEED };
	const view = viewOf(job, await recordJob(job, silence), {});
	const differences = differencesText(demo, look);
	return renderRun(view, { ...look, lines: true }) + (differences === "" ? "" : `\n${differences}`);
}

function takeAwayText({ name, takeAway, next }: Demo, look: ViewOptions): string {
	const { paint = unpainted } = look;
	const tries = next.map(
		({ run, question }) => `  async-lessons run ${run}    ${paint("faint", question)}\n`,
	);
	const source = `  async-lessons show ${name} --both    ${paint("faint", "its source, and the same in Python")}\n`;
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
			const next = `  async-lessons quiz    ${paint("faint", "what has stayed? The closing question is in it")}\n`;
			return `  ${paint("heading", "Good habits")}\n\n${habits.join("")}\n${next}`;
		},
	};
}
