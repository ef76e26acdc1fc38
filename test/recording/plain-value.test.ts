import { describe, expect, it } from "vitest";
import { plainValue } from "../../src/recording/plain-value.ts";

class Named {
	toString() {
		return "<named>";
	}
}

const loop: unknown[] = [1];
loop.push(loop);

describe("plainValue", () => {
	it.each<[string, unknown, unknown]>([
		["text", "a", "a"],
		["a number", 1.5, 1.5],
		["nothing", undefined, null],
		["what JSON has no number for", [Number.NaN, -Infinity, 10n], ["NaN", "-Infinity", "10"]],
		["a negative zero", -0, 0],
		["a set", new Set([1, 2]), [1, 2]],
		["a map", new Map([[1, "one"]]), { 1: "one" }],
		["an error", new TypeError("no"), { name: "TypeError", message: "no" }],
		["a function", function work() {}, "[function work]"],
		["an instance", { inside: new Named() }, { inside: "<named>" }],
		["a symbol", Symbol("here"), "Symbol(here)"],
		["a value that contains itself", loop, [1, "[contains itself]"]],
		["the same value twice, side by side", [[1], [1]], [[1], [1]]],
		["what lies too deep", [[[[[[[[["x"]]]]]]]]], [[[[[[[["[deeper]"]]]]]]]]],
	])("keeps %s", (_what, value, plain) => {
		expect(plainValue(value)).toEqual(plain);
		expect(JSON.parse(JSON.stringify(plainValue(value)))).toEqual(plain);
	});
});
