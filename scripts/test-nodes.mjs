// Runs the tests on other versions of Node than the one at hand. The binaries come from the npm registry
// (the package `node`) and are kept in tmp/, which git ignores.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const majors = process.argv.length > 2 ? process.argv.slice(2) : ["22", "24", "26"];

/** The path of that version's binary, installed first if it is not there. @throws {Error} if npm fails */
function install(major) {
	const folder = join(root, "tmp", `node-${major}`);
	mkdirSync(folder, { recursive: true });
	const options = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder];
	const { status } = spawnSync("npm", ["install", ...options, `node@${major}`], { stdio: "inherit" });
	const binary = join(folder, "node_modules/node/bin/node");
	if (status === 0 && existsSync(binary)) return binary;
	throw new Error(`node@${major} could not be installed: "npm view node versions" shows what there is`);
}

/** Runs all tests; the commands under test find this binary first in the PATH. */
function test(binary) {
	const path = `${dirname(binary)}${delimiter}${process.env.PATH}`;
	const vitest = join(root, "node_modules/vitest/vitest.mjs");
	return spawnSync(binary, [vitest, "run"], {
		cwd: root,
		stdio: "inherit",
		env: { ...process.env, PATH: path },
	});
}

const outcomes = majors.map((major) => {
	const binary = install(major);
	const version = spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout.trim();
	console.log(`\nNode ${version}`);
	return { version, passed: test(binary).status === 0 };
});

for (const { version, passed } of outcomes) console.log(`Node ${version}: ${passed ? "passed" : "failed"}`);
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
