// The pages of the course.

import type { Demo } from "../../demos/define-demo.ts";
import type { Question } from "../../demos/questions/evidence.ts";
import { guessOf } from "../../demos/questions/predictions.ts";
import { type Section, sections } from "../../demos/sections.ts";
import { type Exercise, wordsIn } from "../../exercises/exercise.ts";
import { exercises } from "../../exercises/registry.ts";
import { DEFAULT_SEED } from "../../runtime/index.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { commandText, paintedParagraph, paragraph } from "../../text/paragraphs.ts";
import { textWidth } from "../../text/width.ts";
import { renderClosing, renderVariant } from "../../views/render.ts";
import type { ViewOptions } from "../../views/view.ts";
import { Interruption } from "../interruption.ts";
import { silence } from "../progress.ts";
import { answerText } from "../question-text.ts";
import { type Run, recordJob, viewOf } from "../runs.ts";
import { differencesText } from "../source/differences.ts";
import { listingText } from "../source/listing.ts";
import { numbersText } from "../source/of-runs.ts";
import { type Language, programOfVariant } from "../source/program.ts";
import type { Job } from "../sources.ts";
import { recapText, startText } from "./frame-pages.ts";
import { questionFor, viewFor, wordsFor } from "./in-python.ts";

/** How a page is shown. */
export interface PageOptions extends ViewOptions {
	readonly language: Language;
	/** The choice that was made on the page with this mark; null: none. */
	readonly chosenOn: (mark: string) => number | null;
	/** Whether keys do something on it. */
	readonly hasKeys: boolean;
}

/** One page of the course. */
export interface Page {
	/** Names the page in the file that keeps the progress: `fetch run`. */
	readonly mark: string;
	readonly section: number;
	/** What stays above it while it scrolls. */
	readonly name: string;
	/** May be empty, as the two below. */
	readonly title: string;
	readonly remark: string;
	readonly subject: string;
	/** Made when it is shown, for the width that the terminal has then. */
	readonly text: (options: PageOptions) => Promise<string>;
	/** What is asked at its end. */
	readonly question?: (language: Language) => Promise<Question | null>;
	/** The run that is drawn on it. */
	readonly run?: () => Promise<Run>;
	/** Whose runs can be tried on it, with other numbers. */
	readonly demo?: Demo;
	/** Whether a program stands on it, which may be shown in the other language. */
	readonly hasProgram?: boolean;
}

/** All pages in reading order. */
export function coursePages(demos: readonly Demo[]): Page[] {
	const [name, title] = ["async-lessons", "see asynchronous programming"];
	const start: Page = {
		mark: "start",
		section: 1,
		name,
		title,
		remark: `${sections.length} sections`,
		subject: "",
		text: async (options) => startText(options, options.language),
		hasProgram: true,
	};
	const recap: Page = {
		mark: "recap",
		section: sections.length,
		name,
		title,
		remark: "the end",
		subject: "",
		text: async (options) => recapText(options, options.language),
	};
	return [start, ...sections.flatMap((section) => sectionPages(section, demos)), recap];
}

function sectionPages(section: Section, demos: readonly Demo[]): Page[] {
	const own = demos.filter((demo) => demo.section === section.number);
	return own.flatMap((demo, index) => demoPages(demo, index === 0 ? section : null));
}

/** The pages of a demo, one after the other. `opened`: the section that begins with it. */
function demoPages(demo: Demo, opened: Section | null): Page[] {
	const runs = runsOf(demo);
	return [
		storyPage(demo, opened),
		...demo.variants.flatMap((_, index) => [programPage(demo, index, runs), runPage(demo, index, runs)]),
		...(demo.variants.some(({ rightVariant }) => rightVariant !== undefined)
			? [
					{
						...pageOf(demo, "difference", "how it is mended"),
						text: async (options: PageOptions) => differencesText(demo, options.language, options),
					},
				]
			: []),
		whyPage(demo, runs),
		...exercises.filter(({ after }) => after === demo.name).map((exercise) => exercisePage(demo, exercise)),
	];
}

