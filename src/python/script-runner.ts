// Runs Python scripts in child processes: by a local Python, or by the one that comes with the package.

import { statSync } from "node:fs";
import { constants } from "node:os";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Exit, type Follow, Host, type HostLimits, type Said } from "../recording/host.ts";
import type { Recording } from "../recording/index.ts";
import type { Notice } from "../recording/read.ts";
import type { EmbeddedRequest } from "./embedded.ts";
import { EMBEDDED, isNewEnough, type LocalPython, localPythons, OLDEST_PYTHON } from "./python-choice.ts";
import { ScriptError } from "./script-error.ts";

/** How a script is run. */
export interface ScriptOptions {
	/** What it finds in `sys.argv` after its own name. */
	readonly arguments?: readonly string[];
	/** A Python, by its path or name; `embedded` for the one that comes with the package. Default: a local one, else that. */
	readonly python?: string;
	/** Of Python's `random`. Default: 42. */
	readonly seed?: number;
	/** The loop's time, in seconds, at which a run is stopped if it goes on. Default: none. */
	readonly until?: number;
	/** How many facts of a run are kept; then it is stopped. Default: 5,000,000. */
	readonly mostFacts?: number;
	/** Whether errors keep their tracebacks. Default: false. */
	readonly stacks?: boolean;
	/** Whether the wall clock counts from the start. Default: false. */
	readonly live?: boolean;
	/** What it prints comes out as it is, and at once. Default: what it prints in a run is told in the run. */
	readonly raw?: boolean;
	/** What it writes outside of its runs, and what Python says, is dropped, and it has no stdin. Default: false. */
	readonly quiet?: boolean;
	/** How long, in seconds, a local Python may say nothing when it is started. Default: 20. */
	readonly startsWithin?: number;
	/** The folder that it is started in. Default: this process's. */
	readonly cwd?: string;
	/** Stops it: what was recorded is answered. */
	readonly signal?: AbortSignal;
	/** Is told which Python runs it, before it does. */
	readonly onPython?: (python: Python) => void;
	/** Is told what it prints to stdout before, between and after its runs, lines without the last line feed. Default: that comes out on stderr. */
	readonly onPrinted?: (lines: string, runs: number) => void;
	/** Is given what it writes to stderr outside of its runs, and what Python says. Default: that comes out on stderr. */
	readonly onWritten?: (text: string) => void;
	/** Is called, when nothing comes, with what was recorded so far of the run that goes on; answers false. */
	readonly follow?: Follow;
}

/** A Python that runs a script. */
export interface Python {
	/** `CPython 3.13.0`, `CPython 3.14.2, embedded` */
	readonly name: string;
	/** Its program; null for the embedded one. */
	readonly executable: string | null;
	/** Local ones that were passed over, `python3 is 3.8.18`. */
	readonly passedOver: readonly string[];
}

/** What a script did. */
export interface ScriptRun {
	/** One for each time that it ran an event loop. */
	readonly recordings: readonly Recording[];
	/** Its own exit code, as a shell tells it; 1 where a run of it could not go on. */
	readonly exitCode: number;
	readonly python: Python;
}

const TRACE = fileURLToPath(new URL("../../src/python/trace.py", import.meta.url));
const EMBEDDED_HOST = fileURLToPath(new URL("../../dist/python/embedded.js", import.meta.url));

/** A process that is ready to run a script, and the Python in it. */
interface Started {
	readonly host: Host;
	readonly python: Python;
}

/** Runs scripts one after the other. The embedded Python, which takes long to start, serves all of them. */
export class ScriptRunner {
	#embedded: Started | null = null;

	/**
	 * Runs a script to its end, or as far as it comes.
	 * @throws {ScriptError} if there is no such script or Python, or if it runs no event loop
	 */
	async run(path: string, options: ScriptOptions = {}): Promise<ScriptRun> {
		requireFile(path, options.cwd);
		const { host, python } = await this.#start(path, options);
		options.onPython?.(python);
		const recordings: Recording[] = [];
		let refused: ScriptError | null = null;
		let exit: Exit | null = null;
		while (exit === null) {
			const said = await nextOf(host, options);
			if (said === null) exit = host.exit ?? 0;
			else if ("recording" in said) recordings.push(said.recording);
			else if (said.notice.format === "async-lessons/refused") refused = refusal(path, said.notice, python);
			else if (said.notice.format === "async-lessons/printed")
				options.onPrinted?.(String(said.notice.text), recordings.length);
			else if (said.notice.format === "async-lessons/exited") exit = Number(said.notice.exit);
		}
		if (refused !== null) throw refused;
		return { recordings, python, exitCode: exitCodeOf(exit, recordings) };
	}

	/** Nothing more is to be run. Settles when no process is left. */
	async close(): Promise<void> {
		await this.#embedded?.host.close();
	}

	async #start(path: string, options: ScriptOptions): Promise<Started> {
		const { python } = options;
		if (python === EMBEDDED) return this.#startEmbedded(path, options, []);
		if (python !== undefined) {
			const started = await startLocal({ command: python, args: [] }, path, options);
			if ("host" in started) return started;
			throw new ScriptError(`${python} ${started.problem}`);
		}
		const passedOver: string[] = [];
		for (const local of localPythons(process.env, process.platform)) {
			const started = await startLocal(local, path, options);
			if ("host" in started) return started;
			if (started.isThere) passedOver.push(`${[local.command, ...local.args].join(" ")} ${started.problem}`);
		}
		return this.#startEmbedded(path, options, passedOver);
	}

	async #startEmbedded(
		path: string,
		options: ScriptOptions,
		passedOver: readonly string[],
	): Promise<Started> {
		if (this.#embedded === null || this.#embedded.host.exit !== null) {
			const host = new Host({
				command: process.execPath,
				args: [EMBEDDED_HOST],
				requests: "messages",
				...surroundingsOf(options),
			});
			const said = await nextOf(host, options);
			if (said === null || !("notice" in said))
				throw new ScriptError(`the embedded Python does not start; its process ended with ${host.exit}`, 1);
			const name = `${nameOf(said.notice)}, embedded`;
			this.#embedded = { host, python: { name, executable: null, passedOver } };
		}
		const before = tracerOptions(options);
		const request: EmbeddedRequest = {
			arguments: [...before, path, ...(options.arguments ?? [])],
			script: before.length,
		};
		const { host, python } = this.#embedded;
		host.tell(request);
		return { host, python: { ...python, passedOver } };
	}
}

