// Chooses the tests that can notice a change of a source, and runs tests in a copy of the tree. This file is also the
// process that a run is: tests.mjs COPY BAIL FILE…
import { fork } from "node:child_process";
import { join, posix, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { importsOf } from "./sites.mjs";

const own = fileURLToPath(import.meta.url);

/** Where this file lies in a copy. */
const OWN = "scripts/mutate/tests.mjs";

/** A test file hangs when it takes this many times as long as usual and then this much, in milliseconds. */
const HANGS = { times: 10, more: 10_000 };

/** How long a test file takes at most as long as nothing is known of it, in milliseconds. */
const UNKNOWN = 20_000;

/** Gives the files that a file needs when it runs, itself too. `sources`: texts by path. */
function makeNeeds(sources) {
	const imports = new Map();
	for (const [file, source] of sources) {
		const found = importsOf(source).map((name) => posix.join(posix.dirname(file), name));
		imports.set(
			file,
			found.filter((name) => sources.has(name)),
		);
	}
	return (file) => {
		const needed = new Set([file]);
		for (const one of needed) for (const other of imports.get(one)) needed.add(other);
		return needed;
	};
}

/** Gives the test files that run a source: by importing it, or by starting the program as it was built. */
export function makeNoticers(sources) {
	const needs = makeNeeds(sources);
	const program = needs("src/cli/main.ts");
	const files = [...sources.keys()].filter((file) => /^test\/.*\.test\.ts$/.test(file));
	const tests = files.map((test) => {
		const needed = needs(test);
		const starts = [...needed].some((file) => sources.get(file).includes("bin/async-lessons.js"));
		return { test, runs: (file) => needed.has(file) || (starts && program.has(file)) };
	});
	return (file) => tests.filter(({ runs }) => runs(file)).map(({ test }) => test);
}

const running = new Set();

/** Kills a run with all the processes that it started. */
function kill(child) {
	try {
		process.kill(-child.pid, "SIGKILL");
	} catch (error) {
		// They have all ended; macOS says EPERM.
		if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
	}
}

/** Kills all runs. */
export function killAll() {
	for (const child of running) kill(child);
}

/**
 * Runs test files in a copy, in their order. Gives what failed first, null if nothing did, and the time that each file
 * took, in milliseconds. An error outside of the tests counts if it comes twice: on a busy machine vitest has its own.
 * @param usual the time that each file takes as a rule
 */
export async function runTests(copy, files, options) {
	const first = await runOnce(copy, files, options);
	if (first.failed !== null || first.stray === null) return first;
	const { failed, stray, times } = await runOnce(copy, files, options);
	return { failed: failed ?? stray, times };
}

function runOnce(copy, files, { bail, usual = new Map() }) {
	const child = fork(join(copy, OWN), [copy, String(bail), ...files], { detached: true, stdio: "ignore" });
	running.add(child);
	const run = { failed: null, stray: null, times: new Map() };
	const fail = (what) => {
		run.failed ??= what;
	};
	const dog = watchdog((file) => {
		fail(`timeout in ${file}`);
		kill(child);
	}, usual);
	child.on("message", ({ started, ended, passed, errors }) => {
		if (started !== undefined) dog.watch(started);
		if (ended !== undefined) run.times.set(ended, dog.elapsed());
		if (passed === false) fail(ended);
		if (errors?.length > 0) run.stray = errors[0];
	});
	return new Promise((resolve) => {
		child.on("close", (code) => {
			dog.stop();
			kill(child);
			running.delete(child);
			if (code !== 0) run.stray ??= `exit code ${code}`;
			resolve(run);
		});
	});
}

/** Barks when one file takes too long. The start of the process counts as one. */
function watchdog(bark, usual) {
	let timer;
	let begin;
	const stop = () => clearTimeout(timer);
	const watch = (file) => {
		stop();
		begin = performance.now();
		timer = setTimeout(() => bark(file), HANGS.times * (usual.get(file) ?? UNKNOWN) + HANGS.more);
	};
	watch("the start");
	return { watch, stop, elapsed: () => performance.now() - begin };
}

/** What the process does: a bundle of its own, then the tests, with exit code 0 if all passed. */
async function runHere(copy, bail, files) {
	process.chdir(copy);
	const nameOf = (module) => relative(copy, module.moduleId).replaceAll("\\", "/");
	const toParent = {
		onTestModuleQueued: (module) => process.send({ started: nameOf(module) }),
		onTestModuleEnd: (module) => process.send({ ended: nameOf(module), passed: module.ok() }),
		onTestRunEnd: (_modules, errors) => process.send({ errors: errors.map(({ message }) => message) }),
	};
	await bundleAgain(copy);
	const { startVitest } = await import("vitest/node");
	await startVitest("test", files, {
		watch: false,
		bail,
		cache: false,
		// All files share one process, and the modules that it has loaded.
		isolate: false,
		fileParallelism: false,
		sequence: { shuffle: false, sequencer: inOrder((module) => files.indexOf(nameOf(module))) },
		testTimeout: 15_000,
		typecheck: { enabled: false },
		reporters: [toParent],
	});
	process.exit();
}

/** A change can be seen in the bundle only. As that is newer than the source then, the tests do not build dist again. */
async function bundleAgain(copy) {
	const { build } = await import("rolldown");
	const { bundle } = await import(pathToFileURL(join(copy, "scripts/bundle.mjs")).href);
	await build({ ...bundle, cwd: copy });
}

function inOrder(placeOf) {
	return class {
		shard(modules) {
			return modules;
		}

		sort(modules) {
			return modules.toSorted((a, b) => placeOf(a) - placeOf(b));
		}
	};
}

if (process.argv[1] === own) {
	const [copy, bail, ...files] = process.argv.slice(2);
	await runHere(copy, Number(bail), files);
}