function pageOf({ name, title, section }: Demo, mark: string, subject: string): Omit<Page, "text"> {
	return {
		mark: `${name} ${mark}`,
		section,
		name,
		title,
		remark: `section ${section} of ${sections.length}`,
		subject,
	};
}

/** A section and its first story share a page. */
function storyPage(demo: Demo, opened: Section | null): Page {
	const page = pageOf(demo, "model", "the story");
	if (opened === null) return { ...page, text: async (options) => paragraph(demo.mentalModel, options) };
	const { number, title, minutes, about } = opened;
	return {
		...page,
		name: `Section ${number}`,
		title,
		remark: `about ${minutes} minutes`,
		subject: "",
		text: async (options) => {
			const heading = paintedParagraph(nameAndTitle(demo, options), "heading", options);
			return `${paragraph(about, options)}\n${heading}\n${paragraph(demo.mentalModel, options)}`;
		},
	};
}

/** The runs of a demo, made when the first of them is needed. */
type RunsOf = () => Promise<{ readonly job: Job; readonly runs: readonly Run[] }>;

function runsOf(demo: Demo): RunsOf {
	const job: Job = { demo, variants: demo.variants, parameters: {}, seed: DEFAULT_SEED };
	let made: Promise<Run[]> | undefined;
	return async () => {
		made ??= recordJob(job, silence, new Interruption());
		return { job, runs: await made };
	};
}

function nth(name: string, index: number): string {
	return index === 0 ? name : `${name} ${index + 1}`;
}

/** What a variant runs, its numbers, and the question what will come of it. */
function programPage(demo: Demo, index: number, runs: RunsOf): Page {
	const { name, summary } = demo.variants[index] ?? demo.variants[0];
	return {
		...pageOf(demo, nth("program", index), `${name}: ${summary}`),
		hasProgram: true,
		text: async (options) => {
			const whole = programOfVariant(demo, name, options.language);
			const before = demo.variants.slice(0, index).flatMap((variant) => {
				return programOfVariant(demo, variant.name, options.language).blocks.map(({ line }) => line);
			});
			const blocks = whole.blocks.filter(({ line }) => !before.includes(line));
			const left =
				blocks.length < whole.blocks.length
					? `\n${paintedParagraph("Functions shown before are left out.", "faint", options)}`
					: "";
			// A comment may say what is to be guessed.
			const own = { ...whole, title: "", blocks };
			const listing = await listingText(own, { ...options, withoutComments: true });
			const named = (name: string) => wordsFor(options.language, name);
			const numbers = numbersText(demo, {}, [whole], options, named);
			return `${listing}${left}${numbers === "" ? "" : `\n${numbers}`}`;
		},
		question: (language) => questionOf(demo, index, runs, language),
	};
}

async function questionOf(
	demo: Demo,
	index: number,
	made: RunsOf,
	language: Language,
): Promise<Question | null> {
	const { runs } = await made();
	const [run, variant] = [runs[index], demo.variants[index]];
	const question =
		run === undefined || variant === undefined ? null : guessOf(demo.name, variant.name, run, runs);
	return question === null ? null : questionFor(language, question);
}

/** The picture of a variant on the axis of all, below what was guessed, and above what is right. */
function runPage(demo: Demo, index: number, made: RunsOf): Page {
	return {
		...pageOf(demo, nth("run", index), `the run of ${demo.variants[index]?.name}`),
		demo,
		run: async () => {
			const run = (await made()).runs[index];
			if (run === undefined) throw new RangeError(`${demo.name} has no run ${index}`);
			return run;
		},
		text: async (options) => {
			const { job, runs } = await made();
			const picture = renderVariant(viewFor(options.language, viewOf(job, runs, {})), index, {
				...options,
				lines: true,
				namesOptions: false,
			});
			const [question, run] = [await questionOf(demo, index, made, options.language), runs[index]];
			if (question === null || run === undefined) return picture;
			const answer = (chosen: number | null) =>
				answerText(question, run, chosen, options, options.language !== "python");
			// Without keys it stands on the page before, with nothing between.
			if (!options.hasKeys) return `${picture}\n${answer(null)}`;
			const chosen = options.chosenOn(`${demo.name} ${nth("program", index)}`);
			const said = chosen === null ? "" : ` You say: ${question.choices[chosen]}`;
			const asked = paintedParagraph(`${question.text}${said}`, "waiting", options);
			return `${asked}\n${picture}\n${answer(chosen)}`;
		},
	};
}

