import { expect, test } from "vitest";
import { fixed, general, seconds } from "../../src/demos/numbers.ts";

test.for([
	[2, 2, "2.00"],
	[1.005, 2, "1.00"],
	[0.125, 2, "0.12"],
	[0.375, 2, "0.38"],
	[2.5, 0, "2"],
	[0.0625, 3, "0.062"],
	[1.25, 1, "1.2"],
	[1.35, 1, "1.4"],
	[4.1, 2, "4.10"],
	[-0.125, 2, "-0.12"],
] as const)("prints %d with %i digits as CPython does: %s", ([value, digits, text]) => {
	expect(fixed(value, digits)).toBe(text);
});

test.for([
	[3, "3"],
	[0, "0"],
	[0.30000000000000004, "0.3"],
	[1.015625, "1.01562"],
	[123.456789, "123.457"],
	[1000, "1000"],
	[0.0001, "0.0001"],
] as const)("prints %d with six digits that count, as CPython does: %s", ([value, text]) => {
	expect(general(value)).toBe(text);
});

test("counts one second, and two or half a seconds", () => {
	expect([1, 2, 0.5].map(seconds)).toEqual(["1 second", "2 seconds", "0.5 seconds"]);
});
