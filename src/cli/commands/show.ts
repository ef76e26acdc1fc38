import type { ShjToken } from "@speed-highlight/core";
import type { Demo } from "../../demos/define-demo.ts";
import { jsonText } from "../../recording/index.ts";
import { glyphsOf } from "../../text/glyphs.ts";
import { type Paint, type Role, unpainted } from "../../text/paint.ts";
import { fittedCode } from "../../text/paragraphs.ts";
import { paintedWidth, plainLines } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { demoSource, ownFile, sourcePath } from "../files.ts";
import { findDemo } from "../find-demo.ts";
import type { ShowOptions } from "../options.ts";
import { isScript } from "../own-files.ts";
import { differencesText, programText } from "../source-parts.ts";

type Language = "ts" | "py";

/** Shows the source of a demo, and its counterpart in Python. */
export async function show(name: string, options: ShowOptions, context: Context): Promise<ExitCode> {
	if ([options.python, options.both, options.diff].filter(Boolean).length > 1) {
		throw new UsageError("show takes one of --python, --both and --diff");
	}
	const display = await displayOf(options, context);
	const text = isScript(name)
		? await shownScript(name, options, display, context)
		: await shown(findDemo(name), options, display);
	context.out.write(isPage(options, context) ? fittedCode(text, display.columns) : text);
	return EXIT.asExpected;
}

/** A script is its own source, and Python alone. */
async function shownScript(
	path: string,
	{ both, diff, json }: ShowOptions,
	display: ViewOptions,
	{ cwd }: Context,
): Promise<string> {
	if (both || diff) throw new UsageError(`${path} is Python alone: there is nothing to lay beside it`);
	const python = ownFile(path, cwd);
	const document = { format: "async-lessons/show", version: 1, file: path, python };
	return json ? `${jsonText(document)}\n` : colored(plainLines(python), "py", display);
}

/** Whether it is for a page of a known width. In a pipe, code stays as it is. */
function isPage({ json, width }: ShowOptions, { out, env }: Context): boolean {
	return !json && (width ?? out.columns ?? env.COLUMNS) !== undefined;
}

async function shown(demo: Demo, options: ShowOptions, display: ViewOptions): Promise<string> {
	const source = demoSource(demo);
	if (options.json) {
		return `${jsonText(showDocument(demo, source))}\n`;
	}
	if (options.diff) {
		return differencesText(demo, display) || `  ${demo.name} has no variant that needs mending\n`;
	}
	if (options.both) {
		return bothShown(
			await colored(programText(demo), "ts", display),
			await colored(demo.python, "py", display),
			display,
		);
	}
	return options.python ? colored(demo.python, "py", display) : colored(source, "ts", display);
}

function showDocument(demo: Demo, typescript: string): unknown {
	const { name, python } = demo;
	return { format: "async-lessons/show", version: 1, demo: name, file: sourcePath(demo), typescript, python };
}

async function colored(
	code: string,
	language: Language,
	{ paint = unpainted }: ViewOptions,
): Promise<string> {
	if (paint === unpainted) {
		return code;
	}
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

/** Tabs become two spaces: enough to see the levels of these programs. */
function lines(code: string): string[] {
	return code.trimEnd().replaceAll("\t", "  ").split("\n");
}

function widest(texts: readonly string[]): number {
	return Math.max(...texts.map(paintedWidth));
}

/** Code has the colours of the charts, so that a theme is for both. */
const ROLES: Partial<Record<ShjToken, Role>> = {
	bool: "cleaning-up",
	class: "ready",
	cmnt: "faint",
	func: "name",
	kwd: "heading",
	num: "cleaning-up",
	str: "waiting",
	type: "ready",
};

/** The code in colour. No colour goes on beyond the end of a line. */
export async function highlighted(code: string, language: Language, paint: Paint): Promise<string> {
	const { tokenize } = await import("@speed-highlight/core");
	let text = "";
	await tokenize(code, language, (token, type) => {
		const role = type === undefined ? "plain" : (ROLES[type] ?? "plain");
		text += token.replaceAll(/[^\n]+/g, (line) => paint(role, line));
	});
	return text;
}
