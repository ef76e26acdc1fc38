import type { Recording } from "../recording/index.ts";
import { type ScriptOptions, ScriptRunner } from "./script-runner.ts";

/**
 * Runs a Python script, an asyncio program as it is, under virtual time, and answers what happened: a recording for each time that
 * it ran an event loop (`asyncio.run`), in order. The variant of each is named after the coroutine that was run.
 * @throws {ScriptError} if there is no such script or Python, or if the script runs no event loop
 */
export async function recordScript(path: string, options: ScriptOptions = {}): Promise<readonly Recording[]> {
	const runner = new ScriptRunner();
	try {
		return (await runner.run(path, options)).recordings;
	} finally {
		runner.close();
	}
}
