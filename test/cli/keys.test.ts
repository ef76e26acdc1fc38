import { describe, expect, it } from "vitest";
import { Interrupted } from "../../src/cli/errors.ts";
import { nextWish } from "../../src/cli/lesson/keys.ts";
import { fakeInput } from "./fake-terminal.ts";

describe("nextWish", () => {
	it.each([
		["space", " ", "next"],
		["Enter", "\r", "next"],
		["n", "n", "next"],
		["the right arrow", "\u001b[C", "next"],
		["b", "b", "back"],
		["the left arrow", "\u001b[D", "back"],
		["backspace", "\u007f", "back"],
		["q", "q", "stop"],
		["a key that says nothing, then q", "xq", "stop"],
	])("reads %s", async (_what, keys, wish) => {
		const input = fakeInput();
		const wished = nextWish(input.stream);
		expect(input.isRaw()).toBe(true);
		input.type(keys);
		expect(await wished).toBe(wish);
		expect(input.isRaw()).toBe(false);
	});

	it.each([
		["Ctrl-C", "\u0003"],
		["Ctrl-D", "\u0004"],
	])("is interrupted by %s, with the terminal as it was", async (_what, keys) => {
		const input = fakeInput();
		const wished = nextWish(input.stream);
		input.type(keys);
		await expect(wished).rejects.toThrow(Interrupted);
		expect(input.isRaw()).toBe(false);
	});

	it("answers each time it is asked", async () => {
		const input = fakeInput();
		for (const [keys, wish] of [
			[" ", "next"],
			["b", "back"],
			["q", "stop"],
		] as const) {
			const wished = nextWish(input.stream);
			input.type(keys);
			expect(await wished).toBe(wish);
		}
	});
});
