// Ways out name what there is in TypeScript. To whoever wrote Python they name what Python has for it.

import type { Recording } from "../recording/index.ts";
import { snakeCase } from "../text/words.ts";
import type { Finding } from "./finding.ts";

/** Code and words of ways out that are more than another name, with what stands for them. The longer before what is a part of it. */
export const PYTHON: readonly (readonly [typescript: string, python: string])[] = [
	["try { … } finally { ", "try: … finally: "],
	[".taskDone() }", ".task_done()"],
	["lock.with(function* () { … }) does", "async with lock does"],
	["semaphore.with(function* () { … }) does", "async with semaphore does"],
	["condition.with(function* () { … }) does", "async with condition does"],
	["condition.waitFor(() => …)", "condition.wait_for(lambda: …)"],
	[
		"await it with yield*, or make a task of it with createTask",
		"await it, or make a task of it with create_task",
	],
	["await it: yield* gather([…])", "await it: await gather(…)"],
	["await it: yield* shield(…)", "await it: await shield(…)"],
	["for (const next of asCompleted([…])) yield* next", "for next in as_completed([…]): await next"],
	["throw the CancelledError on", "raise the CancelledError again"],
	["catch what you can deal with, by its class", "except what you can deal with, by its class"],
	["await what takes time, or", "await what takes time, hand what blocks to asyncio.to_thread, or"],
	["with sleep(0)", "with asyncio.sleep(0)"],
];

/** A text of ours with the names that its functions and options have in Python: `return_exceptions` for `returnExceptions`. */
export function pythonNames(text: string): string {
	return text
		.replaceAll("taskGroup", "TaskGroup")
		.replaceAll("yield*", "await")
		.replaceAll(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (name) => snakeCase(name));
}

/** Our name of a function, as the program of this run has it. */
export function nameIn({ header }: Recording, name: string): string {
	return header.language === "python" ? pythonNames(name) : name;
}

/** The finding, with its way out in Python. */
export function inPython(finding: Finding): Finding {
	const wayOut = PYTHON.reduce(
		(text, [typescript, python]) => text.replaceAll(typescript, python),
		finding.wayOut,
	);
	return { ...finding, wayOut: pythonNames(wayOut) };
}
