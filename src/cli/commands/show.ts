import type { Demo } from "../../demos/define-demo.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { paintedWidth } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { type LookOptions, viewOptionsOf } from "../display.ts";
import { UsageError } from "../errors.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findDemo } from "../find-demo.ts";
import type { Language } from "../highlight.ts";
import { demoSource, sourcePath } from "../package-files.ts";

export interface ShowOptions extends LookOptions {
	readonly python?: boolean;
	readonly both?: boolean;
	readonly diff?: boolean;
	readonly json?: boolean;
}

/** Shows the source of a demo, and its counterpart in Python. */
export async function show(name: string, options: ShowOptions, context: Context): Promise<ExitCode> {
	if ([options.python, options.both, options.diff].filter(Boolean).length > 1) {
		throw new UsageError("show takes one of --python, --both and --diff");
	}
	const demo = findDemo(name);
	const look = await viewOptionsOf(options, context);
	context.out.write(await shown(demo, options, look));
	return EXIT.asPromised;
}

async function shown(demo: Demo, options: ShowOptions, look: ViewOptions): Promise<string> {
	const source = demoSource(demo);
	if (options.json) {
		return `${JSON.stringify(showDocument(demo, source))}\n`;
	}
	if (options.diff) {
		return (
			(await import("../show/differences.ts")).differencesText(demo, look) ||
			`  ${demo.name} has no variant that needs mending\n`
		);
	}
	if (options.both) {
		return bothShown(
			await colored(program(source), "ts", look),
			await colored(demo.python, "py", look),
			look,
		);
	}
	return options.python ? colored(demo.python, "py", look) : colored(source, "ts", look);
}

function showDocument(demo: Demo, typescript: string): unknown {
	const { name, python } = demo;
	return { format: "async-lessons/show", version: 1, demo: name, file: sourcePath(demo), typescript, python };
}

/** The part of a demo's file that runs: before it stand imports and parameters, after it Python and the lesson's words. */
function program(source: string): string {
	const [before = "", parameters] =
		source.split(/^const python = /m)[0]?.split(/^type Numbers = .*\n/m) ?? [];
	return `${(parameters ?? before).trim()}\n`;
}

async function colored(
	code: string,
	language: Language,
	{ paint = unpainted }: ViewOptions,
): Promise<string> {
	if (paint === unpainted) {
		return code;
	}
	const { highlighted } = await import("../highlight.ts");
	return highlighted(code, language, paint);
}

/** Side by side where both fit into the columns, else one below the other. */
function bothShown(
	typescript: string,
	python: string,
	{ columns, ascii, paint = unpainted }: ViewOptions,
): string {
	const left = lines(typescript);
	const right = lines(python);
	const width = widest(left);
	if (width + 3 + widest(right) > columns - 1) {
		return `${paint("heading", "TypeScript")}\n\n${typescript}\n${paint("heading", "Python")}\n\n${python}`;
	}
	const rule = paint("faint", ` ${glyphsOf({ ascii }).divider} `);
	const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
		const text = left[row] ?? "";
		return `${text}${" ".repeat(width - paintedWidth(text))}${rule}${right[row] ?? ""}`.trimEnd();
	});
	return `${rows.join("\n")}\n`;
}

/** Tabs take as many cells as two levels of these programs can be told apart by. */
function lines(code: string): string[] {
	return code.trimEnd().replaceAll("\t", "  ").split("\n");
}

function widest(texts: readonly string[]): number {
	return Math.max(...texts.map(paintedWidth));
}
