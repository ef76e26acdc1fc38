// Asks CPython 3.13 what the demos' Python counterparts print, and writes that to test/demos/transcripts.json.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}tmp/oracle-demos`;

// Compiled apart from dist, so that it is always the demos as they stand.
rmSync(out, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", `${root}test/demos/python`], {
	stdio: "inherit",
});

try {
	const { main } = await import(pathToFileURL(`${out}/test/demos/python/main.js`).href);
	await main(root);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 2;
}
