// Programs that run in a child process and tell what happens over a pipe of its own: see docs/recordings.md.

import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Place, Seconds } from "../runtime/observer.ts";
import { BlockSplitter } from "./fact-blocks.ts";
import { FactStore } from "./fact-store.ts";
import { FACTS_FD } from "./facts-fd.ts";
import { FirstFacts } from "./first-facts.ts";
import { type Notice, RecordingReader } from "./read.ts";
import { MOST_FACTS } from "./record.ts";
import type { Facts, Recording } from "./recording.ts";
import { toMicroseconds } from "./round.ts";

/** How long, in milliseconds, a child that is asked to stop has for it. */
const PATIENCE = 1_000;

/** How a process is started. */
export interface HostCommand {
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd: string;
	/**
	 * How it hears of requests: by its stdin, by messages of Node's, or not at all; with these two it reads this process's own
	 * stdin. Default: `stdin`.
	 */
	readonly requests?: "stdin" | "messages" | "none";
	/** What it writes to its stdout goes to this process's own. Default: it comes out at stderr. */
	readonly passesStdout?: boolean;
	/** Nothing that it writes to its stdout and stderr comes out, and nothing of this process's own stdin reaches it. */
	readonly quiet?: boolean;
}

/** How long a run may go on. */
export interface HostLimits {
	/** The loop's time, in seconds, at which it is stopped. */
	readonly until?: Seconds;
	readonly mostFacts?: number;
}

/** What the child has said: a recording that has its end now, or a notice. */
export type Said = { readonly recording: Recording } | { readonly notice: Notice };

/** How a process ended: its exit code, or the name of the signal that ended it. */
export type Exit = number | string;

/** Takes in some of what has been recorded of a run that goes on. Answers whether there is more. */
export type Follow = (soFar: Recording) => boolean;

