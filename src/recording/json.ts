/** What a terminal may take for a command and JSON does not escape by itself: C1, DEL, ends of lines, marks that turn the order of reading. */
const RAW = /[\x7f-\x9f\p{Bidi_Control}\u2028\u2029\ufffe\uffff]/gu;

/** The value as JSON on one line, in which every character that could drive a terminal is escaped. */
export function jsonText(value: unknown): string {
	return JSON.stringify(value).replace(RAW, escaped);
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
