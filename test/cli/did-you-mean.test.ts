import { describe, expect, it } from "vitest";
import { didYouMean } from "../../src/cli/did-you-mean.ts";

const NAMES = ["gather", "gather-errors", "fetch", "cancel", "wait", "hello"];

describe("didYouMean", () => {
	it.each([
		["gathr", "; did you mean gather?"],
		["gahter", "; did you mean gather?"],
		["gatherr", "; did you mean gather?"],
		["gat", "; did you mean gather?"],
		["fetsch", "; did you mean fetch?"],
		["cancle", "; did you mean cancel?"],
		["wiat", "; did you mean wait?"],
		["gather-error", "; did you mean gather-errors?"],
		["dance", ""],
		["x", ""],
		["", ""],
		["something-else", ""],
	])("says of %s: %s", (word, hint) => {
		expect(didYouMean(word, NAMES)).toBe(hint);
	});

	it("says nothing where there are no names", () => {
		expect(didYouMean("gather", [])).toBe("");
	});
});
