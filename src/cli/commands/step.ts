import { duration } from "../../text/figures.ts";
import { paragraph } from "../../text/paragraphs.ts";
import { StepBook } from "../../views/steps/book.ts";
import { guessAt, QUESTION } from "../../views/steps/guess.ts";
import type { StepScreen } from "../../views/steps/screen.ts";
import { Stepper } from "../../views/steps/stepper.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf, resizable, rowsOf } from "../display.ts";
import { EXIT, type ExitCode, Interrupted, UsageError } from "../errors.ts";
import { Interruption } from "../interruption.ts";
import { Stage } from "../live/stage.ts";
import type { StepOptions } from "../options.ts";
import { progressOn } from "../progress.ts";
import { recordJob } from "../runs.ts";
import { sourcesIn } from "../source/files-here.ts";
import { closeAll, sourcesOf } from "../sources.ts";
import { stepThrough } from "../step/step-through.ts";
import { holdTerminal } from "../terminal.ts";

/** Goes through a run step by step, on a terminal; else prints what its steps say. */
export async function step(name: string, options: StepOptions, context: Context): Promise<ExitCode> {
	const screens = await screensOf(name, options, context);
	const display = await displayOf(options, context);
	if (context.canAsk)
		await walk(
			new Stepper(screens, options.at, options.guess),
			resizable(display, options, context),
			context,
		);
	else printAll(screens, options, display, context);
	return EXIT.asExpected;
}

async function screensOf(name: string, options: StepOptions, context: Context): Promise<StepScreen[]> {
	const progress = progressOn(context);
	const interruption = new Interruption();
	const found = await sourcesOf([name], options, context, interruption);
	const [source] = found;
	if (source === undefined || found.length > 1)
		throw new UsageError(`${name} holds runs of ${found.length} programs; step goes through one`);
	try {
		const runs = source.saved ?? (await recordJob(source.job, progress, interruption));
		if (interruption.happened) throw new Interrupted();
		const sources = sourcesIn(source.folders);
		return runs.map(({ recording, history, findings }) => ({
			name: recording.header.program,
			variant: recording.header.variant,
			book: new StepBook(history, findings),
			sources,
		}));
	} finally {
		progress.clear();
		await closeAll([source.job]);
	}
}

async function walk(stepper: Stepper, display: () => ViewOptions, { out, input }: Context): Promise<void> {
	const stage = new Stage(out, input);
	await holdTerminal(stage, (held) =>
		stepThrough(stepper, stage, held, () => ({ ...display(), rows: rowsOf(out) })),
	);
}

function printAll(
	screens: readonly StepScreen[],
	{ at: from, guess }: StepOptions,
	display: ViewOptions,
	{ out }: Context,
): void {
	for (const [place, { name, variant, book }] of screens.entries()) {
		out.write(`${place === 0 ? "" : "\n"}${name}, ${variant}: ${book.length} steps\n\n`);
		for (let index = from === undefined ? 0 : book.steps.atTime(from); index < book.length; index += 1) {
			const { at } = book.step(index);
			out.write(`${index + 1}. ${duration(at)}\n${paragraph(book.text(index), display)}`);
			if (guess) out.write(guessText(book, index, display));
		}
	}
}

/** What is asked after a step. The next one is the answer. */
function guessText(book: StepBook, index: number, display: ViewOptions): string {
	const choices = guessAt(book, index)?.choices.map(({ text }, place) => `${place + 1} ${text}`) ?? [];
	return choices.length === 0 ? "" : `\n${paragraph(`${QUESTION} ${choices.join(", ")}.`, display)}\n`;
}
