// What the texts and measures of a demo read of its runs.

import type { Finding } from "../findings/finding.ts";
import type { History } from "../history/history.ts";
import type { Outcome } from "../history/outcome.ts";
import type { Ending, Seconds } from "../recording/index.ts";

/** A run that has ended: what happened, and what is wrong with it. */
export interface ReadRun {
	readonly history: History;
	readonly findings: readonly Finding[];
}

/** One run of a variant, as the texts and the measure of its demo read it. */
export class ToldRun<V = Readonly<Record<string, number>>> {
	readonly variant: string;
	/** The numbers that it was run with. */
	readonly parameters: V;
	/** All that happened. */
	readonly history: History;
	/** What is wrong with it. */
	readonly findings: readonly Finding[];

	constructor({ history, findings }: ReadRun, parameters: V) {
		this.variant = history.recording.header.variant;
		this.parameters = parameters;
		this.history = history;
		this.findings = findings;
	}

	get elapsed(): Seconds {
		return this.history.elapsed;
	}

	get outcome(): Outcome {
		return this.history.outcome;
	}

	/** The printed lines that begin so, spaces before them aside, in order. */
	lines(start: string): string[] {
		return this.history.lines.map(({ text }) => text.trimStart()).filter((text) => text.startsWith(start));
	}

	/** When the first line that begins so was printed; null: none was. */
	printedAt(start: string): Seconds | null {
		return this.history.lines.find(({ text }) => text.trimStart().startsWith(start))?.at ?? null;
	}

	/** The labels of the tasks beside main that ended so, in order of creation. */
	tasks(how: Ending["how"]): string[] {
		const { main } = this.history;
		return [...this.history.tasks()]
			.filter(({ id, ending }) => id !== main && ending?.how === how)
			.map(({ label }) => label);
	}

	/** When the first request to cancel was made; null: none was. `accepted`: only those that found a task to stop. */
	askedAt({ accepted = false } = {}): Seconds | null {
		const requests = this.history.indexed("cancel-requested");
		return requests.find(([, fact]) => fact.accepted || !accepted)?.[1].at ?? null;
	}
}

/** The runs of a demo that are shown together. */
export class ToldRuns<V = Readonly<Record<string, number>>> {
	/** The numbers that they were run with. */
	readonly parameters: V;
	readonly all: readonly ToldRun<V>[];

	constructor(all: readonly ToldRun<V>[], parameters: V) {
		this.all = all;
		this.parameters = parameters;
	}

	/** The run of this variant; undefined where it is not among those shown. May be taken apart from its object. */
	readonly of = (variant: string): ToldRun<V> | undefined => {
		return this.all.find((run) => run.variant === variant);
	};
}
