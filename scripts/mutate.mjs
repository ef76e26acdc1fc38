// npm run mutate: changes the sources at one place at a time, and tells which changes no test notices. The tree itself
// is left alone: everything happens in copies, so that it may be edited meanwhile.
import { execFileSync, spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawSites, findSites, mutate } from "./mutate/sites.mjs";
import { killAll, makeNoticers, runTests } from "./mutate/tests.mjs";
import { readOptions, readWhole, refuse } from "./options.mjs";

const HELP = `npm run mutate -- [options]
  --seed N,N       decides which places are drawn; several draw several times, and share the first look at the tests
                   (default: 1)
  --sites N        how many places each seed draws; they are changed one after the other (default: 40)
  --folders A,B    folders of src; those that do not exist are left out (default: history,findings,views,text,cli);
                   what runs in a browser is left out`;

const WORKERS = 2;

/** What runs in a browser alone, is bundled into the page, and is tried where a browser is found. */
const IN_BROWSER = "src/views/page/viewer/";

/** The file of a copy that says which blocks of code ran. */
const HITS = "hits";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Progress and complaints; the table alone goes to stdout. */
function say(text) {
	process.stderr.write(`${text}\n`);
}

function readAll() {
	const { seed, sites, folders } = readOptions(HELP, {
		seed: { type: "string", default: "1" },
		sites: { type: "string", default: "40" },
		folders: { type: "string", default: "history,findings,views,text,cli" },
	});
	return {
		seeds: seed.split(",").map((one) => readWhole("seed", one, 0)),
		sites: readWhole("sites", sites, 1),
		folders: readFolders(folders),
	};
}

function readFolders(text) {
	const all = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
	const names = all.map(({ name }) => name);
	const found = text.split(",").filter((name) => names.includes(name));
	return found.length > 0
		? found
		: refuse(`--folders ${text} names no folder of src; there are ${names.join(", ")}`);
}

/** The files of the tree as they are now: those that git has, and the new ones. */
function listFiles() {
	const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
	const names = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\0");
	// A link called node_modules is not ignored, as a folder would be.
	return [...new Set(names)].filter(
		(name) => name !== "" && name !== "node_modules" && existsSync(join(root, name)),
	);
}

/** Copies the tree for each worker, and builds the copies. */
function makeCopies(folder, files) {
	const copies = Array.from({ length: WORKERS }, (_, index) => join(folder, `${index + 1}`));
	for (const copy of copies) {
		for (const file of files) cpSync(join(root, file), join(copy, file));
		symlinkSync(realpathSync(join(root, "node_modules")), join(copy, "node_modules"));
		spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: copy });
	}
	return copies;
}

/** The TypeScript files of src and test: texts by path. */
function readSources(copy, files) {
	const names = files.filter((file) => /^(src|test)\/.*\.ts$/.test(file)).sort();
	return new Map(names.map((file) => [file, readFileSync(join(copy, file), "utf8")]));
}

