// Sources with the numbers of their lines: those that places in notes and findings have.

import { glyphsOf } from "../../text/glyphs.ts";
import { unpainted } from "../../text/paint.ts";
import { blank, padded, piece, printed, type Row, widthOf } from "../../text/row.ts";
import { cutEnd, padStart } from "../../text/width.ts";
import type { ViewOptions } from "../../views/view.ts";
import { isScript } from "../file-names.ts";
import { codeRows, foldedCode } from "./code-rows.ts";
import type { Block, Language, Listing } from "./program.ts";

export interface ListingOptions extends ViewOptions {
	/** Lines that hold nothing but a comment are left out: they may tell what is to be guessed. Default: false. */
	readonly withoutComments?: boolean;
}

const MARGIN = 2;
/** From so many columns on two programs stand side by side. */
const WIDE = 120;

/** A whole file of somebody's own. */
export function listingOfFile(title: string, text: string): Listing {
	const language = isScript(title) ? "python" : "typescript";
	return { title, language, blocks: [{ name: "", line: 1, text: text.trimEnd() }] };
}

/** A source under its title, no line wider than the columns less one. */
export async function listingText(listing: Listing, options: ListingOptions): Promise<string> {
	const rows = await listingRows(listing, options.columns - 1, options);
	return textOf(rows, options);
}

/** The code alone, as it stands in its file; where something is left out between, two lines are empty. */
export function plainText({ blocks }: Listing): string {
	let text = "";
	let next = blocks[0]?.line ?? 1;
	for (const block of blocks) {
		text += `${"\n".repeat(Math.min(2, block.line - next))}${block.text}\n`;
		next = block.line + block.text.split("\n").length;
	}
	return text;
}

/** Two sources, side by side where the page is wide: there a block stands beside the one of the same name. */
export async function bothText(left: Listing, right: Listing, options: ListingOptions): Promise<string> {
	if (options.columns < WIDE)
		return `${await listingText(left, options)}\n${await listingText(right, options)}`;
	const rule = ` ${glyphsOf(options).divider} `;
	const room = options.columns - 1 - rule.length;
	const [widthOfLeft, widthOfRight] = await shared(room, left, right, options);
	const rows: Row[] = [
		[...padded([title(left, widthOfLeft)], widthOfLeft), piece(rule, "faint"), title(right, widthOfRight)],
	];
	for (const [first, second] of besideEachOther(left.blocks, right.blocks)) {
		const leftRows = await partRows(left, first, widthOfLeft, options);
		const rightRows = await partRows(right, second, widthOfRight, options);
		for (let row = 0; row < Math.max(leftRows.length, rightRows.length); row += 1)
			rows.push([
				...padded(leftRows[row] ?? [], widthOfLeft),
				piece(rule, "faint"),
				...(rightRows[row] ?? []),
			]);
	}
	return textOf(rows, options);
}

function textOf(rows: readonly Row[], { paint = unpainted }: ViewOptions): string {
	return `${printed(rows, paint).join("\n")}\n`;
}

async function listingRows(listing: Listing, width: number, options: ListingOptions): Promise<Row[]> {
	const rows = await partRows(listing, listing.blocks, width, options);
	return listing.title === "" ? rows.slice(1) : [[title(listing, width)], ...rows];
}

function title({ title: text }: Listing, width: number) {
	return piece(cutEnd(" ".repeat(MARGIN) + text, width, ""), "faint");
}

/** Some blocks of a listing, an empty row before each. */
async function partRows(
	{ language, blocks: all }: Listing,
	blocks: readonly Block[],
	width: number,
	options: ListingOptions,
): Promise<Row[]> {
	const last = all.reduce((most, { line, text }) => Math.max(most, line + text.split("\n").length - 1), 1);
	const digits = String(last).length;
	const rows: Row[] = [];
	for (const block of blocks) rows.push([], ...(await blockRows(block, language, digits, width, options)));
	return rows;
}

async function blockRows(
	{ line, text }: Block,
	language: Language,
	digits: number,
	width: number,
	{ paint = unpainted, withoutComments = false }: ListingOptions,
): Promise<Row[]> {
	const lines = text.split("\n");
	const rows = await codeRows(text, language, paint !== unpainted);
	return rows.flatMap((row, index) => {
		if (withoutComments && isComment(lines[index] ?? "", language)) return [];
		const gutter = MARGIN + digits + 2;
		const number = [blank(MARGIN), piece(padStart(String(line + index), digits), "faint"), blank(2)];
		return foldedCode(row, Math.max(1, width - gutter)).map((part, place) => [
			...(place === 0 ? number : [blank(gutter)]),
			...part,
		]);
	});
}

function isComment(line: string, language: Language): boolean {
	return language === "python" ? /^\s*#/.test(line) : /^\s*(\/\/|\/\*|\*)/.test(line);
}

/** How wide each of two listings may be: as wide as it is, or half of the room, or what the other leaves. */
async function shared(
	room: number,
	left: Listing,
	right: Listing,
	options: ListingOptions,
): Promise<[left: number, right: number]> {
	const wanted = async (listing: Listing) =>
		Math.max(
			...(await listingRows(listing, Number.POSITIVE_INFINITY, { ...options, paint: unpainted })).map(
				widthOf,
			),
		);
	const [first, second] = [await wanted(left), await wanted(right)];
	const half = Math.floor(room / 2);
	const least = Math.min(first, Math.max(half, room - second));
	return [least, Math.min(second, room - least)];
}

/** Blocks in pairs of groups, each begun by two of the same name, `makeLeast` and `make_least`. */
function besideEachOther(left: readonly Block[], right: readonly Block[]): [Block[], Block[]][] {
	const groups: [Block[], Block[]][] = [[[], []]];
	let from = 0;
	for (const block of right) {
		const place = left.findIndex(
			({ name }, index) => index >= from && name !== "" && isSame(name, block.name),
		);
		if (place >= 0) {
			groups.at(-1)?.[0].push(...left.slice(from, place));
			groups.push([left.slice(place, place + 1), []]);
			from = place + 1;
		}
		groups.at(-1)?.[1].push(block);
	}
	groups.at(-1)?.[0].push(...left.slice(from));
	return groups;
}

function isSame(camelCase: string, snakeCase: string): boolean {
	return camelCase.toLowerCase() === snakeCase.replaceAll("_", "").toLowerCase();
}
