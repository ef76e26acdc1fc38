// A module of the user's own, run in a child process, so that whatever it does can be ended, and is shown up to there.

import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Demo, defineDemo, type GivenVariant } from "../demos/define-demo.ts";
import { History } from "../history/history.ts";
import type { Follow, Host, Said } from "../recording/host.ts";
import type { Place, Recording } from "../recording/index.ts";
import type { RecordOptions } from "../recording/record.ts";
import { RecordingError } from "../recording/recording-error.ts";
import { BrokenModule, EXIT, Interrupted, UsageError } from "./errors.ts";
import { packageUrl } from "./files.ts";
import type { Interruption } from "./interruption.ts";

/** What a module has to run, told by the child when it has loaded it: a demo, and in place of its functions that read runs {@link FUNCTION}. */
export const CARD = { format: "async-lessons/demo", version: 1 } as const;
/** Why a module can't be loaded. `exit`: the exit code; `message`: for the user; `stack`: of the error in the module. */
export const REFUSED = { format: "async-lessons/refused", version: 1 } as const;
/** Places that were asked for. */
export const PLACES = { format: "async-lessons/places", version: 1 } as const;

/** What the module's own functions say of its last run. */
export const TOLD = { format: "async-lessons/told", version: 1 } as const;

export interface ToldTexts {
	/** Of all its runs so far. */
	readonly why: string;
	readonly measure: string;
	/** Undefined: there is nothing to mend. */
	readonly fix: string | undefined;
	readonly work: string;
}

/** What stands on the card for a function that reads runs: only the child can call it. */
export const FUNCTION = { function: true } as const;

/** Asks the child to load a module: from now on it runs that one. */
export interface LoadRequest {
	readonly load: string;
}

/** Asks the child to run a variant. */
export interface RunRequest extends Pick<RecordOptions, "seed" | "stacks" | "until" | "mostFacts"> {
	readonly variant: string;
	readonly parameters: Readonly<Record<string, number>>;
	/** Whether what is written with console.log counts as printed. */
	readonly consolePrints?: boolean;
}

/** Asks the child for the places of facts of the last run, by number. */
export interface PlacesRequest {
	readonly places: readonly number[];
}

/** So many facts are read at once while others may come: some milliseconds' worth. */
const FEW = 10_000;

/** A module that runs in a process of its own; in another one if that has ended. */
export class OwnProcess {
	#path: string;
	readonly #cwd: string;
	readonly #quiet: boolean;
	#host: Host | null = null;
	/** Whether the demo has functions that read runs; and what they said last, by variant. */
	#hasFunctions = false;
	readonly #told = new Map<string, ToldTexts>();

	/** `quiet`: what it writes to stdout and stderr outside of its runs is dropped. */
	constructor(path: string, cwd: string, { quiet = false }: { readonly quiet?: boolean } = {}) {
		this.#path = path;
		this.#cwd = cwd;
		this.#quiet = quiet;
	}

	get folder(): string {
		return dirname(resolve(this.#cwd, this.#path));
	}

	/** From now on it is another module, loaded in the same process if that is still there. */
	use(path: string): void {
		this.#path = path;
		this.#told.clear();
	}

	/** Loads the module, and answers what it has to run. @throws {UsageError} {BrokenModule} if it can't be loaded */
	async load(interruption: Interruption): Promise<Demo> {
		const host = await this.#running();
		host.tell({ load: this.#path } satisfies LoadRequest);
		const said = await this.#next(host, interruption, {});
		if (said !== null && "notice" in said && said.notice.format === CARD.format)
			return this.#demoOf(said.notice.demo as CardDemo);
		if (interruption.happened) throw new Interrupted();
		if (said !== null && "notice" in said && said.notice.format === REFUSED.format) {
			const { exit, stack } = said.notice;
			const message = String(said.notice.message);
			if (exit === EXIT.usage) throw new UsageError(message);
			throw new BrokenModule(message, stack === undefined ? {} : { cause: { stack } });
		}
		throw new BrokenModule(`${this.#path} can't be loaded: ${diedText(host.exit)}`);
	}

	async #running(): Promise<Host> {
		if (this.#host !== null && this.#host.exit === null) return this.#host;
		const { Host } = await import("../recording/host.ts");
		this.#host = new Host({
			command: process.execPath,
			args: [...process.execArgv, fileURLToPath(packageUrl("dist/cli/module-host.js"))],
			cwd: this.#cwd,
			quiet: this.#quiet,
		});
		return this.#host;
	}

	/** Runs a variant, to its end or as far as it comes, and reads what it does meanwhile. */
	async record(request: RunRequest, interruption: Interruption): Promise<History> {
		if (this.#host === null || this.#host.exit !== null) await this.load(interruption);
		const host = this.#host as Host;
		host.tell(request);
		let history: History | null = null;
		const said = await this.#next(host, interruption, request, (soFar) => {
			if (history === null) {
				history = new History(soFar);
				history.followOverview();
			}
			return history.readSome(FEW);
		});
		if (said !== null && "recording" in said) {
			if (this.#hasFunctions && host.exit === null) await this.#hear(host, request.variant, interruption);
			return historyOf(said.recording, history);
		}
		if (interruption.happened) throw new Interrupted();
		throw new BrokenModule(`${this.#path} did not begin to run ${request.variant}: ${diedText(host.exit)}`);
	}

	/** Fills in where these facts of the last run took place, as far as the child can still say. */
	async fillPlaces(
		recording: Recording,
		facts: readonly number[],
		interruption: Interruption,
	): Promise<void> {
		const host = this.#host;
		if (host === null || host.exit !== null) return;
		host.tell({ places: facts } satisfies PlacesRequest);
		const said = await this.#next(host, interruption, {});
		if (said !== null && "notice" in said && said.notice.format === PLACES.format)
			host.place(recording, said.notice.places as [number, Place][]);
	}

	/** What the demo's own functions say of the run that has just ended; nothing of one in which the child has ended too. */
	async #hear(host: Host, variant: string, interruption: Interruption): Promise<void> {
		const said = await this.#next(host, interruption, {});
		if (said !== null && "notice" in said && said.notice.format === TOLD.format)
			this.#keepTold(variant, said.notice.texts as ToldTexts);
	}

	#keepTold(variant: string, texts: ToldTexts): void {
		// The last to be told stands last.
		this.#told.delete(variant);
		this.#told.set(variant, texts);
	}

