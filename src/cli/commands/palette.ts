import { renderPalette } from "../../timeline/index.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type LookOptions, viewOptionsOf } from "../view-options.ts";

/** Shows on one screen every sign and colour of the timelines. */
export async function palette(options: LookOptions, context: Context): Promise<ExitCode> {
	context.out.write(renderPalette(await viewOptionsOf(options, context)));
	return EXIT.asPromised;
}
