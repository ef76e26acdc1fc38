// Tries the built program with hostile inputs that a seed makes: modules, recordings, arguments, environments. None may show a stack
// or a raw control character, take longer than 5 seconds or more than 500 MB, or end with an exit code that --help does not name.
import { spawn, spawnSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { callOf, environmentOf, moduleOf } from "./hostile/inputs.mjs";
import { killedWhileSaving } from "./hostile/kills.mjs";
import { Random } from "./hostile/random.mjs";
import { recordingsOf } from "./hostile/recordings.mjs";
import { readOptions, readWhole, refuse } from "./options.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BINARY = join(ROOT, "bin", "async-lessons.js");

/** Bounds of one run: of its time, in seconds of the processor, since others may use it too, and of its memory. */
const MOST_SECONDS = 5;
const MOST_MEGABYTES = 500;
/** By the wall clock it may take so many times as long, where the machine is busy. */
const BUSY = 12;
const CODES = [0, 1, 2, 130];

const STACK = /\n\s+at .+:\d+:\d+\)?(?:\n|$)|node:internal|Node\.js v\d/;
const BAD = /[^\P{Control}\n]|[\p{Bidi_Control}\p{Surrogate}\u2028\u2029\ufffe\uffff]/u;
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

const HELP = `npm run hostile -- [options]
  --seed N         decides what is made (default: 1)
  --count N        how many inputs (default: 200)
  --only I         only the input of this number, with all that it prints
  --folder DIR     each module of the folder in place of made inputs, with five commands
  --kills N        kills the program so many times while it saves: each time the file has to be whole`;

const options = readOptions(HELP, {
	seed: { type: "string", default: "1" },
	count: { type: "string", default: "200" },
	only: { type: "string" },
	folder: { type: "string" },
	kills: { type: "string" },
});
const seed = readWhole("seed", options.seed, 0);
if (options.folder !== undefined && !existsSync(options.folder))
	refuse(`there is no folder ${options.folder}`);
const only = options.only === undefined ? null : readWhole("only", options.only, 0);

const folder = mkdtempSync(join(tmpdir(), "async-lessons-hostile-"));
mkdirSync(join(folder, "node_modules"));
symlinkSync(ROOT, join(folder, "node_modules", "async-lessons"), "dir");
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

if (options.kills !== undefined) {
	const count = readWhole("kills", options.kills, 1);
	const { whole, news } = await killedWhileSaving(folder, count, new Random(seed));
	process.stdout.write(
		`killed ${count} times while saving: the file was whole ${whole} times, ${news} of them new\n`,
	);
	process.exit(whole === count ? 0 : 1);
}
const inputs =
	options.folder === undefined
		? madeInputs(seed, readWhole("count", options.count, 1))
		: givenInputs(options.folder);
