import type { Demo } from "../../demos/define-demo.ts";
import { type Paint, unpainted } from "../../text/paint.ts";
import type { ViewOptions } from "../../views/view.ts";
import { demoSource } from "../package-files.ts";
import { lineDifferences } from "./line-differences.ts";

/** For each variant that does not work as it should: what differs from the one that does. Empty if all are right. */
export function differencesText(demo: Demo, look: ViewOptions): string {
	const wrong = demo.variants.flatMap(({ name, rightVariant }) =>
		rightVariant === undefined ? [] : [{ name, rightVariant }],
	);
	const source = wrong.length === 0 ? "" : demoSource(demo);
	return wrong.map(({ name, rightVariant }) => differenceText(source, name, rightVariant, look)).join("\n");
}

function differenceText(
	source: string,
	wrong: string,
	right: string,
	{ paint = unpainted }: ViewOptions,
): string {
	const parts = partsOf(source);
	const [first, second] = [programOf(source, wrong, parts), programOf(source, right, parts)];
	const both = first.filter((part) => second.includes(part));
	const own = (program: readonly Part[]) => linesOf(program.filter((part) => !both.includes(part)));
	const lines = lineDifferences(own(first), own(second)).map((line) =>
		markedLine(line.side, line.text, paint),
	);
	return `  ${paint("heading", `${wrong} (-) and ${right} (+)`)}\n\n${lines.join("")}`;
}

/** The lines of the parts, with an empty one between two. */
function linesOf(parts: readonly Part[]): string[] {
	return parts.length === 0
		? []
		: parts
				.map(({ text }) => text)
				.join("\n\n")
				.split("\n");
}

/** The declarations that a variant needs, from its main on. */
function programOf(source: string, variant: string, parts: readonly Part[]): Part[] {
	const [, main = ""] = new RegExp(`name: "${variant}",[^}]*?\\bmain(?:: (\\w+))?,`).exec(source) ?? [];
	return neededBy(main || "main", parts);
}

function markedLine(side: "first" | "second" | "both", text: string, paint: Paint): string {
	const line = text.replaceAll("\t", "  ");
	switch (side) {
		case "first":
			return `${paint("bad", `  - ${line}`.trimEnd())}\n`;
		case "second":
			return `${paint("good", `  + ${line}`.trimEnd())}\n`;
		case "both":
			return `${`    ${line}`.trimEnd()}\n`;
		default:
			return side satisfies never;
	}
}

/** A top-level declaration of a demo's file. */
export interface Part {
	readonly name: string;
	readonly text: string;
}

const START = /^(?:export )?(?:async )?(?:const|class|type|interface|function\*?) (\w+)/;

/** The declarations of a source text, each with the comment above it. */
export function partsOf(source: string): Part[] {
	const parts: Part[] = [];
	for (const block of source.split(/\n{2,}(?=\S)/)) {
		const line = block.split("\n").find((one) => START.test(one)) ?? "";
		const [, name] = START.exec(line) ?? [];
		if (name !== undefined) {
			parts.push({ name, text: block.trimEnd() });
		}
	}
	return parts;
}

/** The declarations that one of them needs, itself included, in the order of the source. */
export function neededBy(name: string, parts: readonly Part[]): Part[] {
	const needed = new Set<string>();
	const left = [name];
	for (let next = left.pop(); next !== undefined; next = left.pop()) {
		const part = parts.find((one) => one.name === next);
		if (part !== undefined && !needed.has(part.name)) {
			needed.add(part.name);
			const words = new Set(part.text.match(/\w+/g));
			left.push(...parts.map((one) => one.name).filter((other) => words.has(other)));
		}
	}
	return parts.filter((part) => needed.has(part.name));
}
