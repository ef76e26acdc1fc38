import { describe, expect, it } from "vitest";

// A script has no types.
const { drawSites, findSites, importsOf, mutate } = await import(
	new URL("../../scripts/mutate/sites.mjs", import.meta.url).href
);

interface Site {
	readonly line: number;
	readonly before: string;
	readonly choices: readonly string[];
}

/** The sites as lines: where, what is there, and what it may become. */
function linesOf(source: string): string[] {
	return findSites(source).map(
		({ line, before, choices }: Site) => `${line}: ${before} → ${choices.join(" | ")}`,
	);
}

const SOURCE = `import { sum } from "./sum.ts";

/** Gives "a" if 1 < 2. */
export function first(list: readonly ("x" | 2)[], limit = 3): string {
	if (list.length > limit || !list) throw new Error(\`over \${limit + 1}\`);
	if (limit) sum(list.filter((one) => one !== "x"));
	return (limit ? list.at(-1) : (list[0] as 2)) ?? "né";
}

export class Box {
	size = -1;
	constructor(readonly on = true) {
		this.reset();
		this.size += 0;
	}
	reset(): void {
		this.size = Math.max(this.size - 1, 10);
	}
}
`;

/** What of the source above can be mutated, in its order. */
const LINES = [
	"4: 3 → 4 | 2 | 30",
	"5: list.length > limit || !list → !(list.length > limit || !list)",
	"5: > → >= | <=",
	"5: || → &&",
	"5: !list → list",
	"6: limit → !(limit)",
	'6: sum(list.filter((one) => one !== "x")); → ;',
	'6: list.filter((one) => one !== "x") → list',
	"6: !== → ===",
	'6: "x" → ""',
	'7: (limit ? list.at(-1) : (list[0] as 2)) ?? "né" → (limit ? list.at(-1) : (list[0] as 2)) | "né"',
	"7: limit → !(limit)",
	"7: -1 → 0",
	"7: 0 → 1 | (-1)",
	'7: "né" → ""',
	"11: -1 → 1",
	"11: 1 → 2 | 0 | 10",
	"12: true → false",
	"13: this.reset(); → ;",
	"14: += → -=",
	"14: 0 → 1 | (-1)",
	"16: {\n\t\tthis.size = Math.max(this.size - 1, 10);\n\t} → {}",
	"17: max → min",
	"17: - → +",
	"17: 1 → 2 | 0 | 10",
	"17: 10 → 11 | 9 | 100",
];

describe("what can be mutated", () => {
	it("is all that runs: no types, imports, comments or texts of internal errors", () => {
		expect(linesOf(SOURCE)).toEqual(LINES);
	});

	it("lies in the innermost block around it, or in none", () => {
		const source = "const a = 1;\nfunction b() {\n\tif (a) {\n\t\tc();\n\t}\n\td();\n}\n";
		const blocks = findSites(source).map(({ before, block }: { before: string; block: number | null }) => [
			before,
			block === null ? null : source.slice(0, block).split("\n").length,
		]);
		expect(blocks).toEqual([
			["1", null],
			["{\n\tif (a) {\n\t\tc();\n\t}\n\td();\n}", 2],
			["a", 2],
			["c();", 3],
			["d();", 2],
		]);
	});

	it("becomes one of its choices in the source", () => {
		const source = "export const far = (a: number) => a >= 10;\n";
		const mutants = findSites(source).flatMap(({ choices, ...site }: Site) =>
			choices.map((after) => mutate(source, { ...site, after })),
		);
		expect(mutants).toEqual([
			"export const far = (a: number) => a > 10;\n",
			"export const far = (a: number) => a < 10;\n",
			"export const far = (a: number) => a >= 11;\n",
			"export const far = (a: number) => a >= 9;\n",
			"export const far = (a: number) => a >= 100;\n",
		]);
	});
});

const FIRST = [
	"5: || → &&",
	'6: list.filter((one) => one !== "x") → list',
	'7: "né" → ""',
	"13: this.reset(); → ;",
	"17: max → min",
];

const SECOND = [
	"5: || → &&",
	'6: sum(list.filter((one) => one !== "x")); → ;',
	'7: "né" → ""',
	"12: true → false",
	"17: 1 → 2",
];

/** What a seed draws, as lines. */
function drawn(count: number, seed: number): string[] {
	return drawSites(findSites(SOURCE), count, seed).map(
		({ line, before, after }: { line: number; before: string; after: string }) =>
			`${line}: ${before} → ${after}`,
	);
}

describe("what is drawn", () => {
	it("is the same for the same seed, one out of each stretch", () => {
		expect(drawn(5, 1)).toEqual(FIRST);
		expect(drawn(5, 1)).toEqual(FIRST);
	});

	it("is something else for another seed", () => {
		expect(drawn(5, 2)).toEqual(SECOND);
	});

	it("is every site once if there are no more", () => {
		expect(drawn(1000, 1).map(placeOf)).toEqual(LINES.map(placeOf));
	});
});

function placeOf(line: string): string {
	return line.split(" → ")[0] ?? "";
}

describe("the modules that a source needs", () => {
	it("are those that it imports when it runs, also late or to export them", () => {
		const source = `import type { A } from "./a.ts";
import { type B, b } from "./b.ts";
export { c } from "./c.ts";
export type { D } from "./d.ts";
export const late = async (): Promise<B> => (await import("./e.ts")).e(b);
export const made = (text: string) => import(\`data:text/javascript,\${text}\`);
`;
		expect(importsOf(source)).toEqual(["./b.ts", "./c.ts", "./e.ts"]);
	});
});
