import type { ReadStream } from "node:tty";
import { registry } from "../../demos/registry.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { cutEnd, textWidth } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf, resizable } from "../display.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { Place } from "../lesson/progress-file.ts";
import { courseSteps, type Step } from "../lesson/steps.ts";
import type { LessonOptions } from "../options.ts";
import { holdTerminal, keysOf, readKeys } from "../terminal.ts";

const ERASE_LINE = "\r\x1b[K";

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
		new Place(context.env).reset();
		context.error.write("The course begins at its beginning again.\n");
		return EXIT.asExpected;
	}
	const display = await displayOf(options, context);
	const steps = courseSteps(registry);
	if (options.input === false || !context.canAsk) {
		await printAll(
			steps.filter((step) => section === undefined || step.section === section),
			display,
			context,
		);
	} else {
		const place = new Place(context.env);
		await walk(steps, firstStep(steps, section, place), place, resizable(display, options, context), context);
		if (place.problem !== null)
			context.error.write(`Your place in the course is not kept: ${place.problem}.\n`);
	}
	return EXIT.asExpected;
}

async function printAll(steps: readonly Step[], display: ViewOptions, { out }: Context): Promise<void> {
	for (const [index, step] of steps.entries()) {
		const text = await step.text(display);
		out.write(index === 0 ? text : `\n${text}`);
	}
}

/** The first step of the section, or the one where the reader stopped. */
export function firstStep(steps: readonly Step[], section: number | undefined, place: Place): number {
	const kept = place.take();
	const mark = section === undefined ? kept : `section ${section}`;
	return Math.max(
		0,
		steps.findIndex((step) => step.mark === mark),
	);
}

/** Shows a step, waits for a key, and so on. Steps stay in the scrollback, each under its number; only the line with the keys goes. */
async function walk(
	steps: readonly Step[],
	first: number,
	place: Place,
	display: () => ViewOptions,
	{ out }: Context,
): Promise<void> {
	const count = steps.length;
	let at = first;
	let keyAction: KeyAction | null = null;
	while (at < count) {
		const step = steps[at];
		out.write(`${ruleText({ at, count, keyAction }, display())}\n${(await step?.text(display())) ?? ""}\n`);
		place.keep(step?.mark ?? "");
		out.write(hintText({ at, count, keyAction }, display()));
		keyAction = await nextKeyAction(process.stdin).finally(() => out.write(ERASE_LINE));
		if (keyAction === "stop") {
			return;
		}
		at = keyAction === "next" ? at + 1 : Math.max(0, at - 1);
	}
	place.leave();
}

/** A page of the course among all of them. */
export interface Position {
	/** From 0. */
	readonly at: number;
	readonly count: number;
	/** What the last key asked for; null before the first one. */
	readonly keyAction: KeyAction | null;
}

/** The line above a page: which one it is, and whether the reader went back to it. */
export function ruleText({ at, count, keyAction }: Position, display: ViewOptions): string {
	const { columns, paint = unpainted } = display;
	const { rule, dot } = glyphsOf(display);
	const back = keyAction === "back" ? ` ${dot} back` : "";
	const lead = `${rule.repeat(2)} ${at + 1} of ${count}${back} `;
	return `${paint("faint", lead + rule.repeat(Math.max(0, Math.min(columns - 1, 74) - textWidth(lead))))}\n`;
}

/** The line below it, without a line feed: the keys, in the longest form that fits. */
export function hintText({ at, count }: Position, { columns, paint = unpainted }: ViewOptions): string {
	const place = `  ${at + 1} of ${count}`;
	const forms = [
		`${place}   space: on   b: back   q: stop, to go on here another time`,
		`${place}   space: on   b: back   q: stop`,
		"  space: on  b: back  q: stop",
	];
	const hint = forms.find((form) => textWidth(form) < columns) ?? place;
	return paint("faint", cutEnd(hint, columns - 1, ""));
}

/** What a key asks for. */
export type KeyAction = "next" | "back" | "stop";

const KEY_ACTIONS: Readonly<Record<string, KeyAction>> = {
	space: "next",
	return: "next",
	enter: "next",
	right: "next",
	down: "next",
	n: "next",
	b: "back",
	left: "back",
	up: "back",
	backspace: "back",
	q: "stop",
	escape: "stop",
};

/** Waits for a key with an action, with the terminal held. @throws {Interrupted} on Ctrl-C */
export async function nextKeyAction(input: ReadStream): Promise<KeyAction> {
	const mode = {
		enter: () => keysOf(input),
		leave: () => {
			input.setRawMode(false);
			input.pause();
		},
	};
	return holdTerminal(mode, (held) => readKeys(input, held, ({ name }) => KEY_ACTIONS[name]));
}
