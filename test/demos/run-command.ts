import type { Demo } from "../../src/demos/define-demo.ts";
import { programOf } from "../../src/demos/program.ts";
import type { ReadRun } from "../../src/demos/told-run.ts";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import { record } from "../../src/recording/record.ts";
import { DEFAULT_SEED } from "../../src/runtime/index.ts";

/** What `async-lessons run` runs of this demo by such a command: `gather --set urls=10`. */
export function runsOf(demo: Demo, command: string): ReadRun[] {
	const [, ...words] = command.split(" ");
	const given: Record<string, number> = {};
	let seed = DEFAULT_SEED;
	for (let index = 0; index < words.length; index += 2) {
		const [option, value = ""] = words.slice(index);
		const [name = "", number] = value.split("=");
		if (option === "--set") given[name] = Number(number);
		else if (option === "--seed") seed = Number(value);
		else throw new Error(`no option ${option} in ${command}`);
	}
	return demo.variants.map(({ name }) => readRun(demo, name, given, seed));
}

/** One run of a variant. */
function readRun(
	demo: Demo,
	variant: string,
	given: Readonly<Record<string, number>>,
	seed: number,
): ReadRun {
	const history = new History(record(programOf(demo, variant, given), { seed }));
	return { history, findings: findingsOf(history) };
}
