import type { ExitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";

export async function quiz(..._args: readonly unknown[]): Promise<ExitCode> {
	throw new UsageError("quiz is not there yet");
}
