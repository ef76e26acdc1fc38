// Asks CPython what a program of test/conformance does, and compares it with our own runtime: test/conformance/PROGRAMS.md.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}tmp/oracle`;

/** Compiled apart from dist, so that it is always the runtime as it stands, and the tests' own interpreter with it. */
function compile() {
	const tsc = `${root}node_modules/typescript/bin/tsc`;
	rmSync(out, { recursive: true, force: true });
	execFileSync(process.execPath, [tsc, "-p", `${root}test/conformance`], { stdio: "inherit" });
}

async function askAboutPrograms(args) {
	compile();
	const { main } = await import(pathToFileURL(`${out}/test/conformance/oracle/main.js`).href);
	process.exitCode = await main(`${root}test/conformance/oracle.py`, args);
}

const [command, ...rest] = process.argv.slice(2);
try {
	if (command === "demos") await import("./oracle-demos.mjs");
	else await askAboutPrograms(command === undefined ? [] : [command, ...rest]);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 2;
}
