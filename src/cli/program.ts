import { Command } from "commander";
import { SECTIONS } from "../views/view.ts";
import type { Context } from "./context.ts";
import { didYouMean } from "./did-you-mean.ts";
import { COLUMNS } from "./display.ts";
import { UsageError } from "./errors.ts";
import type { ExitCode } from "./exit-code.ts";
import { addSetting, addText, GREATEST_SEED, numberFrom, speed, wholeNumber } from "./option-values.ts";
import { packageFile } from "./package-files.ts";

const EXAMPLES = `Runs the lessons of asyncio and shows on a timeline what happened.

  async-lessons run gather       three fetches, in turn and all at once
  async-lessons list             all demos, by section
  async-lessons show gather      its source
  async-lessons lesson           the whole course, step by step
  async-lessons quiz             questions, each answered by a run
`;

const RUN_EXAMPLES = `  async-lessons run gather                    all variants, on one axis
  async-lessons run fetch --set api2=4        with another number
  async-lessons run cancel --live             on the wall clock, as it happens
  async-lessons run ./my-demo.js              a demo of your own
`;

const COMPARE_EXAMPLES = `  async-lessons compare                              all demos
  async-lessons compare gather --sweep urls=1..10    how the times grow
  async-lessons compare as-completed --seeds 100     how much is chance
`;

const EXIT_CODES = `
Exit codes:
  0    every run ended as its demo promises, be it in a deadlock
  1    one ended otherwise, or the program failed
  2    it was called wrongly, and nothing was run
  130  Ctrl-C`;

/** Runs a command with what stood on its line, and keeps how it ended. */
type Start = (command: () => Promise<ExitCode>) => Promise<void>;

type Add = (program: Command, context: Context, start: Start) => void;

const COMMANDS: Readonly<Record<string, Add>> = {
	run: addRun,
	list: addList,
	show: addShow,
	compare: addCompare,
	lesson: addLesson,
	quiz: addQuiz,
	palette: addPalette,
};

/**
 * The tree of commands. A command's module is loaded when it is run; `finish` is told how it ended. Where `first`, the first
 * argument, names a command, that one is all there is: the options of the others would only take their time.
 */
export function createProgram(context: Context, finish: (code: ExitCode) => void, first = ""): Command {
	const start: Start = async (command) => finish(await command());
	const program = createRoot(context);
	const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
	for (const add of named === undefined ? Object.values(COMMANDS) : [named]) {
		add(program, context, start);
	}
	if (named === undefined) {
		addHelp(program);
	}
	return program;
}

function createRoot({ out }: Context): Command {
	return new Command("async-lessons")
		.exitOverride()
		.helpOption("-h, --help", "print this help")
		.helpCommand(false)
		.configureOutput({
			writeOut: (text) => out.write(text),
			// What commander says of a wrong call is said in our own form, once.
			writeErr: () => {},
			getOutHelpWidth: () => out.columns ?? COLUMNS.usual,
			getOutHasColors: () => false,
		})
		.usage("COMMAND [options]")
		.version(JSON.parse(packageFile("package.json")).version, "-V, --version", "print the version")
		.addHelpText("before", EXAMPLES)
		.addHelpText("after", EXIT_CODES);
}

function addRun(program: Command, context: Context, start: Start): void {
	const command = program
		.command("run")
		.argument(
			"[demo...]",
			"names from the list, a module of your own (./my-demo.js), or a saved recording (.json)",
		)
		.description("run demos and show what happened on a timeline")
		.addHelpText("before", RUN_EXAMPLES)
		.option("--all", "every demo of the course")
		.option("--variant <name>", "only this variant (repeatable)", addText)
		.option("--set <name=value>", "change a parameter (repeatable)", addSetting)
		.option("--seed <number>", "of the random times; default 42", wholeNumber("--seed", 0, GREATEST_SEED))
		.option("--lanes <which>", "which lanes to draw: a number, all, failed, or slowest:NUMBER")
		.option("--from <seconds>", "draw from this time on", numberFrom("--from", 0, "seconds, 0 or more"))
		.option("--to <seconds>", "draw up to this time", numberFrom("--to", 0, "seconds, 0 or more"))
		.option("--describe", "say it in sentences instead of drawing it")
		.option("--live [speed]", "play it on the wall clock, this many times as fast", speed)
		.option("--predict", "ask first what will happen, then run")
		.option("--json", "the facts as JSON, one document a line for each demo")
		.option("--svg <file>", "also write the picture to this file")
		.option("--save <file>", "also write the recordings to this file");
	addPageOptions(command).action((demos, options) =>
		start(async () => (await import("./commands/run.ts")).run(demos, options, context)),
	);
}

