import type { ExitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";

export async function lesson(..._args: readonly unknown[]): Promise<ExitCode> {
	throw new UsageError("lesson is not there yet");
}
