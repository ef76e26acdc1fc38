// The tree of commands: which command runs what.

import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { fittedPage } from "../text/paragraphs.ts";
import type { Context } from "./context.ts";
import { didYouMean } from "./did-you-mean.ts";
import { type ExitCode, UsageError } from "./errors.ts";
import { packageFile } from "./files.ts";
import { usableColumns } from "./option-values.ts";
import {
	compareCommand,
	EXIT_CODES,
	exerciseCommand,
	lessonCommand,
	listCommand,
	newCommand,
	paletteCommand,
	quizCommand,
	runCommand,
	showCommand,
	stepCommand,
} from "./options.ts";

const EXAMPLES = `Runs the lessons of asyncio and shows on a timeline what happened.

  async-lessons run gather       three fetches, in turn and all at once
  async-lessons list             all demos, by section
  async-lessons show gather      its source
  async-lessons step gather      the run step by step, back and forth
  async-lessons lesson           the whole course, step by step
  async-lessons quiz             questions, each answered by a run
`;

/** Keeps the exit code of the process. */
type Finish = (code: ExitCode) => void;

/** Each command with what it runs. Its module is loaded when it is run. */
const COMMANDS: Readonly<Record<string, (context: Context, finish: Finish) => CommandUnknownOpts>> = {
	run: (context, finish) =>
		runCommand().action(async (names, options) => {
			const { run } = await import("./commands/run.ts");
			finish(await run(names, options, context));
		}),
	list: (context, finish) =>
		listCommand().action(async (name, options) => {
			const { list } = await import("./commands/list.ts");
			finish(await list(name, options, context));
		}),
	new: (context, finish) =>
		newCommand().action(async (name, options) => {
			const { newProgram } = await import("./commands/new.ts");
			finish(await newProgram(name, options, context));
		}),
	show: (context, finish) =>
		showCommand().action(async (name, options) => {
			const { show } = await import("./commands/show.ts");
			finish(await show(name, options, context));
		}),
	step: (context, finish) =>
		stepCommand().action(async (name, options) => {
			const { step } = await import("./commands/step.ts");
			finish(await step(name, options, context));
		}),
	compare: (context, finish) =>
		compareCommand().action(async (names, options) => {
			const { compare } = await import("./commands/compare.ts");
			finish(await compare(names, options, context));
		}),
	lesson: (context, finish) =>
		lessonCommand().action(async (section, options) => {
			const { lesson } = await import("./commands/lesson.ts");
			finish(await lesson(section, options, context));
		}),
	quiz: (context, finish) =>
		quizCommand().action(async (options) => {
			const { quiz } = await import("./commands/quiz.ts");
			finish(await quiz(options, context));
		}),
	exercise: (context, finish) =>
		exerciseCommand().action(async (words, options) => {
			const { exercise } = await import("./commands/exercise.ts");
			finish(await exercise(words, options, context));
		}),
	palette: (context, finish) =>
		paletteCommand().action(async (options) => {
			const { palette } = await import("./commands/palette.ts");
			finish(await palette(options, context));
		}),
};

/**
 * The tree of commands; `finish` is called with the exit code. Where the first of the arguments names a command, the tree
 * has no other one: to declare all of them would only take time.
 */
export function createProgram(context: Context, finish: Finish, args: readonly string[]): Command {
	const [first = ""] = args;
	const program = createRoot(context, helpColumns(args, context));
	const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
	for (const create of named === undefined ? Object.values(COMMANDS) : [named]) {
		program.addCommand(create(context, finish).copyInheritedSettings(program));
	}
	if (named === undefined) {
		addHelp(program);
	}
	return program;
}

/** The help has no options of its own: it is printed before those of its command are read. */
function helpColumns(args: readonly string[], { out, env }: Context): number {
	const at = args.findIndex((arg) => /^--width(=|$)/.test(arg));
	const width = args[at]?.split("=")[1] ?? (at < 0 ? undefined : args[at + 1]);
	return usableColumns(Number(width ?? out.columns ?? env.COLUMNS));
}

function createRoot({ out }: Context, columns: number): Command {
	return new Command("async-lessons")
		.exitOverride()
		.helpOption("-h, --help", "print this help")
		.helpCommand(false)
		.configureOutput({
			writeOut: (text) => out.write(fittedPage(text, columns)),
			// command-line.ts reports wrong calls, in our own form.
			writeErr: () => {},
			// The last column stays empty, as on every page.
			getOutHelpWidth: () => columns - 1,
		})
		.usage("COMMAND [options]")
		.version(JSON.parse(packageFile("package.json")).version, "-V, --version", "print the version")
		.addHelpText("before", EXAMPLES)
		.addHelpText("after", EXIT_CODES);
}

function addHelp(program: Command): void {
	program
		.command("help")
		.argument("[command]")
		.description("print the help of a command")
		.action((name) => commandNamed(program, name).outputHelp());
}

function commandNamed(program: Command, name: string | undefined): CommandUnknownOpts {
	const found = name === undefined ? program : program.commands.find((command) => command.name() === name);
	if (found === undefined) {
		const names = program.commands.map((command) => command.name());
		throw new UsageError(`no command called ${name}${didYouMean(name ?? "", names)}`);
	}
	return found;
}
