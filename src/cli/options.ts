// Every command with its arguments and options. The types of the options follow from what is declared here.

import { Command, type OptionValues } from "@commander-js/extra-typings";
import { sections } from "../demos/sections.ts";
import {
	addSetting,
	addText,
	GREATEST_SEED,
	numberFrom,
	readLanguage,
	readLines,
	readSpeed,
	WIDTHS,
	wholeNumber,
} from "./option-values.ts";

const RUN_EXAMPLES = `  async-lessons run gather                    all variants, on one axis
  async-lessons run fetch --set api2=4        with another number
  async-lessons run cancel --live             on the wall clock, as it happens
  async-lessons run course.py                 a Python program of your own
  async-lessons run course.py -- --port 80    with arguments
  async-lessons run ./my-demo.js              a demo of your own
`;

const COMPARE_EXAMPLES = `  async-lessons compare                              all demos
  async-lessons compare gather --sweep urls=1..10    how the times grow
  async-lessons compare as-completed --seeds 100     how much is chance
`;

export const EXIT_CODES = `
Exit codes:
  0    every run ended as its demo promises, be it in a deadlock
  1    one ended otherwise, or the program failed
  2    it was called wrongly, and nothing was run
  130  Ctrl-C
That of a Python script is its own, where that is not 0.`;

const EXERCISE_EXIT_CODES = `
Exit codes:
  0    solved; of check and verify: all of them are as they should be
  1    not solved yet; of check: one is not, or could not be checked
  2    it was called wrongly, and nothing was run
  130  Ctrl-C`;

/** The options of a command that is declared here. */
type OptionsOf<Declare extends () => { opts(): unknown }> = ReturnType<ReturnType<Declare>["opts"]>;

export type RunOptions = OptionsOf<typeof runCommand>;
export type ListOptions = OptionsOf<typeof listCommand>;
export type NewOptions = OptionsOf<typeof newCommand>;
export type ShowOptions = OptionsOf<typeof showCommand>;
export type CompareOptions = OptionsOf<typeof compareCommand>;
export type LessonOptions = OptionsOf<typeof lessonCommand>;
export type StepOptions = OptionsOf<typeof stepCommand>;
export type ExerciseOptions = OptionsOf<typeof exerciseCommand>;
export type QuizOptions = OptionsOf<typeof quizCommand>;

/** The options that say how a page is shown: those of every command. */
export type DisplayOptions = OptionsOf<typeof paletteCommand>;

export function runCommand() {
	const command = new Command("run")
		.argument(
			"[demo...]",
			"names from the list, a Python script (course.py) or a module of your own (my-demo.js), or a saved recording (.json)",
		)
		.description("run demos and show what happened on a timeline")
		.addHelpText("before", RUN_EXAMPLES)
		.option("--all", "every demo of the course")
		.option("--variant <name>", "only this variant (repeatable)", addText)
		.option("--set <name=value>", "change a parameter (repeatable)", addSetting)
		.option("--seed <number>", "of the random times; default 42", wholeNumber("--seed", 0, GREATEST_SEED))
		.option(
			"--until <seconds>",
			"stop at this time of its own clock",
			numberFrom("--until", 0, "seconds, 0 or more"),
		)
		.option("--lanes <which>", "which lanes to draw: a number, all, failed, or slowest:NUMBER")
		.option("--lines <number>", "how many of the printed lines to show; or all; default 20", readLines)
		.option("--no-lines", "show none of what was printed")
		.option("--from <seconds>", "draw from this time on", numberFrom("--from", 0, "seconds, 0 or more"))
		.option("--to <seconds>", "draw up to this time", numberFrom("--to", 0, "seconds, 0 or more"))
		.option("--describe", "say it in sentences instead of drawing it")
		.option("--live [speed]", "play it on the wall clock, this many times as fast", readSpeed)
		.option("--source [language]", "show the program first, in typescript or python", readLanguage)
		.option("--predict", "show the program, ask what will happen, then run")
		.option("--python <path>", "the Python that runs scripts; embedded: the one in this package")
		.option("--raw", "what a script prints comes out as it is")
		.option("--json", "the facts as JSON, one document a line for each demo")
		.option("--svg <file>", "also write the picture to this file")
		.option("--html <file>", "also write a page, to go through the run step by step")
		.option("--markdown <file>", "also write the picture and all steps as Markdown")
		.option("--cast <file>", "also write it as a recording of a terminal, for asciinema")
		.option("--trace <file>", "also write it as a trace, for Perfetto")
		.option("--save <file>", "also write the recordings to this file");
	return withDisplayOptions(command);
}

export function listCommand() {
	const command = new Command("list")
		.argument(
			"[demo]",
			"only this one: its variants and numbers; a name, or a module of your own (./my-demo.js)",
		)
		.description("show the demos by section, with their variants and times");
	return withDisplayOptions(command).option("--json", "the facts as JSON");
}

export function newCommand() {
	const command = new Command("new")
		.argument("<name>", "of the program, without an ending: my-program")
		.description("write a small program of your own into this folder, to begin with")
		.option("--python", "in Python");
	return withDisplayOptions(command);
}

export function showCommand() {
	const command = new Command("show")
		.argument("<demo>", "a name from the list, or a file of your own (./my-demo.mjs, course.py)")
		.description("show the program of a demo, with the numbers of its lines")
		.option("--python", "in Python's asyncio; on a terminal, from now on")
		.option("--typescript", "in TypeScript; on a terminal, from now on")
		.option("--both", "both, side by side from 120 columns on")
		.option("--diff", "what was changed in the variants that do not work as they should")
		.option("--no-numbers", "the code alone, to be copied");
	return withDisplayOptions(command).option("--json", "the facts as JSON");
}

