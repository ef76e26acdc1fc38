import { registry } from "../../demos/registry.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { type LookOptions, lookNow, viewOptionsOf } from "../display.ts";
import { UsageError } from "../errors.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { nextWish, type Wish } from "../lesson/keys.ts";
import { forgetProgress, readProgress, writeProgress } from "../lesson/progress-file.ts";
import { hintText, ruleText } from "../lesson/step-lines.ts";
import { courseSteps, type Step } from "../lesson/steps.ts";

const ERASE_LINE = "\r\x1b[K";

export interface LessonOptions extends LookOptions {
	/** False: nobody is asked. */
	readonly input?: boolean;
	readonly reset?: boolean;
}

/** Walks through the course, one step a key; off a terminal prints all of it. */
export async function lesson(
	section: number | undefined,
	options: LessonOptions,
	context: Context,
): Promise<ExitCode> {
	if (options.reset) {
		if (section !== undefined) {
			throw new UsageError("lesson takes a section or --reset, not both");
		}
		forgetProgress(context.env);
		context.error.write("The course begins at its beginning again.\n");
		return EXIT.asPromised;
	}
	const look = await viewOptionsOf(options, context);
	const steps = courseSteps(registry);
	if (options.input === false || !context.canAsk) {
		await printAll(
			steps.filter((step) => section === undefined || step.section === section),
			look,
			context,
		);
	} else {
		await walk(steps, firstStep(steps, section, context), lookNow(look, options, context), context);
	}
	return EXIT.asPromised;
}

async function printAll(steps: readonly Step[], look: ViewOptions, { out }: Context): Promise<void> {
	for (const [index, step] of steps.entries()) {
		const text = await step.text(look);
		out.write(index === 0 ? text : `\n${text}`);
	}
}

/** The section that was asked for, or where the reader stopped. */
function firstStep(steps: readonly Step[], section: number | undefined, { env }: Context): number {
	const mark = section === undefined ? readProgress(env) : `section ${section}`;
	return Math.max(
		0,
		steps.findIndex((step) => step.mark === mark),
	);
}

/** Shows a step, waits for a key, and so on. Steps stay in the scrollback, each under its number; only the line with the keys goes. */
async function walk(
	steps: readonly Step[],
	first: number,
	look: () => ViewOptions,
	{ out, env }: Context,
): Promise<void> {
	const count = steps.length;
	let at = first;
	let wish: Wish | null = null;
	while (at < count) {
		const step = steps[at];
		out.write(`${ruleText({ at, count, wish }, look())}\n${(await step?.text(look())) ?? ""}\n`);
		writeProgress(env, step?.mark ?? "");
		out.write(hintText({ at, count, wish }, look()));
		wish = await nextWish(process.stdin).finally(() => out.write(ERASE_LINE));
		if (wish === "stop") {
			return;
		}
		at = wish === "next" ? at + 1 : Math.max(0, at - 1);
	}
	forgetProgress(env);
}
