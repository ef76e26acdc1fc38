// The child process in which modules of the user's own are loaded and run: it tells what there is to run in one, then runs what it is
// told to, line by line of its stdin. See docs/recordings.md.

import { writeSync } from "node:fs";
import type { Demo } from "../demos/define-demo.ts";
import { programOf } from "../demos/program.ts";
import { tell as tellDemo, tellVariant } from "../demos/tell.ts";
import type { ReadRun } from "../demos/told-run.ts";
import { findingsOf } from "../findings/findings.ts";
import { History } from "../history/history.ts";
import { FactBlocks } from "../recording/fact-blocks.ts";
import { FACTS_FD } from "../recording/facts-fd.ts";
import type { Recording } from "../recording/index.ts";
import type { Recorded } from "../recording/record.ts";
import { BrokenModule, EXIT, UsageError } from "./errors.ts";
import { breakOffOnce, Interruption, recordToEnd } from "./interruption.ts";
import { type LoadedDemo, loadOwnDemo } from "./own-files.ts";
import {
	CARD,
	FUNCTION,
	type LoadRequest,
	PLACES,
	type PlacesRequest,
	REFUSED,
	type RunRequest,
	TOLD,
	type ToldTexts,
} from "./own-process.ts";
import { SystemFault } from "./system-fault.ts";
import { stackText } from "./thrown-text.ts";

/** Writes, however long the reader takes. */
function write(bytes: Uint8Array): void {
	try {
		for (let from = 0; from < bytes.length; ) from += writeSync(FACTS_FD, bytes, from);
	} catch (error) {
		// Nobody hears of the rest: who started this process has gone, or the module has closed the pipe.
		if (error instanceof Error && "syscall" in error) process.exit(EXIT.failed);
		throw error;
	}
}

function tellLine(line: string): void {
	write(Buffer.from(`${line}\n`));
}

function tell(line: object): void {
	tellLine(JSON.stringify(line));
}

/** Tells a recording as it grows. */
class Teller {
	readonly #recording: Recording;
	readonly #blocks = new FactBlocks();
	#told = 0;

	constructor(recording: Recording) {
		this.#recording = recording;
		tell(recording.header);
	}

	/** What has come since. */
	flush(): void {
		const { facts } = this.#recording;
		for (; this.#told < facts.length; this.#told += 1) {
			const fact = facts.at(this.#told);
			if (fact !== undefined && this.#blocks.add(fact)) this.#blocks.write(write);
		}
		this.#blocks.write(write);
	}
}

/** Null: it can't be loaded, and it was told why. */
async function loaded(path: string): Promise<LoadedDemo | null> {
	try {
		return await loadOwnDemo(path, process.cwd());
	} catch (error) {
		const isKnown =
			error instanceof UsageError || error instanceof BrokenModule || error instanceof SystemFault;
		const message = isKnown ? error.message : stackText(error);
		const stack = error instanceof BrokenModule ? stackText(error.cause) : undefined;
		tell({ ...REFUSED, exit: error instanceof UsageError ? EXIT.usage : EXIT.failed, message, stack });
		return null;
	}
}

const { log } = console;

/** While a loop runs, console.log is `print`: it itself, so that places are those of the program. */
function letConsolePrint({ recorder: { print, getRunningLoop } }: LoadedDemo): void {
	const runsLoop = () => {
		try {
			return getRunningLoop() !== null;
		} catch {
			return false;
		}
	};
	Object.defineProperty(console, "log", { configurable: true, get: () => (runsLoop() ? print : log) });
}

async function runOnce(own: LoadedDemo, request: RunRequest, interruption: Interruption): Promise<Recorded> {
	const { variant, parameters, consolePrints = false, ...options } = request;
	if (consolePrints) letConsolePrint(own);
	const program = programOf(own.demo, variant, parameters, own.folder);
	const take = own.recorder.startRecording(program, { ...options, places: true, onOverflow: breakOffOnce() });
	const teller = new Teller(take.soFar);
	const flush = () => teller.flush();
	process.on("exit", flush);
	const recorded = await recordToEnd(take, interruption, flush);
	process.off("exit", flush);
	flush();
	tell(recorded.end ?? {});
	return recorded;
}

/** The fields of a demo and of its variants that may be functions of runs. */
const READ_RUNS = ["why", "measure", "fix", "work"];

function cardOf(demo: Demo): string {
	const card = { ...CARD, demo };
	return JSON.stringify(card, (name, value) =>
		typeof value === "function" && READ_RUNS.includes(name) ? FUNCTION : value,
	);
}

function hasFunctions({ demo }: LoadedDemo): boolean {
	const { why, measure, variants } = demo;
	return [why, measure, ...variants.flatMap(({ fix, work }) => [fix, work])].some(
		(text) => typeof text === "function",
	);
}

/** What the demo's own functions say of the last of these runs, and of all of them. */
function tellTexts({ demo }: LoadedDemo, runs: readonly ReadRun[]): void {
	const last = runs.at(-1);
	if (last === undefined) return;
	const variant = demo.variants.find(({ name }) => name === last.history.recording.header.variant);
	const { fix, work, measure } = tellVariant(demo, variant, last);
	const texts: ToldTexts = { why: tellDemo(demo, runs).why, fix, work, measure };
	tell({ ...TOLD, texts });
}

function fillPlaces(recorded: Recorded, { places }: PlacesRequest): void {
	recorded.fillPlaces(places);
	const found = places.flatMap((index) => {
		const fact = recorded.facts.at(index);
		return fact !== undefined && "place" in fact && fact.place !== undefined ? [[index, fact.place]] : [];
	});
	tell({ ...PLACES, places: found });
}

/** The lines of stdin. While nobody asks for one it keeps no process alive: a module that waits for what never comes ends it. */
class Requests {
	readonly #lines: (string | null)[] = [];
	#rest = "";
	#wake = () => {};

	constructor() {
		process.stdin.setEncoding("utf8");
		process.stdin.pause();
		process.stdin.on("data", (text) => {
			const lines = `${this.#rest}${text}`.split("\n");
			this.#rest = lines.pop() ?? "";
			this.#lines.push(...lines);
			this.#wake();
		});
		const end = () => {
			this.#lines.push(null);
			this.#wake();
		};
		process.stdin.on("end", end);
		// A module may close it.
		process.stdin.on("close", end);
	}

	/** Null: there will be no more. */
	async next(): Promise<string | null> {
		while (this.#lines.length === 0) {
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
				process.stdin.resume();
			});
		}
		process.stdin.pause();
		return this.#lines.shift() ?? null;
	}
}

async function serve(interruption: Interruption): Promise<void> {
	let own: LoadedDemo | null = null;
	let runs: ReadRun[] = [];
	let last: Recorded | null = null;
	const requests = new Requests();
	for (let line = await requests.next(); line !== null; line = await requests.next()) {
		const request: LoadRequest | RunRequest | PlacesRequest = JSON.parse(line);
		if ("load" in request) {
			own = await loaded(request.load);
			runs = [];
			if (own !== null) tellLine(cardOf(own.demo));
		} else if ("places" in request) {
			if (last !== null) fillPlaces(last, request);
		} else if (own !== null) {
			last = await runOnce(own, request, interruption);
			if (hasFunctions(own)) {
				const history = new History(last);
				runs.push({ history, findings: findingsOf(history) });
				tellTexts(own, runs);
			}
		}
		if (interruption.happened) process.exit(EXIT.interrupted);
	}
}

const interruption = new Interruption();
await interruption.during(() => serve(interruption));
// Whatever the module has set going.
process.exit();