export function compareCommand() {
	const command = new Command("compare")
		.argument("[demo...]", "names from the list, or Python scripts; without one, all")
		.description("put the times of the variants side by side")
		.addHelpText("before", COMPARE_EXAMPLES)
		.option("--set <name=value>", "change a parameter (repeatable)", addSetting)
		.option("--seed <number>", "of the random times; default 42", wholeNumber("--seed", 0, GREATEST_SEED))
		.option(
			"--until <seconds>",
			"stop each run at this time of its own clock",
			numberFrom("--until", 0, "seconds, 0 or more"),
		)
		.option("--sweep <name=from..to[:steps]>", "draw how the times grow with a parameter")
		.option(
			"--seeds <number>",
			"the spread of the times over so many seeds",
			wholeNumber("--seeds", 1, 10_000),
		)
		.option("--live [speed]", "also run on the wall clock, this many times as fast", readSpeed)
		.option("--python <path>", "the Python that runs scripts; embedded: the one in this package");
	return withDisplayOptions(command).option("--json", "the facts as JSON");
}

export function lessonCommand() {
	const command = new Command("lesson")
		.argument(
			"[section]",
			`1 to ${sections.length}; without one, from where you stopped`,
			wholeNumber("SECTION", 1, sections.length),
		)
		.description("read the course page by page: programs, guesses, runs")
		.option("--python", "show the programs in Python's asyncio, from now on")
		.option("--typescript", "show them in TypeScript, from now on")
		.option("--no-input", "print all, ask nothing")
		.option("--reset", "forget how far you have come");
	return withDisplayOptions(command);
}

const STEP_EXAMPLES = `  async-lessons step cancel --variant cancelled     from its first step on
  async-lessons step rate-limit --at 2              from there on
  async-lessons step cancel --guess                 you say what comes next
  async-lessons step run.jsonl                      a saved recording
`;

export function stepCommand() {
	const command = new Command("step")
		.argument(
			"<demo>",
			"a name from the list, a Python script (course.py), a module of your own (./my-demo.js), or a saved recording (.jsonl)",
		)
		.description("go through a run step by step, back and forth")
		.addHelpText("before", STEP_EXAMPLES)
		.option("--variant <name>", "only this variant (repeatable)", addText)
		.option("--at <seconds>", "begin at this time", numberFrom("--at", 0, "seconds, 0 or more"))
		.option("--guess", "hide what is still to come, and be asked for it")
		.option("--set <name=value>", "change a parameter (repeatable)", addSetting)
		.option("--seed <number>", "of the random times; default 42", wholeNumber("--seed", 0, GREATEST_SEED))
		.option("--python <path>", "the Python that runs scripts; embedded: the one in this package");
	return withDisplayOptions(command);
}

export function quizCommand() {
	const command = new Command("quiz")
		.description("answer questions about the course; a run shows each answer")
		.option("--section <number>", "only of this section", wholeNumber("--section", 1, sections.length))
		.option("--answers <list>", "answer here instead of at a prompt: 2,1,4 in the order asked")
		.option("--no-input", "print all questions with their answers, ask nothing")
		.option("--seed <number>", "shuffles the questions", wholeNumber("--seed", 0, GREATEST_SEED));
	return withDisplayOptions(command);
}

const EXERCISE_EXAMPLES = `  async-lessons exercise                       the list
  async-lessons exercise ovens                 write it, run it, check it
  async-lessons exercise ovens --watch         again at each save
  async-lessons exercise check handed-in/      all solutions in a folder
  async-lessons exercise verify ./my-exercise  whether your own is right
`;

export function exerciseCommand() {
	const command = new Command("exercise")
		.argument(
			"[name...]",
			"an exercise of the list, or what a teacher wants: check FILE..., verify FOLDER..., new NAME",
		)
		.description("mend a broken program, and see what is still wrong with it")
		.addHelpText("before", EXERCISE_EXAMPLES)
		.option("--python", "solve it in Python; kept for the next time")
		.option("--javascript", "solve it in JavaScript; kept for the next time")
		.option("--watch", "check it again at each save")
		.option("--hint", "show a hint; called again, one more")
		.option("--solution", "show how your program differs from ours, and ours in the other language")
		.option("--reset", "write the program anew; what was there is kept under another name")
		.option("--exercise <name>", "with check: which exercise the files are for, where their names don't say")
		.option("--interpreter <path>", "the Python that runs programs; embedded: the one in this package");
	return withDisplayOptions(command, EXERCISE_EXIT_CODES).option("--json", "the list or the verdict as JSON");
}

export function paletteCommand() {
	return withDisplayOptions(
		new Command("palette").description("show every sign and colour of the timelines on this terminal"),
	);
}

/** The command with the options that say how a page is shown, in the order of the help after its own. */
function withDisplayOptions<Args extends unknown[], Options extends OptionValues>(
	command: Command<Args, Options>,
	exitCodes = EXIT_CODES,
) {
	const { least, greatest } = WIDTHS;
	return command
		.option("--width <columns>", "instead of the terminal's", wholeNumber("--width", least, greatest))
		.option("--ascii", "draw with ASCII characters only")
		.option("--no-ascii", "draw with Unicode, whatever the locale says")
		.option("--theme <name>", "colours: ansi, the terminal's own 16, or okabe-ito")
		.option("--color", "use colour, even in a pipe")
		.option("--no-color", "use none")
		.option("--debug", "show the stacks of errors")
		.addHelpText("after", exitCodes);
}
