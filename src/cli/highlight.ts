import { type ShjToken, tokenize } from "@speed-highlight/core";
import type { Paint, Role } from "../text/paint.ts";

export type Language = "ts" | "py";

/** Code borrows the colours of the charts, so that a theme is a theme for both. */
const ROLES: Partial<Record<ShjToken, Role>> = {
	bool: "cleaning-up",
	class: "ready",
	cmnt: "faint",
	func: "name",
	kwd: "heading",
	num: "cleaning-up",
	section: "heading",
	str: "waiting",
	type: "ready",
};

/** The code in colour. No colour goes on beyond the end of a line. */
export async function highlighted(code: string, language: Language, paint: Paint): Promise<string> {
	let text = "";
	await tokenize(code, language, (token, type) => {
		const role = type === undefined ? "plain" : (ROLES[type] ?? "plain");
		text += token.replaceAll(/[^\n]+/g, (line) => paint(role, line));
	});
	return text;
}
