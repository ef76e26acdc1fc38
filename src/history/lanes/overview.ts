import type { History } from "../history.ts";
import type { Reader } from "../replay.ts";
import { Figures } from "../statistics.ts";
import { Callbacks } from "./callbacks.ts";
import { Levels } from "./levels.ts";
import { SpanTree } from "./span-tree.ts";

/** What every timeline of a run needs of all its facts, whatever it shows. */
export class Overview {
	readonly spans: SpanTree;
	readonly figures: Figures;
	readonly levels: Levels;
	readonly callbacks = new Callbacks();
	readonly readers: readonly Reader[];

	constructor(history: History) {
		this.spans = new SpanTree(history);
		this.figures = new Figures(history);
		this.levels = new Levels(history);
		this.readers = [this.spans, this.figures, this.levels, this.callbacks];
	}
}