/** Why a local Python can't run a script. */
interface Unfit {
	readonly problem: string;
	/** It is one, but too old, or too slow to start. */
	readonly isThere: boolean;
}

async function startLocal(
	{ command, args }: LocalPython,
	path: string,
	options: ScriptOptions,
): Promise<Started | Unfit> {
	const { raw = false, startsWithin = 20, arguments: own = [] } = options;
	const unbuffered = raw ? [] : ["-u"];
	const host = new Host({
		command,
		args: [...args, ...unbuffered, TRACE, "--hosted", ...tracerOptions(options), path, ...own],
		requests: "none",
		...surroundingsOf(options),
	});
	const late = AbortSignal.timeout(startsWithin * 1000);
	const signal = options.signal === undefined ? late : AbortSignal.any([options.signal, late]);
	const said = await nextOf(host, { ...options, signal }).catch((error: NodeJS.ErrnoException) => {
		if (error.syscall?.startsWith("spawn")) return error.code ?? error.message;
		throw error;
	});
	if (typeof said === "string")
		return { problem: said === "ENOENT" ? "is not there" : `can't be started: ${said}`, isThere: false };
	if (said === null || !("notice" in said))
		return late.aborted
			? { problem: `said nothing for ${startsWithin} s`, isThere: true }
			: { problem: `is no Python: it ended with ${host.exit}, and said nothing`, isThere: false };
	const version = said.notice.python as readonly number[];
	if (!isNewEnough(version))
		return {
			problem: `is Python ${version.join(".")}; a script needs ${OLDEST_PYTHON.join(".")} or newer`,
			isThere: true,
		};
	const executable = String(said.notice.executable);
	return { host, python: { name: nameOf(said.notice), executable, passedOver: [] } };
}

function surroundingsOf({ cwd = process.cwd(), raw = false, quiet = false, onWritten }: ScriptOptions) {
	return { cwd, passesStdout: raw, quiet, ...(onWritten === undefined ? {} : { onWritten }) };
}

function nameOf({ python }: Notice): string {
	return `CPython ${(python as readonly number[]).join(".")}`;
}

/** The options of the tracer, before the script. */
function tracerOptions({ seed, until, mostFacts, stacks, live, raw, onPrinted }: ScriptOptions): string[] {
	const number = (name: string, value: number | undefined) => (value === undefined ? [] : [name, `${value}`]);
	return [
		...number("--seed", seed),
		...number("--until", until),
		...number("--most-facts", mostFacts),
		...(stacks ? ["--stacks"] : []),
		...(live ? ["--live"] : []),
		...(raw ? ["--raw"] : onPrinted === undefined ? [] : ["--tell-outside"]),
	];
}

async function nextOf(host: Host, options: ScriptOptions): Promise<Said | null> {
	const { signal, until, mostFacts, follow = null } = options;
	const limits: HostLimits = {
		...(until === undefined ? {} : { until }),
		...(mostFacts === undefined ? {} : { mostFacts }),
	};
	const interrupt = () => host.interrupt();
	if (signal?.aborted) interrupt();
	signal?.addEventListener("abort", interrupt, { once: true });
	try {
		return await host.next(limits, follow);
	} finally {
		signal?.removeEventListener("abort", interrupt);
	}
}

function requireFile(path: string, cwd = process.cwd()): void {
	const found = statSync(resolve(cwd, path), { throwIfNoEntry: false });
	if (found === undefined) throw new ScriptError(`no file ${path}`);
	if (found.isDirectory()) throw new ScriptError(`${path} is a folder; name the script in it`);
}

function refusal(path: string, { exit, message, missing }: Notice, python: Python): ScriptError {
	const text = String(message);
	if (exit === 2) return new ScriptError(text);
	const hint = typeof missing === "string" ? `\n${missingText(missing, python)}` : "";
	return new ScriptError(`${basename(path)} failed before it ran an event loop\n${text}${hint}`, 1);
}

/** In which Python a module is missing, and how to get it there. */
function missingText(module: string, { name, executable }: Python): string {
	if (executable === null) {
		const oldest = OLDEST_PYTHON.join(".");
		return `${name}, has no module ${module}: install Python ${oldest} or newer and ${module} in it, or name one that has it with --python PATH`;
	}
	return `${name} (${executable}) has no module ${module}; to install it there: ${executable} -m pip install ${module}`;
}

function exitCodeOf(exit: Exit, recordings: readonly Recording[]): number {
	const own = typeof exit === "number" ? exit : 128 + signalNumber(exit);
	return own === 0 && recordings.some(isStuck) ? 1 : own;
}

function signalNumber(signal: string): number {
	return Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0;
}

/** Whether a run can never end, or was cut off since it told too much. */
function isStuck({ end }: Recording): boolean {
	if (end === null) return false;
	return end.how === "deadlock" || end.how === "livelock" || (end.how === "stopped" && end.by === "bound");
}
