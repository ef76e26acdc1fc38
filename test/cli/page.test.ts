import { describe, expect, it } from "vitest";
import { isUnicode, pageOf } from "../../src/cli/display.ts";
import { fakeContext } from "./fake-context.ts";

describe("pageOf", () => {
	it.each([
		["the option", { width: 50 }, { COLUMNS: "60" }, { columns: 70 }, 50],
		["the terminal", {}, { COLUMNS: "60" }, { columns: 70 }, 70],
		["COLUMNS", {}, { COLUMNS: "60" }, null, 60],
		["80", {}, {}, null, 80],
		["80, where COLUMNS is no number", {}, { COLUMNS: "wide" }, null, 80],
		["80, where COLUMNS is 0", {}, { COLUMNS: "0" }, null, 80],
		["20, where a terminal is narrower than can be drawn on", {}, {}, { columns: 5 }, 20],
		["1000, where a terminal is wider than that", {}, {}, { columns: 5000 }, 1000],
	])("is as wide as %s", (_what, options, env, terminal, columns) => {
		expect(pageOf(options, fakeContext(env, terminal)).columns).toBe(columns);
	});

	it.each([
		[{ ascii: true }, { LANG: "C.UTF-8" }, true],
		[{ ascii: false }, { LANG: "C" }, false],
		[{}, { LANG: "C" }, true],
		[{}, { LANG: "C.UTF-8" }, false],
	])("with %o and %o, is ASCII: %s", (options, env, ascii) => {
		expect(pageOf(options, fakeContext(env)).ascii).toBe(ascii);
	});
});

describe("isUnicode", () => {
	it.each([
		[{}, true],
		[{ LANG: "en_US.UTF-8" }, true],
		[{ LANG: "de_DE.utf8" }, true],
		[{ LANG: "C" }, false],
		[{ LANG: "POSIX" }, false],
		[{ LANG: "de_DE.ISO-8859-1" }, false],
		[{ LC_CTYPE: "C", LANG: "en_US.UTF-8" }, false],
		[{ LC_CTYPE: "en_US.UTF-8", LANG: "C" }, true],
		[{ LC_ALL: "C", LC_CTYPE: "en_US.UTF-8", LANG: "en_US.UTF-8" }, false],
		[{ LC_ALL: "", LC_CTYPE: "", LANG: "en_US.UTF-8" }, true],
		[{ LC_ALL: "C.UTF-8", LC_CTYPE: "C" }, true],
	])("says of %o: %s", (env, unicode) => {
		expect(isUnicode(env)).toBe(unicode);
	});
});