const wanted = [...inputs].filter((_input, index) => only === null || index === only);
const faults = [];
const most = { seconds: 0, megabytes: 0 };
const codes = {};
for (const [index, input] of wanted.entries()) {
	const ended = await tried(input);
	most.seconds = Math.max(most.seconds, ended.seconds);
	most.megabytes = Math.max(most.megabytes, ended.megabytes);
	const by = `${input.kind} ${ended.code}`;
	codes[by] = (codes[by] ?? 0) + 1;
	const found = faultsOf(ended, input);
	if (only !== null) process.stdout.write(`${JSON.stringify(ended, null, 1)}\n`);
	for (const fault of found) faults.push(`${only ?? index}: ${input.what}: ${fault}`);
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(
	`${wanted.length} inputs${options.folder === undefined ? ` of seed ${seed}` : ""}: ${faults.length} faults; ` +
		`at most ${most.seconds.toFixed(1)} s and ${most.megabytes} MB; exit codes ${JSON.stringify(codes)}\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

/** What a seed makes: by turns a module, a recording, and a call of the program with nothing of its own. */
function* madeInputs(seed, count) {
	const sound = recordingsOf(BINARY, folder);
	for (let index = 0; index < count; index += 1) {
		const random = new Random(seed * 100_003 + index);
		const kind = ["module", "recording", "call"][index % 3];
		const file = `${kind}-${index}.${kind === "module" ? "mjs" : "jsonl"}`;
		if (kind === "module") writeFileSync(join(folder, file), moduleOf(random));
		if (kind === "recording") writeFileSync(join(folder, file), random.spoilt(random.pick(sound)));
		const args = callOf(random, kind === "call" ? null : `./${file}`, kind);
		const env = environmentOf(random);
		const settings = Object.entries(env).map(([name, value]) => `${name}=${JSON.stringify(value)} `);
		yield {
			kind,
			what: `${settings.join("")}async-lessons ${args.map((arg) => JSON.stringify(arg)).join(" ")}`,
			args,
			env,
		};
	}
}

/** Modules that somebody has written, each with several calls. */
function* givenInputs(given) {
	for (const name of readdirSync(given).filter((one) => /\.m?js$/.test(one))) {
		writeFileSync(join(folder, name), readFileSync(join(given, name)));
		for (const call of [
			["run"],
			["run", "--json"],
			["run", "--describe", "--width", "20"],
			["run", "--svg", "out.svg"],
			["compare"],
		])
			yield {
				kind: "module",
				what: `${call.join(" ")} ${name}`,
				args: [call[0], `./${name}`, ...call.slice(1)],
				env: {},
			};
	}
}

function tried({ args, env }) {
	return new Promise((resolve) => {
		const began = performance.now();
		const report = join(folder, "usage.txt");
		// GNU time tells what the process has used, its children included.
		const child = spawn(
			"/usr/bin/env",
			["time", "-q", "-o", report, "-f", "%U %S %M", process.execPath, BINARY, ...args],
			{
				cwd: folder,
				env: { PATH: process.env.PATH, HOME: join(folder, "home"), ...env },
				stdio: ["ignore", "pipe", "pipe"],
				detached: true,
			},
		);
		let [out, error, isLate, used] = ["", "", false, 0];
		child.stdout.setEncoding("utf8").on("data", (text) => {
			out += text;
		});
		child.stderr.setEncoding("utf8").on("data", (text) => {
			error += text;
		});
		const late = setTimeout(
			() => {
				isLate = true;
				used = secondsOf(child.pid);
				process.kill(-child.pid, "SIGKILL");
			},
			MOST_SECONDS * BUSY * 1000,
		);
		child.on("close", (code, signal) => {
			clearTimeout(late);
			const [user = 0, system = 0, kilobytes = 0] = isLate
				? []
				: readFileSync(report, "utf8").trim().split(" ").map(Number);
			resolve({
				code: signal ?? code,
				out,
				error,
				wall: isLate ? (performance.now() - began) / 1000 : null,
				seconds: isLate ? used : user + system,
				megabytes: Math.round(kilobytes / 1024),
			});
		});
	});
}

/** What the processes of a session that go on have used: next to nothing, if they wait for what never comes. */
function secondsOf(session) {
	const { stdout } = spawnSync("ps", ["-o", "cputimes=", "-s", String(session)], { encoding: "utf8" });
	return stdout.split("\n").reduce((sum, line) => sum + Number(line), 0);
}

function faultsOf({ code, out, error, wall, seconds, megabytes }, { args }) {
	const faults = [];
	if (wall !== null)
		faults.push(`it was killed after ${wall.toFixed(0)} s, ${seconds} of them on the processor`);
	else if (seconds > MOST_SECONDS) faults.push(`it took ${seconds.toFixed(1)} s`);
	if (megabytes > MOST_MEGABYTES) faults.push(`it took ${megabytes} MB`);
	if (!CODES.includes(code)) faults.push(`exit code ${code}`);
	for (const [name, text] of [
		["stdout", out.replaceAll(COLOURS, "")],
		["stderr", error],
	]) {
		if (!args.includes("--debug") && STACK.test(text))
			faults.push(`a stack on ${name}: ${JSON.stringify(text.slice(0, 300))}`);
		// The sources of demos are shown as they are, with their tabs.
		const at = (args[0] === "show" ? text.replaceAll("\t", " ") : text).search(BAD);
		if (at >= 0)
			faults.push(`a bad character on ${name}: ${JSON.stringify(text.slice(Math.max(0, at - 30), at + 30))}`);
	}
	return faults;
}
