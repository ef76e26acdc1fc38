import { describe, expect, it } from "vitest";
import { type ColorLevel, colorLevel } from "../../src/cli/display.ts";

type Env = Readonly<Record<string, string>>;

const XTERM = { TERM: "xterm" };

describe("colorLevel", () => {
	it.each<[flag: boolean | undefined, env: Env, isTerminal: boolean, level: ColorLevel]>([
		// By the terminal alone.
		[undefined, XTERM, true, 1],
		[undefined, XTERM, false, 0],
		[undefined, { TERM: "xterm-256color" }, true, 2],
		[undefined, { TERM: "xterm-256color" }, false, 0],
		[undefined, { TERM: "xterm", COLORTERM: "truecolor" }, true, 3],
		[undefined, { TERM: "no-such-terminal" }, true, 1],
		[undefined, {}, true, 1],
		[undefined, {}, false, 0],
		// TERM=dumb, over being a terminal.
		[undefined, { TERM: "dumb" }, true, 0],
		[undefined, { TERM: "dumb" }, false, 0],
		[undefined, { TERM: "dumb", COLORTERM: "truecolor" }, true, 0],
		// NO_COLOR, over TERM; empty it counts as absent.
		[undefined, { ...XTERM, NO_COLOR: "1" }, true, 0],
		[undefined, { ...XTERM, NO_COLOR: "" }, true, 1],
		[undefined, { ...XTERM, NO_COLOR: "0" }, true, 0],
		[undefined, { TERM: "xterm-256color", NO_COLOR: "1" }, false, 0],
		// FORCE_COLOR, over NO_COLOR.
		[undefined, { ...XTERM, FORCE_COLOR: "" }, false, 1],
		[undefined, { ...XTERM, FORCE_COLOR: "1" }, false, 1],
		[undefined, { ...XTERM, FORCE_COLOR: "true" }, false, 1],
		[undefined, { ...XTERM, FORCE_COLOR: "2" }, false, 2],
		[undefined, { ...XTERM, FORCE_COLOR: "3" }, false, 3],
		[undefined, { ...XTERM, FORCE_COLOR: "0" }, true, 0],
		[undefined, { ...XTERM, FORCE_COLOR: "false" }, true, 0],
		[undefined, { ...XTERM, FORCE_COLOR: "1", NO_COLOR: "1" }, false, 1],
		[undefined, { ...XTERM, FORCE_COLOR: "0", NO_COLOR: "" }, true, 0],
		[undefined, { TERM: "dumb", FORCE_COLOR: "1" }, false, 1],
		[undefined, { TERM: "dumb", FORCE_COLOR: "true" }, true, 1],
		// The flag, over all.
		[true, XTERM, false, 1],
		[true, XTERM, true, 1],
		[true, { TERM: "xterm-256color" }, false, 2],
		[true, { ...XTERM, NO_COLOR: "1" }, false, 1],
		[true, { ...XTERM, FORCE_COLOR: "0" }, false, 1],
		[true, { TERM: "dumb" }, false, 1],
		[false, XTERM, true, 0],
		[false, { ...XTERM, FORCE_COLOR: "3" }, true, 0],
		[false, { TERM: "dumb" }, true, 0],
		[false, XTERM, false, 0],
	])("with the flag %s, %o, a terminal: %s, is %i", (flag, env, isTerminal, level) => {
		expect(colorLevel({ flag, env, isTerminal })).toBe(level);
	});
});
