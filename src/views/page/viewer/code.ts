// A line of source with its words in colour: comments, texts, keywords, numbers, of TypeScript and of Python.

import { escapeHtml } from "../page.ts";

const WORDS =
	/(\/\/.*$|\/\*.*?\*\/|(?:^|\s)#.*$)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|\b(import|export|from|const|let|var|function|return|yield|if|elif|else|for|of|in|is|not|and|or|while|try|catch|except|finally|throw|raise|new|instanceof|typeof|class|def|pass|with|lambda|extends|type|interface|as|satisfies|async|await|break|continue|switch|case|default|true|false|null|undefined|None|True|False)\b|\b(\d[\d_.]*)\b/g;

export function codeHtml(line: string): string {
	let html = "";
	let last = 0;
	for (const match of line.matchAll(WORDS)) {
		const kind =
			match[1] !== undefined ? "c" : match[2] !== undefined ? "s" : match[3] !== undefined ? "k" : "n";
		html += `${escapeHtml(line.slice(last, match.index))}<i class="${kind}">${escapeHtml(match[0])}</i>`;
		last = match.index + match[0].length;
	}
	return html + escapeHtml(line.slice(last));
}