function addList(program: Command, context: Context, start: Start): void {
	const command = program
		.command("list")
		.description("show the demos by section, with their variants and times");
	addJson(addPageOptions(command)).action((options) =>
		start(async () => (await import("./commands/list.ts")).list(options, context)),
	);
}

function addShow(program: Command, context: Context, start: Start): void {
	const command = program
		.command("show")
		.argument("<demo>", "a name from the list")
		.description("show the source of a demo")
		.option("--python", "the same program in Python's asyncio")
		.option("--both", "both, side by side where they fit")
		.option("--diff", "what was changed in the variants that do not work as they should");
	addJson(addPageOptions(command)).action((demo, options) =>
		start(async () => (await import("./commands/show.ts")).show(demo, options, context)),
	);
}

function addCompare(program: Command, context: Context, start: Start): void {
	const command = program
		.command("compare")
		.argument("[demo...]", "names from the list; without one, all")
		.description("put the times of the variants side by side")
		.addHelpText("before", COMPARE_EXAMPLES)
		.option("--set <name=value>", "change a parameter (repeatable)", addSetting)
		.option("--seed <number>", "of the random times; default 42", wholeNumber("--seed", 0, GREATEST_SEED))
		.option("--sweep <name=from..to[:steps]>", "draw how the times grow with a parameter")
		.option(
			"--seeds <number>",
			"the spread of the times over so many seeds",
			wholeNumber("--seeds", 1, 10_000),
		)
		.option("--live [speed]", "also run on the wall clock, this many times as fast", speed);
	addJson(addPageOptions(command)).action((demos, options) =>
		start(async () => (await import("./commands/compare.ts")).compare(demos, options, context)),
	);
}

function addLesson(program: Command, context: Context, start: Start): void {
	const command = program
		.command("lesson")
		.argument(
			"[section]",
			`1 to ${SECTIONS}; without one, from where you stopped`,
			wholeNumber("SECTION", 1, SECTIONS),
		)
		.description("walk through the course in reading order, one step a key")
		.option("--no-input", "print all, ask nothing")
		.option("--reset", "forget how far you have come");
	addPageOptions(command).action((section, options) =>
		start(async () => (await import("./commands/lesson.ts")).lesson(section, options, context)),
	);
}

function addQuiz(program: Command, context: Context, start: Start): void {
	const command = program
		.command("quiz")
		.description("answer questions about the course; a run shows each answer")
		.option("--section <number>", "only of this section", wholeNumber("--section", 1, SECTIONS))
		.option("--answers <list>", "answer here instead of at a prompt: 2,1,4 in the order asked")
		.option("--no-input", "print all questions with their answers, ask nothing")
		.option("--seed <number>", "shuffles the questions", wholeNumber("--seed", 0, GREATEST_SEED));
	addPageOptions(command).action((options) =>
		start(async () => (await import("./commands/quiz.ts")).quiz(options, context)),
	);
}

function addPalette(program: Command, context: Context, start: Start): void {
	const command = program
		.command("palette")
		.description("show every sign and colour of the timelines on this terminal");
	addPageOptions(command).action((options) =>
		start(async () => (await import("./commands/palette.ts")).palette(options, context)),
	);
}

function addHelp(program: Command): void {
	program
		.command("help")
		.argument("[command]")
		.description("print the help of a command")
		.action((name: string | undefined) => commandNamed(program, name).outputHelp());
}

function commandNamed(program: Command, name: string | undefined): Command {
	const found = name === undefined ? program : program.commands.find((command) => command.name() === name);
	if (found === undefined) {
		const names = program.commands.map((command) => command.name());
		throw new UsageError(`no command called ${name}${didYouMean(name ?? "", names)}`);
	}
	return found;
}

function addPageOptions(command: Command): Command {
	const { least, greatest } = COLUMNS;
	return command
		.option("--width <columns>", "instead of the terminal's", wholeNumber("--width", least, greatest))
		.option("--ascii", "draw with ASCII characters only")
		.option("--no-ascii", "draw with Unicode, whatever the locale says")
		.option("--theme <name>", "colours: ansi, the terminal's own 16, or okabe-ito")
		.option("--color", "use colour, even in a pipe")
		.option("--no-color", "use none")
		.option("--debug", "show the stacks of errors")
		.addHelpText("after", EXIT_CODES);
}

function addJson(command: Command): Command {
	return command.option("--json", "the facts as JSON");
}