/** What the runs show together, what to take away, and what to try. */
function whyPage(demo: Demo, made: RunsOf): Page {
	return {
		...pageOf(demo, "why", "why, what to take away, and what to try"),
		demo,
		text: async (options) => {
			const { job, runs } = await made();
			const view = viewFor(options.language, viewOf(job, runs, {}));
			// What to try is below.
			const closing = renderClosing({ ...view, demo: { ...view.demo, next: [] } }, options);
			return `${closing}\n${takeAwayText(demo, options)}`;
		},
	};
}

function takeAwayText({ name, takeAway, next }: Demo, options: PageOptions): string {
	const { paint = unpainted, hasKeys } = options;
	const tries = next.map(({ run, question }, index) =>
		commandText(`${hasKeys ? `${index + 1}  ` : ""}async-lessons run ${run}`, question, options),
	);
	const all = commandText(
		`${hasKeys ? "   " : ""}async-lessons show ${name} --both`,
		options.language === "python"
			? "its program, and the same in TypeScript"
			: "its program, and the same in Python",
		options,
	);
	return `  ${paint("good", "Take away")}\n${paragraph(wordsFor(options.language, takeAway), options)}\n  ${paint("heading", "Try")}\n${tries.join("")}${all}`;
}

/** A program to mend that wants what the demo has shown. */
function exercisePage(demo: Demo, { name, title, story, task }: Exercise): Page {
	return {
		...pageOf(demo, `exercise ${name}`, "now you"),
		text: async (options) => {
			const language = options.language === "python" ? "python" : "javascript";
			const command = commandText(
				`async-lessons exercise ${name} --watch`,
				"in another window: writes the program, and checks it at each save",
				options,
			);
			const heading = paintedParagraph(`Now you: ${title}`, "good", options);
			const words = [wordsIn(language, story), wordsIn(language, task)];
			return `${heading}${words.map((text) => `${paragraph(text, options)}\n`).join("")}${command}`;
		},
	};
}

/** A page above which its heading stands: its title, which page of how many it is, and what it shows. */
export function headingLines(page: Page, language: Language, options: ViewOptions): string[] {
	const { columns, paint = unpainted } = options;
	const lines = paragraph(nameAndTitle(page, options), options).trimEnd().split("\n");
	const heading = lines.map((line) => paint("heading", line));
	const [last = ""] = lines.slice(-1);
	const room = Math.min(columns, 80) - 1 - textWidth(last) - textWidth(page.remark);
	if (room >= 2 && page.remark !== "")
		heading[heading.length - 1] += " ".repeat(room) + paint("faint", page.remark);
	const words = wordsFor(language, page.subject);
	const subject = words === "" ? [] : [paintedParagraph(words, "faint", options).trimEnd()];
	return [...heading, ...subject.flatMap((text) => text.split("\n"))];
}

function nameAndTitle({ name, title }: Pick<Page, "name" | "title">, options: ViewOptions): string {
	return title === "" ? name : `${name} ${glyphsOf(options).dot} ${title}`;
}

/** A question with its choices; the one that was chosen is marked. */
export function guessText({ text, choices }: Question, chosen: number | null, options: ViewOptions): string {
	const { paint = unpainted, ascii = false } = options;
	const cursor = ascii ? ">" : "❯";
	const list = choices.map((choice, index) => {
		const lead = `   ${index === chosen ? cursor : " "} ${index + 1}  `;
		const line = lead + paragraph(choice, options, lead.length).trimStart();
		return index === chosen ? line.replaceAll(/\S.*/g, (part) => paint("waiting", part)) : line;
	});
	return `${paintedParagraph(text, "heading", options)}${list.join("")}`;
}
