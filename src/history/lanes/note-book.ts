// The notes under a chart, gathered while the facts are read.

import type { Place, Seconds } from "../../recording/index.ts";
import type { Note } from "../timeline.ts";

/** More than anybody reads; the rest is counted. */
const MOST = 200;

interface Draft {
	readonly index: number;
	readonly at: Seconds;
	readonly who: string;
	readonly kind: Note["kind"];
	what: string;
	readonly place: Place | null;
	/** Of a request: who is asked. */
	readonly targets: string[];
}

export class NoteBook {
	readonly #drafts: Draft[] = [];
	#more = 0;

	add(index: number, at: Seconds, kind: Note["kind"], who: string, what: string, place: Place | null): void {
		if (this.#drafts.length >= MOST) this.#more += 1;
		else this.#drafts.push({ index, at, who, kind, what, place, targets: [] });
	}

	/** Several that are asked by the same, in the same line and words, at the same moment share a note. */
	request(
		index: number,
		at: Seconds,
		who: string,
		target: string,
		place: Place | null,
		message: string | null,
	): void {
		const words = message === null || message === "" ? "" : `: ${message}`;
		const last = this.#drafts.findLast((draft) => draft.kind === "cancel-requested");
		if (last && last.at === at && last.who === who && last.what === words && isSameLine(last.place, place)) {
			last.targets.push(target);
			return;
		}
		const kept = this.#drafts.length < MOST;
		this.add(index, at, "cancel-requested", who, words, place);
		if (kept) this.#drafts.at(-1)?.targets.push(target);
	}

	get more(): number {
		return this.#more;
	}

	notes(): Note[] {
		const inOrder = this.#drafts.sort((a, b) => a.index - b.index);
		return inOrder.map(({ at, who, kind, what, place, targets }) => ({
			at,
			who,
			kind,
			place,
			what: targets.length === 0 ? what : `asks ${listed(targets, who)} to stop${what}`,
		}));
	}
}

function isSameLine(a: Place | null, b: Place | null): boolean {
	return a?.line === b?.line && a?.file === b?.file;
}

/** `A`, `A and B`, `A, B, C and 5 more`. `self` is told as `itself`. */
function listed(names: readonly string[], self: string): string {
	const shown = names.map((name) => (name === self ? "itself" : name));
	if (shown.length <= 1) return shown[0] ?? "";
	if (shown.length <= 4) return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
	return `${shown.slice(0, 3).join(", ")} and ${shown.length - 3} more`;
}
