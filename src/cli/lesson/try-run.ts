// Runs that somebody tries while reading.

import { CommanderError } from "@commander-js/extra-typings";
import { renderRun } from "../../views/render.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../errors.ts";
import { Interruption } from "../interruption.ts";
import { runCommand } from "../options.ts";
import { silence } from "../progress.ts";
import { recordJob, viewOf } from "../runs.ts";
import type { Language } from "../source/program.ts";
import { sourcesOf } from "../sources.ts";
import { viewFor } from "./in-python.ts";

/**
 * Runs what `async-lessons run` with these words runs, and gives what draws it, at any width, with the names of this language.
 * @throws {UsageError} if it would refuse them
 */
export async function tried(
	words: readonly string[],
	language: Language,
	context: Context,
): Promise<(display: ViewOptions) => string> {
	const command = runCommand()
		.exitOverride()
		.configureOutput({ writeErr: () => {} });
	try {
		command.parse([...words], { from: "user" });
	} catch (error) {
		throw error instanceof CommanderError ? new UsageError(error.message) : error;
	}
	const [names] = command.processedArgs;
	const interruption = new Interruption();
	const [source] = await sourcesOf(names, command.opts(), context, interruption);
	if (source === undefined) throw new UsageError("there is nothing to run");
	const runs = await recordJob(source.job, silence, interruption);
	const view = viewFor(language, viewOf(source.job, runs, {}));
	return (display) => renderRun(view, { ...display, lines: true });
}
