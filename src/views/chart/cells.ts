// A strip of cells. Several signs may want the same cell: it shows the one of the greatest weight.

import type { Role } from "../../text/paint.ts";
import { type Piece, piece } from "../../text/row.ts";
import type { Meaning } from "./legend.ts";

/** A character of a chart. */
export interface Sign {
	readonly text: string;
	readonly role: Role;
	/** Null: it needs no explanation. */
	readonly means: Meaning | null;
}

export class Cells {
	readonly #signs: (Sign | undefined)[];
	readonly #weights: Float64Array;

	constructor(width: number) {
		this.#signs = new Array<Sign | undefined>(Math.max(0, width)).fill(undefined);
		this.#weights = new Float64Array(Math.max(0, width));
	}

	/** Puts one sign; what is outside of the strip is dropped. Of equal weight, the later one stays. */
	put(cell: number, sign: Sign, weight: number): void {
		if (cell < 0 || cell >= this.#signs.length) return;
		if (this.has(cell) && weight < (this.#weights[cell] ?? 0)) return;
		this.#signs[cell] = sign;
		this.#weights[cell] = weight;
	}

	/** Puts the same sign from one cell to another, both included. */
	fill(from: number, to: number, sign: Sign, weight: number): void {
		const last = Math.min(to, this.#signs.length - 1);
		for (let cell = Math.max(0, from); cell <= last; cell++) this.put(cell, sign, weight);
	}

	has(cell: number): boolean {
		return this.#signs[cell] !== undefined;
	}

	/** The meanings of its signs, for the legend. */
	meanings(): Meaning[] {
		return this.#signs.flatMap((sign) => (sign?.means ? [sign.means] : []));
	}

	/** Up to the last cell that is used; neighbours of one role are one piece. */
	pieces(): Piece[] {
		const last = this.#signs.findLastIndex((sign) => sign !== undefined);
		const all: Piece[] = [];
		for (const sign of this.#signs.slice(0, last + 1)) {
			const { text, role } = sign ?? EMPTY;
			const before = all.at(-1);
			if (before?.role === role) all[all.length - 1] = piece(before.text + text, role);
			else all.push(piece(text, role));
		}
		return all;
	}
}

const EMPTY: Sign = { text: " ", role: "plain", means: null };
