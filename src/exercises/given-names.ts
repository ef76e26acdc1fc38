// What a program must not do to the names of its given part: another ask, or another AT_ONCE, would run in the place of the given one.

import type { Language } from "./exercise.ts";
import { type Cut, codeIn, cut, type GivenChange } from "./given-part.ts";

/** How a language defines a name, and how it changes what has one. */
interface Grammar {
	/** What the lines of a given part define. */
	readonly names: RegExp;
	/** Another function or class of that name. */
	readonly redefined: (name: string) => RegExp;
	readonly rebound: (name: string) => RegExp;
}

const PYTHON: Grammar = {
	names: /^(?:async +def|def|class) +(\w+)|^(\w+) *=/,
	// A method of that name is another thing.
	redefined: (name) => new RegExp(String.raw`^\s*(?:async\s+)?def\s+${name}\s*\((?!\s*(?:self|cls)\b)`),
	rebound: (name) =>
		new RegExp(
			[
				String.raw`(?:^|;)\s*(?:[\w.]+\s*,\s*)*${name}\s*(?:,\s*[\w.]+\s*)*(?::[^=]+)?(?:[-+*/%&|^@]|//|\*\*|<<|>>)?=(?!=)`,
				String.raw`\b${name}\s*:=`,
				String.raw`\b(?:for|class|as|import)\s+${name}\b`,
			].join("|"),
		),
};

const JAVASCRIPT: Grammar = {
	names: /^(?:export +)?(?:const|let|var|class|function\s*\*?) +(\w+)/,
	redefined: (name) => new RegExp(String.raw`\b(?:class\s+|function\s*\*?\s*)${name}\b`),
	rebound: (name) =>
		new RegExp(
			[
				String.raw`\b(?:const|let|var)\s+${name}\b`,
				String.raw`(?<![\w$.])${name}\s*(?:[-+*/%&|^]|\*\*|<<|>>>?|\?\?|&&|\|\|)?=(?![=>])`,
				String.raw`(?<![\w$.])${name}\s*(?:\+\+|--)|(?:\+\+|--)\s*${name}\b`,
			].join("|"),
		),
};

/** What the learner's part of a program does to a name of the given one, in words; null: nothing. */
export function givenNameChange(text: string, language: Language): GivenChange | null {
	const program = cut(text);
	if (program === null) return null;
	const grammar = language === "python" ? PYTHON : JAVASCRIPT;
	const names = program.given.flat().flatMap((line) => {
		const [, first, second] = grammar.names.exec(line) ?? [];
		return first ?? second ?? [];
	});
	const wanted = names.map((name) => ({
		name,
		label: new RegExp(String.raw`\bcoroutine\(\s*["'\`]${name}["'\`]`),
		redefined: grammar.redefined(name),
		rebound: grammar.rebound(name),
	}));
	for (const { line, raw, code } of ownLines(text, program, language))
		for (const { name, label, redefined, rebound } of wanted) {
			const told = (what: string): GivenChange => ({ text: `this ${what}`, line, was: null });
			if (redefined.test(code) || (language === "javascript" && label.test(raw)))
				return told(`makes another ${name}, and the given one does not run: give yours another name`);
			if (rebound.test(code))
				return told(
					`gives ${name}, of the given part, another value: leave it as it is, choose another name`,
				);
		}
	return null;
}

/** The lines of the learner's part, with and without their texts and comments. */
function ownLines(text: string, { own, given }: Cut, language: Language) {
	const raws = text.split(/\r?\n/);
	const isOwn = own.flatMap((lines, part) => [
		...lines.map(() => true),
		...(given[part] ?? []).map(() => false),
	]);
	let depth = 0;
	const codes = codeIn(text, language).split(/\r?\n/);
	return codes.flatMap((found, index) => {
		// Within brackets no statement begins: `name=` is an argument there.
		const code = depth > 0 ? `(${found}` : found;
		depth += found.split(/[([{]/).length - found.split(/[)\]}]/).length;
		return isOwn[index] === true ? [{ line: index + 1, raw: raws[index] ?? "", code }] : [];
	});
}
