import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { END, FACTS, HEADER } from "../../src/recording/facts.ts";
import { readRecordings } from "../../src/recording/read.ts";
import { writeRecording } from "../../src/recording/write.ts";

const page = readFileSync(new URL("../../docs/recordings.md", import.meta.url), "utf8");

/** What the tests look at of a schema. */
interface Schema {
	readonly type: string;
	readonly entries?: Readonly<Record<string, Schema>>;
	/** Of a list of words they are words, of a variant schemas. */
	readonly options?: readonly (Schema | string)[];
	readonly literal?: unknown;
	readonly wrapped?: Schema;
	readonly item?: Schema;
}

/** The part of the page under a heading, up to the next of the same level or above. */
function section(heading: string): string {
	const [, level = ""] = /^(#+) /.exec(heading) ?? [];
	const from = page.indexOf(`\n${heading}`);
	if (from === -1) throw new Error(`the page has no part "${heading}"`);
	const rest = page.slice(from + 1 + heading.length);
	const next = rest.search(new RegExp(`\\n#{1,${level.length}} `));
	return next === -1 ? rest : rest.slice(0, next);
}

/** The rows of the tables in a text by each name in their first cell; the cells that follow. */
function rowsOf(text: string): Map<string, readonly string[]> {
	const rows = new Map<string, readonly string[]>();
	for (const [line] of text.matchAll(/^\| `.*$/gm)) {
		const [first = "", ...cells] = line.split("|").slice(1, -1);
		for (const [, name = ""] of first.matchAll(/`([^`]+)`/g)) {
			rows.set(name, first.includes("`?") ? ["?", ...cells] : cells);
		}
	}
	return rows;
}

/** `span`, `place?`: the fields that a cell names. */
function fieldsIn(cell: string | undefined): string[] {
	return Array.from((cell ?? "").matchAll(/`([^`]+)`(\?)?/g), ([, name, mark = ""]) => `${name}${mark}`);
}

/** The same of a schema, without those that say which of several it is. */
function fieldsOf({ entries = {} }: Schema, ...without: string[]): string[] {
	return Object.entries(entries)
		.filter(([name]) => !without.includes(name))
		.map(([name, { type }]) => (type === "exact_optional" ? `${name}?` : name));
}

/** The schemas of a variant by each word that `key` may be. */
function optionsOf(schema: Schema, key: string): Map<string, Schema> {
	const found = new Map<string, Schema>();
	for (const option of schema.options ?? []) {
		if (typeof option === "string") continue;
		const word = option.entries?.[key];
		for (const name of word?.options ?? [word?.literal]) found.set(String(name), option);
	}
	return found;
}

/** All words that a schema allows, and those in it. */
function wordsIn(schema: Schema, seen = new Set<Schema>()): string[] {
	if (seen.has(schema)) return [];
	seen.add(schema);
	const inside = [
		...Object.values(schema.entries ?? {}),
		schema.wrapped,
		schema.item,
		...(schema.options ?? []),
	];
	const own = schema.type === "literal" && typeof schema.literal === "string" ? [schema.literal] : [];
	return [
		...own,
		...inside.flatMap((one) => {
			if (typeof one === "string") return [one];
			return one === undefined ? [] : wordsIn(one, seen);
		}),
	];
}

const facts: ReadonlyMap<string, Schema> = new Map(Object.entries(FACTS));

/** A variant's rows on the page, and what they should be. */
function expectRows(heading: string, schema: Schema, key: string, ...without: string[]): void {
	const rows = Array.from(rowsOf(section(heading)), ([name, [fields]]) => [name, fieldsIn(fields)]);
	const wanted = Array.from(optionsOf(schema, key), ([name, one]) => [name, fieldsOf(one, key, ...without)]);
	expect(rows).toEqual(wanted);
}

function entry(kind: keyof typeof FACTS, field: string): Schema {
	const schema = facts.get(kind)?.entries?.[field];
	if (schema === undefined) throw new Error(`${kind} has no ${field}`);
	return schema;
}

describe("docs/recordings.md", () => {
	it("has every kind of fact, with every field", () => {
		const rows = rowsOf(section("## Facts"));
		const told = Array.from(facts.keys(), (kind) => [kind, fieldsIn(rows.get(kind)?.[0])]);
		const wanted = Array.from(facts, ([kind, schema]) => [kind, fieldsOf(schema, "kind", "at", "task")]);
		expect(told).toEqual(wanted);
	});

	it("has no other kinds of facts", () => {
		const uses = entry("resource-used", "use").options ?? [];
		const kinds = [...rowsOf(section("## Facts")).keys()];
		expect(kinds.filter((kind) => !facts.has(kind) && !uses.includes(kind))).toEqual([]);
	});

	it("has every use of a resource", () => {
		const rows = rowsOf(section("### Locks, semaphores"));
		expect((entry("resource-used", "use").options ?? []).filter((use) => !rows.has(String(use)))).toEqual([]);
	});

	it("has every field of the header", () => {
		const rows = Array.from(
			rowsOf(section("## The header")),
			([name, [mark]]) => `${name}${mark === "?" ? "?" : ""}`,
		);
		expect(rows).toEqual(fieldsOf(HEADER as Schema));
	});

	it("has every field of an error and of a place", () => {
		const error = entry("never-retrieved", "error");
		const rows = Array.from(
			rowsOf(section("### An error")),
			([name, [mark]]) => `${name}${mark === "?" ? "?" : ""}`,
		);
		expect(rows).toEqual(fieldsOf(error));
		const place = error.entries?.place?.wrapped;
		expect(section("### A place")).toContain(`\`{ ${fieldsOf(place as Schema).join(", ")} }\``);
	});

	it("has every kind of wait, cause, origin, ending and end, with every field", () => {
		expectRows("### A `wait`", entry("suspended", "wait"), "kind");
		expectRows("### A `cause`", entry("woken", "cause"), "kind");
		expectRows("### An `origin`", entry("cancel-requested", "origin"), "kind");
		expectRows("### An `ending`", entry("task-ended", "ending"), "how");
		expectRows("## The end", END as Schema, "how", "kind", "at");
	});

	it("has every word that a field may have", () => {
		const words = [HEADER as Schema, END as Schema, ...facts.values()].flatMap((schema) => wordsIn(schema));
		expect(words.length).toBeGreaterThan(100);
		expect([...new Set(words)].filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
	});

	it("shows a recording that can be read, and is written so", () => {
		const [, text = ""] = /```jsonl\n(.*?)```/s.exec(page) ?? [];
		const recordings = readRecordings(text);
		expect(recordings.map(writeRecording)).toEqual([text]);
	});
});