/** A child process whose runs are recorded. */
export class Host {
	readonly #child: ChildProcess;
	readonly #reader = new RecordingReader((notice) => {
		// A recording may have ended in the same piece of text.
		this.#handOn();
		this.#said.push({ notice });
	});
	readonly #decoder = new StringDecoder("utf8");
	readonly #pieces = new BlockSplitter(
		(text) => this.#reader.read(this.#decoder.write(text)),
		(block) => this.#reader.readBlock(block),
	);
	readonly #said: Said[] = [];
	#limits: HostLimits = {};
	#follow: Follow | null = null;
	/** Whether the next turn of this process is for who follows the run. */
	#isFollowed = false;
	/** Whether anything has come since the last of them: the pipe is emptied first, so that the child need not wait. */
	#hasCome = false;
	/** How many of the reader's recordings were handed on. */
	#handedOn = 0;
	#exit: Exit | null = null;
	#problem: unknown = null;
	#interrupted = false;
	/** Whether a run was cut off here: the process is on its way to its end, and nothing that it says counts any more. */
	#isCut = false;
	/** Whoever waits for what comes next. */
	#wake: (() => void) | null = null;
	#killing: NodeJS.Timeout | undefined;
	/** Settles when the process has ended, or could not be started. */
	readonly #ended: Promise<void>;

	/** Starts the process. What it writes to its stderr comes out at that of this one. */
	constructor({ command, args, cwd, requests = "stdin", passesStdout = false, quiet = false }: HostCommand) {
		const stdin = requests === "stdin" ? "pipe" : quiet ? "ignore" : 0;
		const [stdout, stderr] = quiet ? (["ignore", "ignore"] as const) : [passesStdout ? 1 : 2, 2];
		const channel = requests === "messages" ? (["ipc"] as const) : [];
		this.#child = spawn(command, args, { cwd, stdio: [stdin, stdout, stderr, "pipe", ...channel] });
		const pipe = this.#child.stdio[FACTS_FD] as Readable;
		pipe.on("data", (bytes: Buffer) => this.#read(bytes));
		// Who has died reads no more.
		this.#child.stdin?.on("error", () => {});
		this.#child.on("error", (error) => this.#fail(error));
		this.#ended = new Promise((resolve) => {
			this.#child.once("error", () => resolve());
			// There is no "close" where the channel for messages was left.
			this.#child.once("exit", () => resolve());
		});
		this.#child.on("close", (code, signal) => {
			clearTimeout(this.#killing);
			this.#exit = signal ?? code ?? 0;
			this.#wake?.();
		});
	}

	/** Whether the process has ended. */
	get exit(): Exit | null {
		return this.#exit;
	}

	/** Tells the child something: on a line of its stdin, or by a message. */
	tell(request: object): void {
		this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
		// Who has died reads no more.
		if (this.#child.connected) this.#child.send(request, () => {});
	}

	/** Says where facts of a recording that it told took place. */
	place({ facts }: Recording, places: readonly (readonly [index: number, place: Place])[]): void {
		if (facts instanceof FactStore) for (const [index, place] of places) facts.place(index, place);
	}

	/**
	 * Nothing more will be told: it ends when it has nothing to do. Settles then: a process of Node's that ends sets the terminal
	 * back to what it was when it began, so whoever wants keys one by one has to wait for that.
	 */
	close(): Promise<void> {
		this.#child.stdin?.end();
		if (this.#child.connected) this.#child.disconnect();
		return this.#ended;
	}

	/** Asks it to stop: what it was running is recorded up to there. One that does not hear is killed. */
	interrupt(): void {
		this.#interrupted = true;
		this.#stop();
	}

	/**
	 * What it says next: a recording when its run has ended, however that was; null: the process ended without another one.
	 * `follow` is called meanwhile, when nothing comes.
	 */
	async next(limits: HostLimits = {}, follow: Follow | null = null): Promise<Said | null> {
		this.#limits = limits;
		this.#follow = follow;
		for (;;) {
			const said = this.#said.shift();
			if (said !== undefined) return said;
			if (this.#problem !== null) throw this.#problem;
			if (this.#exit !== null) return this.#brokenOff(this.#exit);
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}

	/** The recording that had no end when the process ended. */
	#brokenOff(exit: Exit): Said | null {
		const { last } = this.#reader;
		if (this.#isCut || last === null || last.end !== null) return null;
		const at = toMicroseconds(last.facts.at(-1)?.at ?? 0);
		if (this.#interrupted) this.#reader.end({ kind: "end", how: "stopped", at, by: "interrupt" });
		else this.#reader.end({ kind: "end", how: "stopped", at, by: "died", exit });
		this.#handedOn += 1;
		return { recording: last };
	}

	#read(bytes: Buffer): void {
		if (this.#problem !== null || this.#isCut) return;
		try {
			this.#pieces.read(bytes);
			this.#handOn();
		} catch (error) {
			this.#fail(error);
			this.#stop();
		}
		this.#holdToLimits();
		this.#hasCome = true;
		this.#followSoon();
		this.#wake?.();
	}

	#followSoon(): void {
		if (this.#follow === null || this.#isFollowed) return;
		this.#isFollowed = true;
		setImmediate(() => {
			this.#isFollowed = false;
			const { last } = this.#reader;
			if (last === null || last.end !== null) return;
			const isMore = this.#hasCome || this.#follow?.(last) === true;
			this.#hasCome = false;
			if (isMore) this.#followSoon();
		});
	}

	#handOn(): void {
		for (const recording of this.#reader.recordings.slice(this.#handedOn)) {
			if (recording.end === null) return;
			this.#handedOn += 1;
			this.#said.push({ recording });
		}
	}

	/** A child that does not stop by itself is stopped. */
	#holdToLimits(): void {
		const { until = Number.POSITIVE_INFINITY, mostFacts = MOST_FACTS } = this.#limits;
		const { last } = this.#reader;
		if (this.#isCut || last === null || last.end !== null) return;
		if (last.facts.length > mostFacts) this.#cut(last, mostFacts, "bound");
		else if ((last.facts.at(-1)?.at ?? 0) > until)
			this.#cut(last, countUpTo(until, last.facts), "until", until);
	}

	/** What comes later of that run is dropped. */
	#cut({ header, facts: all }: Recording, length: number, by: "bound" | "until", until?: Seconds): void {
		this.#isCut = true;
		const facts = new FirstFacts(all, length);
		const at = toMicroseconds(until ?? facts.at(-1)?.at ?? 0);
		this.#handedOn = Number.POSITIVE_INFINITY;
		this.#said.push({ recording: { header, facts, end: { kind: "end", how: "stopped", at, by } } });
		this.#stop();
	}

	#stop(): void {
		this.#child.kill("SIGINT");
		this.#killing ??= setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE);
	}

	#fail(error: unknown): void {
		this.#problem ??= error;
		this.#wake?.();
	}
}

/** How many facts there are up to that time, the facts of it included. */
function countUpTo(until: Seconds, facts: Facts): number {
	let low = 0;
	let high = facts.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((facts.at(middle)?.at ?? 0) <= until) low = middle + 1;
		else high = middle;
	}
	return low;
}
