// Runs one workload of one contestant in a fresh process.
import { spawnSync } from "node:child_process";

const TIMEOUT_MS = 180_000;

/**
 * What one run took.
 * @typedef {object} Measurement
 * @property {unknown} answer
 * @property {number} milliseconds
 * @property {number} [bytes] heap per task, where the workload measures it
 * @property {number} peakBytes of the whole process
 */

/**
 * @param {import("./contestants.mjs").Starter} starter
 * @param {string} workload
 * @param {object} size
 * @param {number} warmUps
 * @returns {Measurement}
 * @throws {Error} if the process fails, or takes longer than three minutes
 */
export function measure(starter, workload, size, warmUps = 0) {
	const args = [...starter.flags, workload, JSON.stringify(size), String(warmUps)];
	const child = spawnSync(starter.file, args, { encoding: "utf8", timeout: TIMEOUT_MS });
	if (child.error?.code === "ETIMEDOUT") throw new Error(`took more than ${TIMEOUT_MS / 1_000} s`);
	if (child.error) throw child.error;
	if (child.status !== 0) throw new Error(lastError(child.stderr));
	return JSON.parse(child.stdout);
}

/** The line that says what went wrong, out of a stack or a traceback. */
function lastError(stderr) {
	const lines = stderr.split("\n").filter((line) => line !== "");
	return lines.find((line) => /^\S*(Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? "ended without a word";
}
