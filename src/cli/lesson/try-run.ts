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
import { sourcesOf } from "../sources.ts";

/** The runs that `async-lessons run` with these words shows. @throws {UsageError} if it would refuse them */
export async function triedText(
	words: readonly string[],
	display: ViewOptions,
	context: Context,
): Promise<string> {
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
	return renderRun(viewOf(source.job, runs, {}), { ...display, lines: true });
}
