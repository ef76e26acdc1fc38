// How two programs differ: the variants of a demo, or a learner's and a solution.

import type { Demo } from "../../demos/define-demo.ts";
import { type Role, unpainted } from "../../text/paint.ts";
import { paintedParagraph } from "../../text/paragraphs.ts";
import { piece, printed, type Row } from "../../text/row.ts";
import type { ViewOptions } from "../../views/view.ts";
import { foldedCode, TAB } from "./code-rows.ts";
import { type Language, ownBlocks } from "./program.ts";

/** For each variant that does not work as it should: how it differs from the one that does. Empty if all are right. */
export function differencesText(demo: Demo, language: Language, display: ViewOptions): string {
	const texts = demo.variants.flatMap(({ name, rightVariant }) =>
		rightVariant === undefined ? [] : [differenceText(demo, name, rightVariant, language, display)],
	);
	return texts.join("\n");
}

function differenceText(
	demo: Demo,
	wrong: string,
	right: string,
	language: Language,
	display: ViewOptions,
): string {
	const linesOf = (one: string, other: string) => {
		const blocks = ownBlocks(demo, one, other, language);
		return blocks.flatMap(({ text }, place) => (place === 0 ? [] : [""]).concat(text.split("\n")));
	};
	const lines = markedDifferences(linesOf(wrong, right), linesOf(right, wrong), display);
	return `${paintedParagraph(`${wrong} (-) and ${right} (+)`, "heading", display)}\n${lines}`;
}

const MARKS: Readonly<Record<DifferenceLine["side"], readonly [mark: string, role: Role]>> = {
	first: ["  - ", "bad"],
	second: ["  + ", "good"],
	both: ["    ", "plain"],
};

/** Both lists of lines as one, with a mark before each line that only one of them has. No row is wider than the columns less one. */
export function markedDifferences(
	first: readonly string[],
	second: readonly string[],
	{ columns, paint = unpainted }: ViewOptions,
): string {
	const rows = lineDifferences(first, second).flatMap(({ side, text }) => {
		const [mark, role] = MARKS[side];
		const parts = foldedCode([piece(text.replaceAll("\t", TAB), role)], columns - 1 - mark.length);
		return parts.map((part): Row => [piece(mark, role), ...part]);
	});
	return `${printed(rows, paint).join("\n")}\n`;
}

/** A line that only the first text has, that only the second has, or that both have. */
export interface DifferenceLine {
	readonly side: "first" | "second" | "both";
	readonly text: string;
}

/** What turns the first list of lines into the second, by their longest common part. */
export function lineDifferences(first: readonly string[], second: readonly string[]): DifferenceLine[] {
	const common = commonLengths(first, second);
	const lines: DifferenceLine[] = [];
	let i = 0;
	let j = 0;
	while (i < first.length || j < second.length) {
		if (i < first.length && j < second.length && first[i] === second[j]) {
			lines.push({ side: "both", text: first[i] ?? "" });
			i += 1;
			j += 1;
		} else if (j === second.length || (i < first.length && at(common, i + 1, j) >= at(common, i, j + 1))) {
			lines.push({ side: "first", text: first[i] ?? "" });
			i += 1;
		} else {
			lines.push({ side: "second", text: second[j] ?? "" });
			j += 1;
		}
	}
	return lines;
}

/** How many lines the rests have in common, from each place in the first and each in the second on. */
function commonLengths(first: readonly string[], second: readonly string[]): number[][] {
	const common: number[][] = [];
	for (let i = first.length - 1; i >= 0; i -= 1) {
		const row: number[] = [];
		common[i] = row;
		for (let j = second.length - 1; j >= 0; j -= 1) {
			const isSame = first[i] === second[j];
			row[j] = isSame ? at(common, i + 1, j + 1) + 1 : Math.max(at(common, i + 1, j), row[j + 1] ?? 0);
		}
	}
	return common;
}

function at(common: readonly (readonly number[])[], i: number, j: number): number {
	return common[i]?.[j] ?? 0;
}
