import { fileURLToPath } from "node:url";
import { registry } from "../../demos/registry.ts";
import { History } from "../../history/history.ts";
import { paragraph } from "../../text/paragraphs.ts";
import { StepBook } from "../../views/steps/book.ts";
import { Stepper } from "../../views/steps/stepper.ts";
import type { FrameOptions, ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf, resizable, rowsOf } from "../display.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { packageUrl } from "../files.ts";
import { findingsFor } from "../lesson/in-python.ts";
import { coursePages, guessText, headingLines, type Page, type PageOptions } from "../lesson/pages.ts";
import { Place } from "../lesson/progress-file.ts";
import { type KeyRequest, Reader } from "../lesson/reader.ts";
import { tried } from "../lesson/try-run.ts";
import { Stage } from "../live/stage.ts";
import type { LessonOptions } from "../options.ts";
import { keepLanguage, keptLanguage } from "../settings.ts";
import { sourcesIn } from "../source/files-here.ts";
import type { Language } from "../source/program.ts";
import { tellNotKept } from "../state-file.ts";
import { stepThrough } from "../step/step-through.ts";
import { holdTerminal } from "../terminal.ts";

/** Reads the course page by page; off a terminal prints all of it. */
export async function lesson(
	section: number | undefined,
	options: LessonOptions,
	context: Context,
): Promise<ExitCode> {
	if (options.python && options.typescript)
		throw new UsageError("lesson takes --python or --typescript, not both");
	if (options.reset) {
		if (section !== undefined) throw new UsageError("lesson takes a section or --reset, not both");
		new Place(context.env).reset();
		context.error.write("The course begins at its beginning again.\n");
		return EXIT.asExpected;
	}
	const display = await displayOf(options, context);
	const pages = coursePages(registry);
	const asked = options.python ? "python" : options.typescript ? "typescript" : null;
	const language = asked ?? keptLanguage(context.env);
	if (options.input === false || !context.canAsk) {
		const chosen = pages.filter((page) => section === undefined || page.section === section);
		await printAll(chosen, { ...display, language, chosenOn: () => null, hasKeys: false }, context);
		return EXIT.asExpected;
	}
	if (asked !== null) keepLanguage(asked, context.env);
	const place = new Place(context.env);
	await read(pages, section, place, language, resizable(display, options, context), context);
	tellNotKept("Your place in the course", place.problem, context.error);
	return EXIT.asExpected;
}

async function printAll(pages: readonly Page[], options: PageOptions, { out }: Context): Promise<void> {
	for (const [index, page] of pages.entries()) {
		const heading = headingLines(page, options.language, options).join("\n");
		const question = (await page.question?.(options.language)) ?? null;
		const guess = question === null ? "" : `\n${guessText(question, null, options)}`;
		out.write(`${index === 0 ? "" : "\n"}${heading}\n\n${await page.text(options)}${guess}`);
	}
}

/**
 * The page to begin with: the first of the section, or the one where the reader stopped; where that is not there any more, the
 * first of its demo.
 */
export function firstPage(pages: readonly Page[], section: number | undefined, kept: string | null): number {
	if (section !== undefined) return pages.findIndex((page) => page.section === section);
	const [demo] = (kept ?? "").split(" ");
	const places = [(page: Page) => page.mark === kept, (page: Page) => page.mark.split(" ")[0] === demo];
	return places.map((isIt) => pages.findIndex(isIt)).find((index) => index >= 0) ?? 0;
}

/** A section that is named is only looked at: the place stays where it was, if there is one. */
async function read(
	pages: readonly Page[],
	section: number | undefined,
	place: Place,
	language: Language,
	display: () => ViewOptions,
	context: Context,
): Promise<void> {
	const { out, input, env } = context;
	const isLook = section !== undefined && place.look() !== null;
	const reader = new Reader(pages, firstPage(pages, section, isLook ? null : place.take()), language);
	let kept = language;
	const stage = new Stage(out, input);
	const frame = (): FrameOptions => ({ ...display(), rows: rowsOf(out) });
	const show = async () => {
		await reader.load(display());
		stage.show(reader.screen(frame()));
	};
	const ending = await holdTerminal(stage, (held) => {
		return new Promise<"stop" | "end">((resolve, reject) => {
			// One key after the other: some of them take a run.
			let done = show();
			const after = (work: () => Promise<void>) => {
				done = done.then(work).catch(reject);
			};
			const onKey = (key: string) => {
				after(async () => {
					const request = reader.press(key, frame());
					if (request?.kind === "stop" || request?.kind === "end") return resolve(request.kind);
					if (request?.kind === "try") await tryOut(request, reader, context);
					if (request?.kind === "step") {
						await stepThrough(await stepperOf(request, reader.language), stage, held, frame);
						listen();
					}
					if (reader.language !== kept) keepLanguage(reader.language, env);
					kept = reader.language;
					await show();
					if (!isLook) place.keep(reader.page.mark);
				});
			};
			const listen = () =>
				stage.listen({
					onKey,
					onInterrupt: held.interrupt,
					onSuspend: held.suspend,
					onShown: () => after(show),
				});
			if (!isLook) place.keep(reader.page.mark);
			listen();
		});
	});
	if (ending === "end" && !isLook) place.leave();
	out.write(paragraph(partingText(ending, reader, pages, isLook), display()));
}

function partingText(
	ending: "stop" | "end",
	reader: Reader,
	pages: readonly Page[],
	isLook: boolean,
): string {
	if (isLook) return "Your place in the course is where it was: async-lessons lesson goes on there.";
	if (ending === "end") return "That was the course. async-lessons quiz asks what you remember.";
	return `Page ${reader.at + 1} of ${pages.length}. async-lessons lesson goes on here.`;
}

async function tryOut(
	{ words, question }: Extract<KeyRequest, { readonly kind: "try" }>,
	reader: Reader,
	context: Context,
): Promise<void> {
	try {
		const text = await tried(words, reader.language, context);
		reader.showTried({ title: `async-lessons run ${words.join(" ")}`, question, text });
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		reader.refuse(error.message);
	}
}

async function stepperOf(
	{ page: { run }, guess }: Extract<KeyRequest, { readonly kind: "step" }>,
	language: Language,
): Promise<Stepper> {
	if (run === undefined) throw new RangeError("there is no run on this page");
	const { recording, history: ran, findings } = await run();
	const { program: name, variant } = recording.header;
	const history =
		language === "python" ? new History({ ...recording, header: { ...recording.header, language } }) : ran;
	// What runs is TypeScript, so of a program that is read in Python no line can be shown.
	const sources = language === "python" ? null : sourcesIn([fileURLToPath(packageUrl("src/demos"))]);
	return new Stepper(
		[{ name, variant, book: new StepBook(history, findingsFor(language, findings)), sources }],
		undefined,
		guess,
	);
}