/** Draws the sites of each seed, each with its file and seed. */
function drawMutants(sources, { folders, sites, seeds }) {
	const files = [...sources.keys()].filter(
		(file) => folders.includes(/^src\/([^/]+)\//.exec(file)?.[1]) && !file.startsWith(IN_BROWSER),
	);
	const all = files.flatMap((file) => findSites(sources.get(file)).map((site) => ({ ...site, file })));
	return seeds.flatMap((seed) => drawSites(all, sites, seed).map((site) => ({ ...site, seed })));
}

/** Every worker takes the next of the jobs until none is left. */
async function share(jobs, copies, work) {
	const queue = [...jobs];
	const takeAll = async (copy) => {
		for (let job = queue.shift(); job !== undefined; job = queue.shift()) await work(job, copy);
	};
	await Promise.all(copies.map(takeAll));
}

/** The source with a mark at the beginning of each block that has a mutant. */
function markBlocks(source, mutants, hits) {
	const blocks = new Set(mutants.map(({ block }) => block).filter((block) => block !== null));
	return [...blocks]
		.sort((a, b) => b - a)
		.reduce(
			(text, block) => text.slice(0, block + 1) + mark(mutants[0].file, block, hits) + text.slice(block + 1),
			source,
		);
}

/** A statement that writes once in each process, be it a test's or one that a test starts. */
function mark(file, block, hits) {
	const hit = JSON.stringify(`${file} ${block}\n`);
	const append = `process.getBuiltinModule("node:fs").appendFileSync(${JSON.stringify(hits)}, ${hit})`;
	return `{ const hits = (globalThis.hits ??= new Set()); if (!hits.has(${hit})) { hits.add(${hit}); ${append}; } }`;
}

/** Writes the sources that have mutants into a copy, as `change` makes them of a text and its mutants. */
function writeSources(copy, mutants, sources, change) {
	for (const file of new Set(mutants.map((mutant) => mutant.file))) {
		const own = mutants.filter((mutant) => mutant.file === file);
		writeFileSync(join(copy, file), change(sources.get(file), own));
	}
}

/**
 * Runs a test file by itself. Gives its time in milliseconds, and which marks it came by.
 * Ends the script if it fails.
 */
async function watchTest(copy, test, starters) {
	const hits = join(copy, HITS);
	writeFileSync(hits, "");
	const { failed, times } = await runTests(copy, inGroups([test], starters));
	if (failed === null)
		return { time: times.get(test), hits: new Set(readFileSync(hits, "utf8").split("\n")) };
	return refuse(`${test} fails without any change: ${failed}; "npm test" must be green first`);
}

/** Watches all tests that may notice a mutant, with nothing changed in the sources but the marks. */
async function watchTests(copies, mutants, sources) {
	const { noticers, starters } = makeNoticers(sources);
	const tests = new Set(mutants.flatMap(({ file }) => noticers(file)));
	const seen = new Map();
	for (const copy of copies) {
		writeSources(copy, mutants, sources, (source, own) => markBlocks(source, own, join(copy, HITS)));
	}
	await share(tests, copies, async (test, copy) => {
		seen.set(test, await watchTest(copy, test, starters));
	});
	killAll();
	for (const copy of copies) writeSources(copy, mutants, sources, (source) => source);
	return { seen, noticers, starters };
}

/** The tests that start the program apart: it is bundled for them alone. */
function inGroups(tests, starters) {
	return {
		plain: tests.filter((test) => !starters.has(test)),
		starting: tests.filter((test) => starters.has(test)),
	};
}

/** The tests that run a mutant, the quickest first. */
function testsOf({ file, block }, { seen, noticers }) {
	const runs = (test) => block === null || seen.get(test).hits.has(`${file} ${block}`);
	return noticers(file)
		.filter(runs)
		.sort((a, b) => seen.get(a).time - seen.get(b).time);
}

/** Makes one change in a copy, runs its tests and takes it back. Gives what failed, null if nothing did. */
async function tryMutant(copy, mutant, { sources, starters, usual }) {
	if (mutant.tests.length === 0) return null;
	const path = join(copy, mutant.file);
	writeFileSync(path, mutate(sources.get(mutant.file), mutant));
	const tests = inGroups(mutant.tests, starters);
	const { failed } = await runTests(copy, tests, { changed: mutant.file, usual });
	writeFileSync(path, sources.get(mutant.file));
	return failed;
}

/** Tries all mutants. Gives those that lived. */
async function tryAll(copies, mutants, known) {
	const lived = new Set();
	let done = 0;
	await share(mutants, copies, async (mutant, copy) => {
		const begin = performance.now();
		const failed = await tryMutant(copy, mutant, known);
		if (failed === null) lived.add(mutant);
		const seconds = ((performance.now() - begin) / 1000).toFixed(1);
		done++;
		say(`${done}/${mutants.length}  ${describe(mutant)}  ${failed ?? "lived"}  ${seconds} s`);
	});
	return mutants.filter((mutant) => lived.has(mutant));
}

function describe({ file, line, before, after, tests }) {
	const short = (text) => text.replace(/\s+/g, " ").replace(/^(.{60}).{4,}$/, "$1…");
	const unseen = tests.length === 0 ? "  (no test runs it)" : "";
	return `${file}:${line}  ${short(before)} → ${short(after)}${unseen}`;
}

function table(seed, mutants, lived) {
	const [all, left] = [mutants.length, lived.length];
	const percent = all === 0 ? 0 : Math.round((100 * left) / all);
	const head = ["seed", "sites", "died", "lived"];
	const row = [seed, all, all - left, `${left} (${percent} %)`].map(String);
	const line = (cells) =>
		cells.map((cell, i) => cell.padEnd(Math.max(head[i].length, row[i].length))).join("  ");
	return [line(head), line(row), ...lived.map((mutant) => `  ${describe(mutant)}`)].join("\n");
}

async function main() {
	const options = readAll();
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "mutate-")));
	process.on("exit", () => {
		killAll();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	});
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));
	const files = listFiles();
	const copies = makeCopies(folder, files);
	const sources = readSources(copies[0], files);
	const drawn = drawMutants(sources, options);
	say(`runs the tests without any change, then with ${drawn.length} changes`);
	const watched = await watchTests(copies, drawn, sources);
	const usual = new Map([...watched.seen].map(([test, { time }]) => [test, time]));
	const mutants = drawn.map((mutant) => ({ ...mutant, tests: testsOf(mutant, watched) }));
	const lived = await tryAll(copies, mutants, { sources, starters: watched.starters, usual });
	for (const seed of options.seeds) {
		const ofSeed = (mutant) => mutant.seed === seed;
		console.log(table(seed, mutants.filter(ofSeed), lived.filter(ofSeed)));
	}
	killAll();
}

await main();
