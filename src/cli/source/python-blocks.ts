import type { Block } from "./program.ts";

/** What stands in the first column begins a block; what closes a bracket does not. */
const FIRST_COLUMN = /^[^\s)\]}]/;
const NAME = /^(?:(?:(?:async )?def|class) (\w+)|(\w+)(?:: \w+)? =)/m;

/** The blocks of a Python source: a function, a class, an assignment, the imports, each with what stands right above it. */
export function pythonBlocks(source: string): Block[] {
	const blocks: { line: number; lines: string[] }[] = [];
	const lines = source.trimEnd().split("\n");
	for (const [index, text] of lines.entries()) {
		const last = blocks.at(-1);
		if (last === undefined || (FIRST_COLUMN.test(text) && !belongs(text, lines[index - 1] ?? "")))
			blocks.push({ line: index + 1, lines: [text] });
		else last.lines.push(text);
	}
	return blocks.map(({ line, lines: own }) => {
		const text = own.join("\n").trimEnd();
		const [, declared, assigned] = NAME.exec(text) ?? [];
		return { name: declared ?? assigned ?? "", line, text };
	});
}

/** A line to the comment or decorator above it, and an import to those above it. */
function belongs(line: string, above: string): boolean {
	return /^[#@]/.test(above) || (isImport(line) && isImport(above));
}

function isImport(line: string): boolean {
	return /^(import|from) /.test(line);
}
