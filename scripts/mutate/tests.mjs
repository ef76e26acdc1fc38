// Chooses the tests that can notice a change of a source, and runs tests in a copy of the tree. This file is also the
// process that runs them: tests.mjs COPY. It stays, so that what it has loaded and compiled serves the next run.
import { fork } from "node:child_process";
import { join, posix, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { importsOf } from "./sites.mjs";

const own = fileURLToPath(import.meta.url);

/** Where this file lies in a copy. */
const OWN = "scripts/mutate/tests.mjs";

/** What a test may start apart, by the name under which it does: built from these sources, and what they need. */
const STARTED = {
	"bin/async-lessons.js": "src/cli/main.ts",
	"dist/cli/module-host.js": "src/cli/module-host.ts",
};

const startedBy = (source) => Object.keys(STARTED).filter((name) => source.includes(name));

/** A test file hangs when it takes this many times as long as usual and then this much, in milliseconds. */
const HANGS = { times: 10, more: 10_000 };

/** How long a single test may take, in milliseconds. */
const TEST_TIMEOUT = 60_000;

/** How long a test file takes at most as long as nothing is known of it, in milliseconds. */
const UNKNOWN = 20_000;

/** Gives the files that a file needs when it runs, itself too, and those of what it starts. `sources`: texts by path. */
function makeNeeds(sources) {
	const imports = new Map();
	for (const [file, source] of sources) {
		const found = importsOf(source).map((name) => posix.join(posix.dirname(file), name));
		const started = startedBy(source).map((name) => STARTED[name]);
		imports.set(
			file,
			[...found, ...started].filter((name) => sources.has(name)),
		);
	}
	return (file) => {
		const needed = new Set([file]);
		for (const one of needed) for (const other of imports.get(one)) needed.add(other);
		return needed;
	};
}

/**
 * Gives the test files that run a source, by importing it, or by starting the program as it was built; and which of
 * them do the latter.
 */
export function makeNoticers(sources) {
	const needs = makeNeeds(sources);
	const files = [...sources.keys()].filter((file) => /^test\/.*\.test\.ts$/.test(file));
	const tests = files.map((test) => {
		const needed = needs(test);
		const starts = [...needed].some((file) => startedBy(sources.get(file)).length > 0);
		return { test, starts, needed };
	});
	return {
		noticers: (file) => tests.filter(({ needed }) => needed.has(file)).map(({ test }) => test),
		starters: new Set(tests.filter(({ starts }) => starts).map(({ test }) => test)),
	};
}

/** The process of each copy that runs its tests. */
const runners = new Map();

/** Kills a process with all those that it started. */
function kill(child) {
	try {
		process.kill(-child.pid, "SIGKILL");
	} catch (error) {
		// They have all ended; macOS says EPERM.
		if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
	}
}

/** Kills the processes of all copies. Later runs start new ones, which know nothing of the sources as they were. */
export function killAll() {
	for (const child of runners.values()) kill(child);
	runners.clear();
}

function runnerOf(copy) {
	const known = runners.get(copy);
	if (known?.connected) return known;
	const child = fork(join(copy, OWN), [copy], { detached: true, stdio: "ignore" });
	runners.set(copy, child);
	return child;
}

function stop(copy) {
	const child = runners.get(copy);
	if (child !== undefined) kill(child);
	runners.delete(copy);
}

/**
 * Runs test files in a copy until one fails: `plain` ones in their order, then those that start the program, `starting`,
 * which is bundled before. Gives what failed, null if nothing did, and the time that each file took, in milliseconds. An
 * error outside of the tests counts if it comes twice: on a busy machine vitest has its own.
 * @param changed the source that is not as it was when the copy's first tests ran, if there is one
 * @param usual the time that each file takes as a rule
 */
export async function runTests(copy, tests, options = {}) {
	const begin = performance.now();
	const first = await runOnce(copy, tests, options);
	// What a test gave up waiting for may still run.
	if (first.failed !== null && performance.now() - begin > TEST_TIMEOUT) stop(copy);
	if (first.failed !== null || first.stray === null) return first;
	stop(copy);
	const { failed, stray, times } = await runOnce(copy, tests, options);
	return { failed: failed ?? stray, times };
}

function runOnce(copy, { plain, starting }, { changed, usual = new Map() }) {
	const child = runnerOf(copy);
	const run = { failed: null, stray: null, times: new Map() };
	return new Promise((resolve) => {
		const dog = watchdog((file) => {
			run.failed ??= `timeout in ${file}`;
			end();
			stop(copy);
		}, usual);
		const hear = ({ started, ended, passed, errors }) => {
			if (started !== undefined) dog.watch(started);
			if (ended !== undefined) run.times.set(ended, dog.elapsed());
			if (passed === false) run.failed ??= ended;
			if (errors === undefined) return;
			if (errors.length > 0) run.stray = errors[0];
			end();
		};
		const close = (code) => {
			run.stray = `exit code ${code}`;
			end();
			stop(copy);
		};
		const end = () => {
			dog.stop();
			child.off("message", hear).off("close", close);
			resolve(run);
		};
		child.on("message", hear).on("close", close);
		child.send({ plain, starting, changed });
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

/** What the process does: it runs the tests that it is told of, and tells when they have all run. */
async function runHere(copy) {
	process.chdir(copy);
	// Newer than the sources then: the tests do not build dist again.
	await bundleAgain(copy);
	const { createVitest } = await import("vitest/node");
	const order = [];
	const isGreen = (module) => ["passed", "skipped"].includes(module.state());
	const nameOf = (module) => relative(copy, module.moduleId).replaceAll("\\", "/");
	const toParent = {
		onTestModuleQueued: (module) => process.send({ started: nameOf(module) }),
		onTestModuleEnd: (module) => process.send({ ended: nameOf(module) }),
	};
	const vitest = await createVitest("test", {
		watch: false,
		bail: 1,
		cache: false,
		// All files share one process, and the modules that it has loaded.
		isolate: false,
		fileParallelism: false,
		sequence: { shuffle: false, sequencer: inOrder((module) => order.indexOf(nameOf(module))) },
		testTimeout: TEST_TIMEOUT,
		reporters: [toParent],
	});
	const modules = new Map((await vitest.globTestSpecifications()).map((module) => [nameOf(module), module]));
	const run = async (files) => {
		order.splice(0, order.length, ...files);
		const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
			files.map((file) => modules.get(file)),
		);
		const failed = testModules.find((module) => files.includes(nameOf(module)) && !isGreen(module));
		// One that broke off at its first failure does not come to its end, and has no state but this.
		if (failed !== undefined) process.send({ ended: nameOf(failed), passed: false });
		return { failed: failed !== undefined, errors: unhandledErrors.map(({ message }) => message) };
	};
	const runAll = async ({ plain, starting, changed }) => {
		if (changed !== undefined) vitest.invalidateFile(join(copy, changed));
		const first = plain.length === 0 ? { failed: false, errors: [] } : await run(plain);
		if (first.failed || first.errors.length > 0 || starting.length === 0) return first.errors;
		process.send({ started: "the program" });
		if (changed !== undefined) await bundleAgain(copy);
		return (await run(starting)).errors;
	};
	let last;
	process.on("message", async ({ plain, starting, changed }) => {
		// What was changed for the run before is as it was.
		if (last !== undefined) vitest.invalidateFile(join(copy, last));
		last = changed;
		process.send({ errors: await runAll({ plain, starting, changed }) });
	});
	process.on("disconnect", () => process.exit());
}

/** A change can be seen in the bundle only. */
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

if (process.argv[1] === own) await runHere(process.argv[2]);
