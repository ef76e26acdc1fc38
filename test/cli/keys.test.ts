import { expect, it } from "vitest";
import { keysIn } from "../../src/cli/step/keys.ts";

const ESCAPE = "\u001b";

it("keys have names, whatever a terminal sends for them", () => {
	const sent: Readonly<Record<string, readonly string[]>> = {
		up: ["[A", "OA"],
		down: ["[B", "OB"],
		right: ["[C", "OC"],
		left: ["[D", "OD"],
		"ctrl-right": ["[1;5C"],
		"ctrl-left": ["[1;5D"],
		pageup: ["[5~"],
		pagedown: ["[6~"],
		home: ["[H", "OH", "[1~", "[7~"],
		end: ["[F", "OF", "[4~", "[8~"],
		escape: [""],
	};
	const named = Object.entries(sent).map(([name, forms]) => [
		name,
		forms.map((form) => keysIn(ESCAPE + form)),
	]);
	expect(named).toEqual(Object.entries(sent).map(([name, forms]) => [name, forms.map(() => [name])]));
	expect(["\r", "\n", "\t", "\u007f", "\b"].map(keysIn)).toEqual(
		["enter", "enter", "tab", "backspace", "backspace"].map((name) => [name]),
	);
});

it("characters are keys themselves, several may come at once, and what nobody knows is none", () => {
	expect(keysIn(`aä漢😀 ${ESCAPE}[Bx${ESCAPE}[200~\u0001y${ESCAPE}OPz`)).toEqual([
		...["a", "ä", "漢", "😀", " ", "down", "x", "y", "z"],
	]);
	expect(keysIn("")).toEqual([]);
});
