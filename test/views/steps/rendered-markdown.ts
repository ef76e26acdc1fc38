import { marked, type Token, type Tokens } from "marked";

/** What a renderer makes of a Markdown document, as the words that a reader sees. */
export interface Rendered {
	readonly headings: readonly string[];
	readonly paragraphs: readonly string[];
	/** Blocks of text as they are. */
	readonly pictures: readonly string[];
	/** The items of the lists. */
	readonly items: readonly string[];
	/** The kinds of all else. */
	readonly rest: readonly string[];
}

export function rendered(markdown: string): Rendered {
	const tokens = marked.lexer(markdown);
	const wordsOf = (type: string) =>
		tokens.filter((token) => token.type === type).map((token) => words([token]));
	const isList = (token: Token): token is Tokens.List => token.type === "list";
	const known = ["heading", "paragraph", "code", "list", "space"];
	return {
		headings: wordsOf("heading"),
		paragraphs: wordsOf("paragraph"),
		pictures: tokens.flatMap((token) => (token.type === "code" && token.lang === "text" ? [token.text] : [])),
		items: tokens.filter(isList).flatMap((list) => list.items.map((item) => words(item.tokens))),
		rest: tokens.map(({ type }) => type).filter((type) => !known.includes(type)),
	};
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** As a browser shows it. */
function words(tokens: Token[]): string {
	return marked
		.parser(tokens)
		.replace(/<[^>]*>/g, "")
		.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name] ?? "")
		.trim();
}
