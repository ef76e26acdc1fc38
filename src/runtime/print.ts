import { console } from "./console.ts";
import { running } from "./running.ts";

/** A line of the run: values with a space between them, kept by the trace with time and task; without a trace it goes to the console. Python: print */
export function print(...values: readonly unknown[]): void {
	const text = values.map(String).join(" ");
	const trace = running.loop === null ? null : running.loop.trace;
	if (trace === null) console.log(text);
	else trace.printed(text);
}
