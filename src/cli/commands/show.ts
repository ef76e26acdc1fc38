import { basename } from "node:path";
import type { Demo } from "../../demos/define-demo.ts";
import { jsonText } from "../../recording/index.ts";
import { plainLines } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { isPath, isScript } from "../file-names.ts";
import { demoSource, ownFile, sourcePath } from "../files.ts";
import { findDemo } from "../find-demo.ts";
import type { ShowOptions } from "../options.ts";
import { keepLanguage, keptLanguage } from "../settings.ts";
import { differencesText } from "../source/differences.ts";
import { bothText, listingOfFile, listingText, plainText } from "../source/listing.ts";
import { type Language, type Listing, programOf } from "../source/program.ts";

/** Shows the program of a demo, in TypeScript or in Python, or a file of the user's own. */
export async function show(name: string, options: ShowOptions, context: Context): Promise<ExitCode> {
	const { python, typescript, both, diff } = options;
	if ([python, typescript, both, diff].filter(Boolean).length > 1)
		throw new UsageError("show takes one of --python, --typescript, --both and --diff");
	const display = await displayOf(options, context);
	const text =
		isScript(name) || isPath(name)
			? await shownFile(name, options, display, context)
			: await shownDemo(findDemo(name), options, display, context);
	context.out.write(text);
	return EXIT.asExpected;
}

/** A file of somebody's own is in one language. */
async function shownFile(
	path: string,
	{ python, typescript, both, diff, json, numbers }: ShowOptions,
	display: ViewOptions,
	{ cwd }: Context,
): Promise<string> {
	const option = [
		python && "--python",
		typescript && "--typescript",
		both && "--both",
		diff && "--diff",
	].find(Boolean);
	if (option) throw new UsageError(`${option} is for demos: ${path} is shown as it is`);
	const text = ownFile(path, cwd);
	const listing = listingOfFile(basename(path), plainLines(text));
	if (json) {
		const language = isScript(path) ? "python" : /ts$/.test(path) ? "typescript" : "javascript";
		return `${jsonText({ format: "async-lessons/show", version: 1, file: path, [language]: text })}\n`;
	}
	return shown(listing, numbers, display);
}

async function shownDemo(
	demo: Demo,
	options: ShowOptions,
	display: ViewOptions,
	context: Context,
): Promise<string> {
	const { both, diff, json, numbers } = options;
	if (json) return `${jsonText(showDocument(demo, demoSource(demo)))}\n`;
	if (diff)
		return (
			differencesText(demo, languageOf(options, context), display) ||
			`  ${demo.name} has no variant that needs mending\n`
		);
	if (both) return bothText(programOf(demo, "typescript"), programOf(demo, "python"), display);
	return shown(programOf(demo, languageOf(options, context)), numbers, display);
}

function shown(listing: Listing, numbers: boolean, display: ViewOptions): string | Promise<string> {
	return numbers ? listingText(listing, display) : plainText(listing);
}

/** That which is asked for is kept on a terminal, where a human asks. */
function languageOf({ python, typescript }: ShowOptions, { env, canAsk }: Context): Language {
	if (!python && !typescript) return keptLanguage(env);
	const language = python ? "python" : "typescript";
	if (canAsk) keepLanguage(language, env);
	return language;
}

function showDocument(demo: Demo, typescript: string): unknown {
	const { name, python } = demo;
	return { format: "async-lessons/show", version: 1, demo: name, file: sourcePath(demo), typescript, python };
}
