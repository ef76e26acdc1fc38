// Programs that run in a child process and tell what happens over a pipe of its own: see docs/recordings.md.

import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";
import type { Place, Seconds } from "../runtime/observer.ts";
import { firstOf } from "./bisect.ts";
import { BlockSplitter } from "./fact-blocks.ts";
import { FactStore } from "./fact-store.ts";
import { FACTS_FD } from "./facts-fd.ts";
import { FirstFacts } from "./first-facts.ts";
import { type Notice, RecordingReader } from "./read.ts";
import { MOST_FACTS } from "./record.ts";
import type { Facts, Recording } from "./recording.ts";
import { toMicroseconds } from "./round.ts";

/** How long, in milliseconds, a child that is asked to stop, or has nothing more to do, has for it. */
const PATIENCE = 1_000;

/** The children that live: whatever ends this process ends them, where they can't hear of it by themselves. */
const living = new Set<ChildProcess>();

function killLiving(): void {
	for (const child of living) child.kill("SIGKILL");
}

/** To signals that end this process at once it listens only while there is somebody to be ended with it. */
function endBy(signal: NodeJS.Signals): void {
	killLiving();
	stopCaring();
	process.kill(process.pid, signal);
}

function careFor(child: ChildProcess): void {
	if (living.size === 0) {
		process.on("exit", killLiving);
		process.on("SIGTERM", endBy);
		process.on("SIGHUP", endBy);
	}
	living.add(child);
}

function forget(child: ChildProcess): void {
	living.delete(child);
	if (living.size === 0) stopCaring();
}

function stopCaring(): void {
	process.off("exit", killLiving);
	process.off("SIGTERM", endBy);
	process.off("SIGHUP", endBy);
}

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
	/** Is given what it writes to its stdout and stderr, which comes out nowhere else then. */
	readonly onWritten?: (text: string) => void;
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

/** A child process whose runs are recorded. This process stays for it only while somebody waits for what it says, or for its end. */
export class Host {
	readonly #child: ChildProcess;
	readonly #pipes: readonly Socket[];
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
	#leaving: NodeJS.Timeout | undefined;

	/** Starts the process. What it writes to its stderr comes out at that of this one. */
	constructor(command: HostCommand) {
		const { requests = "stdin", quiet = false, onWritten } = command;
		const stdin = requests === "stdin" ? "pipe" : quiet ? "ignore" : 0;
		const channel = requests === "messages" ? (["ipc"] as const) : [];
		this.#child = spawn(command.command, command.args, {
			cwd: command.cwd,
			stdio: [stdin, ...outputsOf(command), "pipe", ...channel],
		});
		for (const stream of [this.#child.stdout, this.#child.stderr])
			if (onWritten !== undefined) stream?.setEncoding("utf8").on("data", onWritten);
		// Node makes each pipe to a child a socket.
		this.#pipes = this.#child.stdio.filter((stream) => stream instanceof Socket);
		this.#child.stdio[FACTS_FD]?.on("data", (bytes: Buffer) => this.#read(bytes));
		// Who has died reads no more.
		this.#child.stdin?.on("error", () => {});
		this.#child.on("error", (error) => this.#fail(error));
		this.#ended = new Promise((resolve) => {
			this.#child.once("error", () => resolve());
			// There is no "close" where the channel for messages was left.
			this.#child.once("exit", () => resolve());
		});
		this.#child.on("exit", () => {
			clearTimeout(this.#killing);
			// All that it has said is in the pipes by now; what it has started may hold them open for ever.
			this.#leaving = setTimeout(() => {
				for (const pipe of this.#pipes) pipe.destroy();
			}, PATIENCE);
		});
		this.#child.on("close", (code, signal) => {
			clearTimeout(this.#leaving);
			forget(this.#child);
			this.#exit = signal ?? code ?? 0;
			this.#wake?.();
		});
		careFor(this.#child);
		this.#stay(false);
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
	 * Nothing more will be told, and nothing more is heard. One that does not end then is killed. Settles when it has ended: a process
	 * of Node's sets the terminal back to what it was when it began, so whoever wants keys one by one has to wait for that.
	 */
	async close(): Promise<void> {
		this.#child.stdin?.end();
		if (this.#child.connected) this.#child.disconnect();
		if (this.#exit !== null) return;
		this.#stay(true);
		this.#killSoon();
		await this.#ended;
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
		this.#stay(true);
		try {
			for (;;) {
				const said = this.#said.shift();
				if (said !== undefined) return said;
				if (this.#problem !== null) throw this.#problem;
				if (this.#exit !== null) return this.#brokenOff(this.#exit);
				await new Promise<void>((resolve) => {
					this.#wake = resolve;
				});
			}
		} finally {
			this.#stay(false);
		}
	}

	/** Whether this process stays for it. */
	#stay(isWanted: boolean): void {
		for (const handle of [this.#child, this.#child.channel, ...this.#pipes])
			if (isWanted) handle?.ref();
			else handle?.unref();
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
		this.#killSoon();
	}

	#killSoon(): void {
		this.#killing ??= setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE);
	}

	#fail(error: unknown): void {
		this.#problem ??= error;
		this.#wake?.();
	}
}

/** Where its stdout and its stderr go. */
function outputsOf({
	passesStdout = false,
	quiet = false,
	onWritten,
}: HostCommand): readonly ("ignore" | "pipe" | number)[] {
	if (quiet) return ["ignore", "ignore"];
	return onWritten === undefined ? [passesStdout ? 1 : 2, 2] : ["pipe", "pipe"];
}

/** How many facts there are up to that time, the facts of it included. */
function countUpTo(until: Seconds, facts: Facts): number {
	return firstOf(facts.length, (index) => (facts.at(index)?.at ?? 0) > until);
}
