// The notes under a chart, gathered while the events are read.

import type { Place, Seconds } from "../../runtime/events.ts";
import { listed } from "../names.ts";
import type { Note } from "../timeline.ts";

/** More than anybody reads; the rest is counted. */
const MOST = 200;

interface Draft {
	readonly seq: number;
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

	add(seq: number, at: Seconds, kind: Note["kind"], who: string, what: string, place: Place | null): void {
		if (this.#drafts.length >= MOST) this.#more += 1;
		else this.#drafts.push({ seq, at, who, kind, what, place, targets: [] });
	}

	/** Several that are asked by the same at the same moment share a note. */
	request(seq: number, at: Seconds, who: string, target: string, place: Place | null): void {
		const last = this.#drafts.findLast((draft) => draft.kind === "cancel-requested");
		if (last && last.at === at && last.who === who) {
			last.targets.push(target);
			return;
		}
		const kept = this.#drafts.length < MOST;
		this.add(seq, at, "cancel-requested", who, "", place);
		if (kept) this.#drafts.at(-1)?.targets.push(target);
	}

	get more(): number {
		return this.#more;
	}

	notes(): Note[] {
		const inOrder = this.#drafts.sort((a, b) => a.seq - b.seq);
		return inOrder.map(({ at, who, kind, what, place, targets }) => ({
			at,
			who,
			kind,
			place,
			what: targets.length === 0 ? what : `asks ${listed(targets, who)} to stop`,
		}));
	}
}
