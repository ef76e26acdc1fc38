import type { Coroutine, Random, Seconds } from "../runtime/index.ts";
import { checkDemo } from "./check-demo.ts";
import type { ToldRun, ToldRuns } from "./told-run.ts";

/** One number of a demo that a learner may change with `--set NAME=VALUE`. */
export interface Parameter {
	readonly default: number;
	/** `s`, `MB`, … or `` for a count. */
	readonly unit: string;
	/** Least and greatest value allowed, both included. */
	readonly range: readonly [least: number, greatest: number];
	/** True: whole numbers only. */
	readonly whole?: boolean;
	readonly description: string;
}

/** The numbers of a demo, by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The numbers of one run, by name. */
export type Values<P extends Parameters = Parameters> = { readonly [K in keyof P]: number };

/** How a variant promises to end. `stopped`: it goes on for ever, until somebody stops it. */
export type PromisedOutcome = "returned" | "raised" | "deadlock" | "livelock" | "stopped";

/** How a variant promises to end with these numbers. */
export type OutcomeOf<P extends Parameters> = { of(values: Values<P>): PromisedOutcome }["of"];

/** A time, or bounds where a promise can't say it to the microsecond. */
export type PromisedTime = Seconds | { readonly atLeast: Seconds; readonly atMost: Seconds };

/** The name of a program's work with these numbers. */
export type WorkOf<P extends Parameters> = { of(values: Values<P>): string }["of"];

/** What to change in a program, in view of a run of it. */
export type FixOf<P extends Parameters> = { of(run: ToldRun<Values<P>>): string }["of"];

/** Why the runs of a demo came out as they did. */
export type WhyOf<P extends Parameters> = { of(runs: ToldRuns<Values<P>>): string }["of"];

/**
 * One of the programs of a demo, to be compared with the others. Functions of the parameters are methods by type, so that
 * a variant that reads the parameters of its own demo is a `Variant` like all others.
 */
export interface Variant<P extends Parameters = Parameters> {
	/** Short and plain: `sequential`. */
	readonly name: string;
	/** What it does, on one line: `each fetch awaited before the next is made`. Not what comes of it: it stands above the run. */
	readonly summary: string;
	/** Makes the coroutine that is run. Called afresh for every run. */
	main(values: Values<P>): Coroutine<unknown>;
	/** What it promises: its virtual time. `random` is a fresh generator with the run's seed. */
	elapsed(values: Values<P>, random: Random): PromisedTime;
	/** Absent: `returned`. */
	readonly outcome?: PromisedOutcome | OutcomeOf<P>;
	/** Names its work: two variants with the same name for it do the same, so that their times may be compared. */
	readonly work: string | WorkOf<P>;
	/** What to change in this program. Shown where a run went wrong: main did not return, a task failed, or something was found. */
	readonly fix?: string | FixOf<P>;
	/** With a fix: the name of the variant in which it is made, to lay beside this one. */
	readonly rightVariant?: string;
}

/** A run to try next, and the question to answer before. */
export interface Next {
	/** Arguments after `async-lessons run`: `fetch --set api2=4`. */
	readonly run: string;
	readonly question: string;
}

/** A lesson about asyncio: programs that can be run, and texts about them. */
export interface Demo<P extends Parameters = Parameters> {
	/** What `run NAME` calls it; the file's name too. */
	readonly name: string;
	/** 1 to 7, the lesson's section. */
	readonly section: number;
	readonly title: string;
	/** A picture to think with, two or three sentences. */
	readonly mentalModel: string;
	/** Why it came out as it did, two or three sentences, shown after a run. Of what may differ from run to run it is a function. */
	readonly why: string | WhyOf<P>;
	/**
	 * What a run is compared by beside its time, in a few words: `10 of 100 served`. Null: nothing. Without it, the numbers in what
	 * main returned.
	 */
	measure?(run: ToldRun<Values<P>>): string | null;
	/** The one thing to take away. */
	readonly takeAway: string;
	readonly parameters: P;
	/** In the lesson's order; the first is the baseline that the others are compared with. */
	readonly variants: readonly [Variant<P>, ...Variant<P>[]];
	/** The first that is not what has just been run is offered. */
	readonly next: readonly Next[];
	/**
	 * The same program in Python's asyncio, in our own words: defines `async def NAME(…)` for each variant, `-` in its name
	 * being `_`, and a keyword ending in `_`. It takes those parameters that it needs by name, `makeLeast` being `make_least`,
	 * with the same defaults; times come from `time.perf_counter`, numbers from `random.uniform`.
	 */
	readonly python: string;
}

/** A variant as it is given to `defineDemo`: its name and what it runs. The rest is optional, and a time that is always the same is given as it is. */
export type GivenVariant<P extends Parameters = Parameters> = Pick<Variant<P>, "name" | "main"> &
	Partial<Omit<Variant<P>, "elapsed">> & { readonly elapsed?: PromisedTime | Variant<P>["elapsed"] };

/** A demo as it is given to `defineDemo`: its name and its variants. The rest is optional. */
export type GivenDemo<P extends Parameters = Parameters> = Pick<Demo<P>, "name"> &
	Partial<Omit<Demo<P>, "variants">> & {
		readonly variants: readonly [GivenVariant<P>, ...GivenVariant<P>[]];
	};

/**
 * Makes a demo. What is left out is empty: no place in the course (`section` 0), no texts, no parameters; a variant promises
 * only that it returns, and does the same work as the others.
 * @throws {DemoError} if it is none: with the path of what is wrong, and an example
 */
export function defineDemo<const P extends Parameters>(given: GivenDemo<P>): Demo {
	checkDemo(given);
	const [first, ...others] = given.variants;
	const variants: Demo["variants"] = [completed(first), ...others.map(completed)];
	const texts = { title: "", mentalModel: "", why: "", takeAway: "", python: "" };
	return { section: 0, parameters: {}, next: [], ...texts, ...given, variants };
}

function completed<P extends Parameters>(variant: GivenVariant<P>): Variant {
	const { elapsed = { atLeast: 0, atMost: Number.POSITIVE_INFINITY } } = variant;
	const time = typeof elapsed === "function" ? elapsed : () => elapsed;
	return { summary: "", work: "", ...variant, elapsed: time };
}
