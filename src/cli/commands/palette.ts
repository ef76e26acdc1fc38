import { renderPalette } from "../../views/render.ts";
import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { EXIT, type ExitCode } from "../errors.ts";
import type { DisplayOptions } from "../options.ts";

/** Shows on one screen every sign and colour of the timelines. */
export async function palette(options: DisplayOptions, context: Context): Promise<ExitCode> {
	context.out.write(renderPalette(await displayOf(options, context)));
	return EXIT.asExpected;
}
