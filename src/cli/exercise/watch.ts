// `--watch`: at each save the program is run and checked, and one screen shows what came of it.

import { wordsIn } from "../../exercises/exercise.ts";
import { count } from "../../text/figures.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { paragraph } from "../../text/paragraphs.ts";
import { cutEnd, textWidth } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { resizable } from "../display.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { Stage } from "../live/stage.ts";
import type { ExerciseOptions } from "../options.ts";
import { SystemFault } from "../system-fault.ts";
import { type Held, holdTerminal } from "../terminal.ts";
import { type Chosen, nextOf } from "./chosen.ts";
import { hintsText, otherRunText, pictureRows, verdictText } from "./pages.ts";
import { Programs } from "./programs.ts";
import { SavedFile } from "./saved-file.ts";
import { type Handed, type Verdict, verdictOn } from "./verdict.ts";

/** Rows of a terminal that does not say how many it has. */
const USUAL_ROWS = 24;
/** A check that takes longer, in milliseconds, says that it goes on. */
const PATIENCE = 400;
/** In fewer rows a picture and what was printed show nothing. */
const LEAST_PICTURE = 6;

/** What the screen shows. */
interface Shown {
	/** What was checked last, and what came of it; null: nothing was yet. */
	checked: { readonly handed: Handed; readonly verdict: Verdict } | null;
	/** How often it was checked. */
	checks: number;
	isChecking: boolean;
	hints: number;
	/** Why it can't be checked: the file is gone. */
	problem: string | null;
}

/** Checks at each save, until q is pressed. @throws {Interrupted} on Ctrl-C */
export async function watch(
	chosen: Chosen,
	options: ExerciseOptions,
	display: ViewOptions,
	context: Context,
): Promise<ExitCode> {
	if (!context.canAsk)
		throw new UsageError("--watch wants a terminal; without it the program is checked once");
	const { workspace, progress } = chosen;
	workspace.begin();
	const programs = new Programs(options.interpreter);
	const stage = new Stage(context.out, context.input);
	const displayNow = resizable(display, options, context);
	const watching = new Watching(chosen, programs, (shown) =>
		stage.show(screenOf(chosen, shown, context.out.rows ?? USUAL_ROWS, displayNow())),
	);
	const saved = new SavedFile(workspace.path, () => watching.check());
	try {
		await holdTerminal(stage, (held) => watching.until(stage, held));
	} finally {
		saved.close();
		watching.stop();
		programs.close();
	}
	progress.tellProblem(context.error);
	return watching.isSolved ? EXIT.asExpected : EXIT.failed;
}

/** What is checked, and what is shown of it. */
class Watching {
	readonly #chosen: Chosen;
	readonly #programs: Programs;
	readonly #draw: (shown: Shown) => void;
	readonly #shown: Shown = { checked: null, checks: 0, isChecking: false, hints: 0, problem: null };
	#running: AbortController | null = null;
	#fail: (error: unknown) => void = () => {};

	constructor(chosen: Chosen, programs: Programs, draw: (shown: Shown) => void) {
		this.#chosen = chosen;
		this.#programs = programs;
		this.#draw = draw;
	}

	get isSolved(): boolean {
		return this.#shown.checked?.verdict.broken === null;
	}

