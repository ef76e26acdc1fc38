// Who takes part, and what it takes to start each.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** The same for every contestant on Node: room for a million tasks, and gc() to measure the heap. */
const NODE_FLAGS = ["--expose-gc", "--max-old-space-size=4096"];

/** In the order in which they take turns within a round. */
export const CONTESTANTS = ["native", "ours", "floor", "effect", "effection", "co", "cpython"];

/** The packages that only the benchmarks need, and where npm puts them. */
const PEERS = ["effect", "effection", "co"];

/**
 * A contestant, and how to start it.
 * @typedef {object} Starter
 * @property {string} name
 * @property {string} file
 * @property {string[]} flags what comes before the workload's name
 */

/**
 * Those of `names` that can be started here; why the others cannot goes to `say`.
 * @returns {Starter[]}
 */
export function startersOf(names, say) {
	if (names.some((name) => PEERS.includes(name) && !isInstalled(name))) installPeers(say);
	return names.flatMap((name) => starterOf(name, say));
}

function starterOf(name, say) {
	if (name === "cpython") return pythonStarter(say);
	if (PEERS.includes(name) && !isInstalled(name)) return leftOut(name, "it is not installed in bench/", say);
	if (name === "ours" && !existsSync(join(HERE, "../dist/index.js"))) {
		return leftOut(name, 'there is no dist/index.js; "npm run build" makes it', say);
	}
	return [{ name, file: process.execPath, flags: [...NODE_FLAGS, join(HERE, "child.mjs"), name] }];
}

function leftOut(name, why, say) {
	say(`${name} is left out: ${why}`);
	return [];
}

function isInstalled(peer) {
	return existsSync(join(HERE, "node_modules", peer, "package.json"));
}

function installPeers(say) {
	say(`installing ${PEERS.join(", ")} into bench/ (npm ci --prefix bench)`);
	const command = { cwd: HERE, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" };
	const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], command);
	if (status !== 0) say("npm could not install them");
}

function pythonStarter(say) {
	const file = pythons().find((python) => versionOf(python).startsWith("Python 3.13."));
	if (file === undefined)
		return leftOut("cpython", "no python3.13 was found; BENCH_PYTHON can name one", say);
	return [{ name: "cpython", file, flags: [join(HERE, "workloads/cpython.py")] }];
}

function pythons() {
	const named = process.env.BENCH_PYTHON;
	return named === undefined ? ["python3.13", "python3", "python", ...pyenvPythons()] : [named];
}

function pyenvPythons() {
	const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
	if (!existsSync(versions)) return [];
	return readdirSync(versions).map((version) => join(versions, version, "bin/python3"));
}

function versionOf(python) {
	return spawnSync(python, ["--version"], { encoding: "utf8" }).stdout ?? "";
}
