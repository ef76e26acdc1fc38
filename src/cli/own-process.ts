// A module of the user's own, run in a child process, so that whatever it does can be ended, and is shown up to there.

import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Demo, defineDemo, type GivenVariant } from "../demos/define-demo.ts";
import type { Host, Said } from "../recording/host.ts";
import type { Place, Recording } from "../recording/index.ts";
import type { RecordOptions } from "../recording/record.ts";
import { BrokenModule, EXIT, Interrupted, UsageError } from "./errors.ts";
import { packageUrl } from "./files.ts";
import type { Interruption } from "./interruption.ts";

/** What a module has to run, told by the child when it has loaded it: a demo without what can't be told. */
export const CARD = { format: "async-lessons/demo", version: 1 } as const;
/** Why a module can't be loaded. `exit`: the exit code; `message`: for the user. */
export const REFUSED = { format: "async-lessons/refused", version: 1 } as const;
/** Places that were asked for. */
export const PLACES = { format: "async-lessons/places", version: 1 } as const;

/** Asks the child to run a variant. */
export interface RunRequest extends Pick<RecordOptions, "seed" | "stacks" | "until"> {
	readonly variant: string;
	readonly parameters: Readonly<Record<string, number>>;
}

/** Asks the child for the places of facts of the last run, by number. */
export interface PlacesRequest {
	readonly places: readonly number[];
}

/** A module that runs in a process of its own; in another one if that has ended. */
export class OwnProcess {
	readonly #path: string;
	readonly #cwd: string;
	#host: Host | null = null;

	constructor(path: string, cwd: string) {
		this.#path = path;
		this.#cwd = cwd;
	}

	get folder(): string {
		return dirname(resolve(this.#cwd, this.#path));
	}

	/** Loads the module, and answers what it has to run. @throws {UsageError} {BrokenModule} if it can't be loaded */
	async load(interruption: Interruption): Promise<Demo> {
		const { Host } = await import("../recording/host.ts");
		const host = new Host({
			command: process.execPath,
			args: [...process.execArgv, fileURLToPath(packageUrl("dist/cli/module-host.js")), this.#path],
			cwd: this.#cwd,
		});
		this.#host = host;
		const said = await this.#next(host, interruption, {});
		if (said !== null && "notice" in said && said.notice.format === CARD.format)
			return demoOf(said.notice.demo as CardDemo);
		if (interruption.happened) throw new Interrupted();
		if (said !== null && "notice" in said && said.notice.format === REFUSED.format) {
			const message = String(said.notice.message);
			throw said.notice.exit === EXIT.usage ? new UsageError(message) : new BrokenModule(message);
		}
		throw new BrokenModule(`${this.#path} can't be loaded: ${diedText(host.exit)}`);
	}

	/** Runs a variant, to its end or as far as it comes. */
	async record(request: RunRequest, interruption: Interruption): Promise<Recording> {
		if (this.#host === null || this.#host.exit !== null) await this.load(interruption);
		const host = this.#host as Host;
		host.tell(request);
		const said = await this.#next(host, interruption, request);
		if (said !== null && "recording" in said) return said.recording;
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

	/** Nothing more is to be run. */
	close(): void {
		this.#host?.close();
	}

	async #next(
		host: Host,
		interruption: Interruption,
		limits: Pick<RunRequest, "until">,
	): Promise<Said | null> {
		const interrupt = () => host.interrupt();
		interruption.signal.addEventListener("abort", interrupt, { once: true });
		try {
			return await host.next(limits);
		} finally {
			interruption.signal.removeEventListener("abort", interrupt);
		}
	}
}

function diedText(exit: number | string | null): string {
	if (exit === UNSETTLED) return "it awaits something at its top level that never comes";
	return typeof exit === "string"
		? `its process was ended by ${exit}`
		: `its process ended with exit code ${exit}`;
}

/** Node's exit code where a module awaits at its top level what can't come any more. */
const UNSETTLED = 13;

type CardDemo = Omit<Demo, "variants"> & { readonly variants: readonly Omit<GivenVariant, "main">[] };

function demoOf({ variants: told, ...demo }: CardDemo): Demo {
	const [first, ...others] = told.map((variant): GivenVariant => ({ ...variant, main: runElsewhere }));
	if (first === undefined) throw new Error("a demo has variants");
	return defineDemo({ ...demo, variants: [first, ...others] });
}

function runElsewhere(): never {
	throw new Error("it runs in its own process");
}
