// The program of a demo, in the blocks that its file is made of, with the numbers of their lines.

import type { Demo } from "../../demos/define-demo.ts";
import { packageFile } from "../files.ts";
import { pythonBlocks } from "./python-blocks.ts";

export type Language = "typescript" | "python";

/** A part of a source that stands together: a declaration with the comment above it. */
export interface Block {
	/** What it declares; empty: nothing that could be called. */
	readonly name: string;
	/** The number of its first line in its file. */
	readonly line: number;
	readonly text: string;
}

/** What is shown of a source file. */
export interface Listing {
	/** What stands above it; empty: nothing does. */
	readonly title: string;
	readonly language: Language;
	readonly blocks: readonly Block[];
}

/** The parts of a demo's source. scripts/demo-parts.mjs finds them when the package is built. */
interface DemoParts {
	/** By their place in the file. */
	readonly declarations: Readonly<Record<number, Block>>;
	/** The places of the declarations that run: no imports, no parameters, no Python, no texts. */
	readonly program: readonly number[];
	/** By variant: the places of the declarations that it needs, in order. */
	readonly variants: Readonly<Record<string, readonly number[]>>;
}

let allParts: Readonly<Record<string, DemoParts>> | undefined;

function partsOf({ name }: Demo): DemoParts {
	allParts ??= JSON.parse(packageFile("dist/cli/demo-parts.json"));
	const found = allParts?.[name];
	if (found === undefined) throw new RangeError(`dist/cli/demo-parts.json has no demo called ${name}`);
	return found;
}

function blocksAt(places: readonly number[], { declarations }: DemoParts): Block[] {
	return places.flatMap((place) => declarations[place] ?? []);
}

/** The part of a demo's source that runs. */
export function programOf(demo: Demo, language: Language): Listing {
	const parts = partsOf(demo);
	const blocks = language === "python" ? pythonBlocks(demo.python) : blocksAt(parts.program, parts);
	return { title: titleOf(demo, language), language, blocks };
}

/** What one variant of a demo needs of its source. Not the parameters: they are shown as numbers. */
export function programOfVariant(demo: Demo, variant: string, language: Language): Listing {
	const parts = partsOf(demo);
	const blocks =
		language === "python"
			? neededBy(pythonName(variant), pythonBlocks(demo.python))
			: blocksAt(
					(parts.variants[variant] ?? []).filter((place) => parts.program.includes(place)),
					parts,
				);
	return { title: titleOf(demo, language), language, blocks };
}

function titleOf({ name }: Demo, language: Language): string {
	return language === "python" ? `${name} in Python` : `${name}.ts`;
}

const PYTHON_KEYWORDS = ["async", "await"];

/** What the counterpart of a variant is called in Python. */
function pythonName(variant: string): string {
	const name = variant.replaceAll("-", "_");
	return PYTHON_KEYWORDS.includes(name) ? `${name}_` : name;
}

/** Its block and those that it names, those that they name, and so on. */
function neededBy(name: string, blocks: readonly Block[]): Block[] {
	const needed = new Set<Block>();
	const left = blocks.filter((block) => block.name === name);
	for (let block = left.pop(); block !== undefined; block = left.pop()) {
		if (needed.has(block)) continue;
		needed.add(block);
		const { text } = block;
		left.push(...blocks.filter((one) => one.name !== "" && names(text, one.name)));
	}
	return blocks.filter((block) => needed.has(block));
}

/** Whether some Python names this: not in a comment or a string, nor as a method, nor where it gives a value to a variable of its own. */
function names(python: string, name: string): boolean {
	const code = python
		.replaceAll(/"([^"\n]*)"/g, (_, text: string) => (text.match(/\{[^}]*\}/g) ?? []).join(" "))
		.replaceAll(/#.*/g, "");
	return new RegExp(`(?<!\\.)\\b${name}\\b(?! ?[=,])`).test(code);
}

/** The differences need the declarations that only one of two variants has. */
export function ownBlocks(demo: Demo, variant: string, other: string, language: Language): Block[] {
	if (language === "python") {
		const others = programOfVariant(demo, other, language).blocks.map(({ line }) => line);
		return programOfVariant(demo, variant, language).blocks.filter(({ line }) => !others.includes(line));
	}
	const parts = partsOf(demo);
	const others = parts.variants[other] ?? [];
	return blocksAt(
		(parts.variants[variant] ?? []).filter((place) => !others.includes(place)),
		parts,
	);
}
