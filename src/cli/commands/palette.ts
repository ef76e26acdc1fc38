import { renderPalette } from "../../views/render.ts";
import type { Context } from "../context.ts";
import { type LookOptions, viewOptionsOf } from "../display.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";

/** Shows on one screen every sign and colour of the timelines. */
export async function palette(options: LookOptions, context: Context): Promise<ExitCode> {
	context.out.write(renderPalette(await viewOptionsOf(options, context)));
	return EXIT.asPromised;
}
