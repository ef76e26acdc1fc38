import { describe, expect, test } from "vitest";
import {
	briefDuration,
	count,
	counted,
	decimals,
	duration,
	exactSeconds,
	factorText,
	spokenDuration,
	timesApart,
} from "../../src/text/figures.ts";

describe("a duration", () => {
	test("is told in seconds from a hundredth on, in smaller units below, and never as nothing", () => {
		const told = [
			[0, "0.00 s"],
			[1, "1.00 s"],
			[1234567.891, "1,234,567.89 s"],
			[0.1, "0.10 s"],
			[0.01, "0.01 s"],
			[0.00995, "0.01 s"],
			[0.009949, "9.95 ms"],
			[0.001, "1.00 ms"],
			[0.00001, "0.01 ms"],
			[0.00000995, "0.01 ms"],
			[0.00000994, "9.94 µs"],
			[0.000001, "1.00 µs"],
			[1e-8, "0.01 µs"],
			[1e-12, "0.01 µs"],
			[-2, "-2.00 s"],
			[-0.005, "-5.00 ms"],
		] as const;
		expect(told.map(([seconds]) => [seconds, duration(seconds)])).toEqual(told);
		expect(duration(0.000002, "us")).toBe("2.00 us");
	});

	test("is told to the millisecond where a turn was slow", () => {
		expect([0.1, 0.1004, 2, 1200.5].map(exactSeconds)).toEqual([
			"0.100 s",
			"0.100 s",
			"2.000 s",
			"1,200.500 s",
		]);
	});

	test("is spoken in seconds down to a millisecond, without zeros at its end", () => {
		const told = [
			[0, "0 seconds"],
			[1, "1 second"],
			[1.0004, "1 second"],
			[0.9996, "1 second"],
			[2, "2 seconds"],
			[100, "100 seconds"],
			[0.5, "0.5 seconds"],
			[1.05, "1.05 seconds"],
			[1500, "1,500 seconds"],
			[0.001, "0.001 seconds"],
			[0.0009, "900 microseconds"],
			[0.0000125, "12.5 microseconds"],
			[-0.0005, "-500 microseconds"],
			[1e20, "1.00e+20 seconds"],
		] as const;
		expect(told.map(([seconds]) => [seconds, spokenDuration(seconds)])).toEqual(told);
	});

	test("is brief on an axis", () => {
		expect([0, 4.5, 2, 0.125, 10].map(briefDuration)).toEqual(["0 s", "4.5 s", "2 s", "0.13 s", "10 s"]);
	});
});

describe("a number", () => {
	test("has its thousands set apart, and so many digits after the point", () => {
		expect([0, 7, 999, 1000, 123456, 1e6, -1234].map(count)).toEqual([
			"0",
			"7",
			"999",
			"1,000",
			"123,456",
			"1,000,000",
			"-1,234",
		]);
		expect([decimals(1234.5, 2), decimals(0.5, 3), decimals(999.999, 2)]).toEqual([
			"1,234.50",
			"0.500",
			"1,000.00",
		]);
		expect([decimals(999_999_999_999_999, 0), decimals(1e15, 0), decimals(-2e15, 1)]).toEqual([
			"999,999,999,999,999",
			"1.00e+15",
			"-2.00e+15",
		]);
	});

	test("of things is a word up to twelve", () => {
		const words = "no one two three four five six seven eight nine ten eleven twelve 13 1,000".split(" ");
		const numbers = [...Array.from({ length: 14 }, (_, n) => n), 1000];
		const expected = words.map((word, n) => `${word} task${n === 1 ? "" : "s"}`);
		expect(numbers.map((number) => counted(number, "task"))).toEqual(expected);
	});

	test("of times has more digits where two would say that nothing differs", () => {
		expect([2.25, 1.005, 1.0049, 1.000001, 0.5, 1234].map(factorText)).toEqual([
			"2.25",
			"1.00",
			"1.004900",
			"1.000001",
			"0.500000",
			"1,234.00",
		]);
	});
});

describe("times beside each other", () => {
	test("have as many digits as it takes to tell them apart, from two to six", () => {
		const told = [
			[[], []],
			[[1], ["1.00 s"]],
			[
				[1, 1, 2],
				["1.00 s", "1.00 s", "2.00 s"],
			],
			[
				[1, 1.004],
				["1.000 s", "1.004 s"],
			],
			[
				[1, 1.00004],
				["1.00000 s", "1.00004 s"],
			],
			[
				[1, 1.0000004],
				["1.000000 s", "1.000000 s"],
			],
			[
				[1000, 1000.5],
				["1,000.00 s", "1,000.50 s"],
			],
		] as const;
		expect(told.map(([times]) => [times, timesApart(times)])).toEqual(told);
	});
});
