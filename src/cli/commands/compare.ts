import type { ExitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";

export async function compare(..._args: readonly unknown[]): Promise<ExitCode> {
	throw new UsageError("compare is not there yet");
}
