import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["gather", "cancel", "rate-limit", "task-group-errors", "producer-consumer", "monitor"];

/** Sound recordings of demos that have most of what facts can tell. */
export function recordingsOf(binary, folder) {
	return NAMES.map((name) => {
		const file = join(folder, `sound-${name}.jsonl`);
		spawnSync(process.execPath, [binary, "run", name, "--save", file]);
		return readFileSync(file, "utf8");
	});
}
