// The programs of runs that are shown together, and the numbers that they were run with.

import { basename } from "node:path";
import type { Demo } from "../../demos/define-demo.ts";
import { withDefaults } from "../../demos/parameters.ts";
import { registered } from "../../demos/registry.ts";
import { unpainted } from "../../text/paint.ts";
import { hanging } from "../../text/paragraphs.ts";
import { plainLines } from "../../text/width.ts";
import { snakeCase } from "../../text/words.ts";
import type { ViewOptions } from "../../views/view.ts";
import type { Run } from "../runs.ts";
import type { Source } from "../sources.ts";
import { placedFiles, sourcesIn } from "./files-here.ts";
import { type ListingOptions, listingOfFile, listingText } from "./listing.ts";
import { type Language, type Listing, programOf, programOfVariant } from "./program.ts";

/** The programs of some runs: of the course's demos what these variants need; else the files that places name, as far as they are here. */
export async function programsText(
	source: Source,
	runs: readonly Run[],
	language: Language,
	options: ListingOptions,
): Promise<string> {
	const { demo, parameters } = source.job;
	const variants = runs.map(({ recording }) => recording.header.variant);
	const listings =
		registered(demo.name) === demo ? [programOfVariants(demo, variants, language)] : filesOf(source, runs);
	const texts = await Promise.all(listings.map((listing) => listingText(listing, options)));
	const numbers = numbersText(demo, parameters, listings, options);
	return [...texts, ...(numbers === "" ? [] : [numbers])].join("\n");
}

/** What some variants need, in the order of the file; the whole program, where a saved run is of none of them. */
function programOfVariants(demo: Demo, names: readonly string[], language: Language): Listing {
	const whole = programOf(demo, language);
	const known = names.filter((name) => demo.variants.some((variant) => variant.name === name));
	if (known.length === 0) return whole;
	const needed = known.flatMap((name) => programOfVariant(demo, name, language).blocks);
	const lines = new Set(needed.map(({ line }) => line));
	return { ...whole, blocks: whole.blocks.filter(({ line }) => lines.has(line)) };
}

function filesOf({ folders }: Source, runs: readonly Run[]): Listing[] {
	const here = sourcesIn(folders);
	const files = new Set(runs.flatMap(({ recording }) => placedFiles(recording)));
	return [...files].flatMap((file) => {
		const lines = here(file);
		return lines === null ? [] : [listingOfFile(basename(file), plainLines(lines.join("\n")))];
	});
}

/** `With   api1 = 2 s, api2 = 1 s`: the numbers of a run, as far as these sources name them, as `named` spells them. Empty where they name none. */
export function numbersText(
	demo: Demo,
	given: Readonly<Record<string, number>>,
	listings: readonly Listing[],
	display: ViewOptions,
	named = (name: string) => name,
): string {
	const { paint = unpainted } = display;
	const words = new Set(
		listings.flatMap(({ blocks }) => blocks.flatMap(({ text }) => text.match(/\w+/g) ?? [])),
	);
	const numbers = Object.entries(withDefaults(demo, given)).flatMap(([name, value]) => {
		const unit = demo.parameters[name]?.unit ?? "";
		const isNamed = words.has(name) || words.has(snakeCase(name));
		return isNamed ? [`${named(name)} = ${value}${unit === "" ? "" : ` ${unit}`}`] : [];
	});
	return numbers.length === 0
		? ""
		: `  ${paint("heading", "With")}   ${hanging(numbers.join(", "), display)}`;
}