	#demoOf(card: CardDemo): Demo {
		const lastWhy = () => [...this.#told.values()].at(-1)?.why ?? "";
		const { variants: cards, why = "", measure, ...demo } = card;
		const [first, ...others] = cards.map(({ fix, work = "", ...variant }): GivenVariant => {
			const told = () => this.#told.get(variant.name);
			return {
				...variant,
				main: runElsewhere,
				work: typeof work === "string" ? work : () => told()?.work ?? "",
				...(fix === undefined ? {} : { fix: typeof fix === "string" ? fix : () => told()?.fix ?? "" }),
			};
		});
		if (first === undefined) throw new Error("a demo has variants");
		this.#hasFunctions = [card, ...cards].some((fields) => Object.values(fields).some(isFunctionMark));
		return defineDemo({
			...demo,
			why: typeof why === "string" ? why : lastWhy,
			...(measure === undefined
				? {}
				: { measure: ({ variant }) => this.#told.get(variant)?.measure ?? null }),
			variants: [first, ...others],
		});
	}

	/** Nothing more is to be run. Settles when the process has ended. */
	async close(): Promise<void> {
		await this.#host?.close();
	}

	async #next(
		host: Host,
		interruption: Interruption,
		limits: Pick<RunRequest, "until" | "mostFacts">,
		follow: Follow | null = null,
	): Promise<Said | null> {
		const interrupt = () => host.interrupt();
		interruption.signal.addEventListener("abort", interrupt, { once: true });
		try {
			return await host.next(limits, follow);
		} catch (error) {
			if (!(error instanceof RecordingError)) throw error;
			throw new BrokenModule(
				`${this.#path} has written into the pipe by which its runs are told: ${error.message}`,
			);
		} finally {
			interruption.signal.removeEventListener("abort", interrupt);
		}
	}
}

/** The history of that recording; what was read while it was made is the same one, unless it was cut off. */
function historyOf(recording: Recording, read: History | null): History {
	if (read?.recording !== recording) return new History(recording);
	read.advance();
	return read;
}

function diedText(exit: number | string | null): string {
	if (exit === UNSETTLED) return "it awaits something at its top level that never comes";
	return typeof exit === "string"
		? `its process was ended by ${exit}`
		: `its process ended with exit code ${exit}`;
}

/** Node's exit code where a module awaits at its top level what can't come any more. */
const UNSETTLED = 13;

type Mark = typeof FUNCTION;

interface CardVariant extends Omit<GivenVariant, "main" | "elapsed" | "fix" | "work"> {
	readonly fix?: string | Mark;
	readonly work?: string | Mark;
}

type CardDemo = Omit<Demo, "variants" | "why" | "measure"> & {
	readonly why?: string | Mark;
	readonly measure?: Mark;
	readonly variants: readonly CardVariant[];
};

function isFunctionMark(value: unknown): boolean {
	return typeof value === "object" && value !== null && "function" in value;
}

function runElsewhere(): never {
	throw new Error("it runs in its own process");
}
