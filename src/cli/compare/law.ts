import type { Sweep } from "./sweep.ts";

/** How far figures may be from each other, or from a law, and count as the same: as a part of the greatest. */
export const TOLERANCE = 0.01;

/** How a figure grows with a parameter: `2.00 s more for each of urls`, `stays at 2.00 s`. */
export function growthText(
	sweep: Sweep,
	figures: readonly number[],
	text: (figure: number) => string,
): string {
	const [first = 0] = figures;
	const last = figures.at(-1) ?? 0;
	const near = TOLERANCE * Math.max(...figures.map(Math.abs));
	if (Math.max(...figures) - Math.min(...figures) <= near) {
		return `stays at ${text(first)}`;
	}
	const slope = slopeOf(sweep.values, figures, near);
	if (slope !== null) {
		return `${text(Math.abs(slope))} ${slope > 0 ? "more" : "less"} for each ${unitOf(sweep)}`;
	}
	const isOneWay = isGrowing(figures) || isGrowing(figures.toReversed());
	return `from ${text(first)} to ${text(last)}, ${isOneWay ? "in steps" : "up and down"}`;
}

/** The slope of the line from the first figure to the last, if all of them lie on it. */
function slopeOf(values: readonly number[], figures: readonly number[], near: number): number | null {
	const [start = 0] = values;
	const [first = 0] = figures;
	const slope = ((figures.at(-1) ?? 0) - first) / ((values.at(-1) ?? 1) - start);
	const isOnLine = (figure: number, index: number) => {
		const expected = first + slope * ((values[index] ?? 0) - start);
		return Math.abs(figure - expected) <= near;
	};
	return figures.every(isOnLine) ? slope : null;
}

function isGrowing(figures: readonly number[]): boolean {
	return figures.every((figure, index) => figure >= (figures[index - 1] ?? figure));
}

function unitOf({ name, unit }: Sweep): string {
	return unit === "" ? `of ${name}` : `${unit === "s" ? "second" : unit} of ${name}`;
}
