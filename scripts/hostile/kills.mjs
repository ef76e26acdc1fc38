// Kills a process at a random moment while it saves, again and again: each time the file has to be whole, old or new.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "rolldown";

const SOURCE = fileURLToPath(new URL("../../src/cli/write-whole.ts", import.meta.url));

/** How often the file was whole, and how often it changed at all, of `count` times. */
export async function killedWhileSaving(folder, count, random) {
	const bundle = join(folder, "write-whole.mjs");
	await build({
		input: SOURCE,
		platform: "node",
		output: { file: bundle, format: "esm" },
		logLevel: "silent",
	});
	const texts = [0, 1].map((which) => `${String(which).repeat(100)}\n`.repeat(5_000));
	const saver = join(folder, "saver.mjs");
	const file = join(folder, "saved.jsonl");
	writeFileSync(
		saver,
		`import { writeWhole } from ${JSON.stringify(pathToFileURL(bundle).href)};
const texts = [0, 1].map((which) => (String(which).repeat(100) + "\\n").repeat(5_000).match(/[^]{1,65536}/g));
process.stdout.write("saving");
for (let time = 0; ; time += 1) writeWhole(${JSON.stringify(file)}, texts[time % 2]);
`,
	);
	writeFileSync(file, texts[0]);
	let [whole, news] = [0, 0];
	for (let time = 0; time < count; time += 1) {
		const child = spawn(process.execPath, [saver], { stdio: ["ignore", "pipe", "inherit"] });
		const ended = new Promise((resolve) => child.on("close", resolve));
		await new Promise((resolve) => child.stdout.once("data", resolve));
		await sleep(random.next() * 200);
		child.kill("SIGKILL");
		await ended;
		const text = readFileSync(file, "utf8");
		if (texts.includes(text)) whole += 1;
		if (text === texts[1]) news += 1;
	}
	return { whole, news };
}