	/** Resolves when somebody stops it. */
	until(stage: Stage, held: Held): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#fail = reject;
			stage.listen({
				onKey: (key) => {
					if (key === "q" || key === "escape") resolve();
					else if (key === "h") this.#hint();
				},
				onInterrupt: held.interrupt,
				onSuspend: held.suspend,
				onShown: () => this.#draw(this.#shown),
			});
			this.#draw(this.#shown);
			this.check();
		});
	}

	/** Checks what stands in the file, if that has changed; a check that goes on is broken off. */
	check(): void {
		const handed = this.#read();
		if (handed === null || handed.text === this.#shown.checked?.handed.text) return;
		this.stop();
		const running = new AbortController();
		this.#running = running;
		this.#verdictOn(handed, running.signal).catch((error) => {
			if (!running.signal.aborted) this.#fail(error);
		});
	}

	stop(): void {
		this.#running?.abort();
	}

	async #verdictOn(handed: Handed, signal: AbortSignal): Promise<void> {
		const { folder, language, progress } = this.#chosen;
		const waiting = setTimeout(() => this.#change({ isChecking: true }), PATIENCE);
		try {
			const verdict = await verdictOn(handed, folder, this.#programs, signal);
			if (verdict.broken === null) progress.pass(folder, language);
			this.#change({ checked: { handed, verdict }, checks: this.#shown.checks + 1, isChecking: false });
		} finally {
			clearTimeout(waiting);
		}
	}

	/** Null: it can't be read, and that is shown. */
	#read(): Handed | null {
		try {
			const handed = this.#chosen.workspace.read();
			this.#shown.problem = null;
			return handed;
		} catch (error) {
			if (!(error instanceof SystemFault)) throw error;
			this.#change({ problem: error.message });
			return null;
		}
	}

	#hint(): void {
		this.#change({ hints: this.#chosen.progress.hint(this.#chosen.folder) });
	}

	#change(change: Partial<Shown>): void {
		Object.assign(this.#shown, change);
		this.#draw(this.#shown);
	}
}

/** All rows of the screen. Where there are few the picture gives way, then the task. */
function screenOf(chosen: Chosen, shown: Shown, rows: number, display: ViewOptions): string[] {
	const { folder, language } = chosen;
	const { checked, problem } = shown;
	const task = linesOf(paragraph(wordsIn(language, folder.exercise.task), display));
	const verdict = [
		...linesOf(problem === null ? "" : paragraph(`${problem}.`, display)),
		...linesOf(checked === null ? "" : verdictText(checked.verdict, checked.handed, folder, display)),
	];
	const hints = linesOf(hintsText(folder, shown.hints, language, display));
	const head = [headText(chosen, shown, display), ""];
	const foot = ["", keysText(chosen, shown, display)];
	const otherRun = linesOf(checked === null ? "" : otherRunText(checked.verdict, display));
	const told = [otherRun, verdict, hints].flatMap((lines) => (lines.length === 0 ? [] : [...lines, ""]));
	const room = rows - head.length - foot.length - told.length;
	const withTask = room - task.length - 1 >= LEAST_PICTURE ? [...task, ""] : [];
	const recording = checked?.verdict.recording ?? null;
	const left = room - withTask.length;
	const picture = recording === null || left < LEAST_PICTURE ? [] : pictureRows(recording, left, display);
	const space = Math.max(0, rows - foot.length);
	const body = [...head, ...withTask, ...told, ...picture].slice(0, space);
	const below = Array.from({ length: space - body.length }, () => "");
	return [...body, ...below, ...foot].slice(-rows);
}

function linesOf(text: string): string[] {
	return text === "" ? [] : text.trimEnd().split("\n");
}

function headText(
	{ folder, workspace }: Chosen,
	{ checks, isChecking }: Shown,
	display: ViewOptions,
): string {
	const { paint = unpainted, columns } = display;
	const { dot, ellipsis } = glyphsOf(display);
	const right = isChecking ? `checking${ellipsis}` : checks === 0 ? "" : `check ${count(checks)}`;
	const room = columns - 1 - (right === "" ? 0 : textWidth(right) + 2);
	const left = cutEnd(`  ${folder.exercise.title} ${dot} ${workspace.file}`, room, ellipsis);
	const gap = " ".repeat(Math.max(0, columns - 1 - textWidth(left) - textWidth(right)));
	return `${paint("heading", left)}${gap}${paint("faint", right)}`;
}

function keysText(chosen: Chosen, shown: Shown, { columns, paint = unpainted }: ViewOptions): string {
	const { folder, progress, language } = chosen;
	const { length } = folder.exercise.hints;
	const hint = length === 0 ? "" : `h: ${shown.hints < length ? "a hint" : "no more hints"}   `;
	const solved = shown.checked?.verdict.broken === null;
	const next = solved ? nextOf(folder, progress, language) : null;
	const keys = `  ${solved ? "" : hint}q: stop`;
	const forms = [
		`${keys}   ${next === null ? "save the file to check it again" : `next: async-lessons exercise ${next}`}`,
		keys,
	];
	const text = forms.find((form) => textWidth(form) < columns) ?? keys;
	return paint("faint", cutEnd(text, columns - 1, ""));
}
