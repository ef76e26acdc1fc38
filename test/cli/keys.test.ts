import { describe, expect, it } from "vitest";
import { nextKeyAction } from "../../src/cli/commands/lesson.ts";
import { Interrupted } from "../../src/cli/errors.ts";
import { fakeInput } from "./fake-terminal.ts";

describe("nextKeyAction", () => {
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
	])("reads %s", async (_what, keys, action) => {
		const input = fakeInput();
		const asked = nextKeyAction(input.stream);
		expect(input.isRaw()).toBe(true);
		input.type(keys);
		expect(await asked).toBe(action);
		expect(input.isRaw()).toBe(false);
	});

	it.each([
		["Ctrl-C", "\u0003"],
		["Ctrl-D", "\u0004"],
	])("is interrupted by %s, with the terminal as it was", async (_what, keys) => {
		const input = fakeInput();
		const asked = nextKeyAction(input.stream);
		input.type(keys);
		await expect(asked).rejects.toThrow(Interrupted);
		expect(input.isRaw()).toBe(false);
	});

	it("answers each time it is asked", async () => {
		const input = fakeInput();
		for (const [keys, action] of [
			[" ", "next"],
			["b", "back"],
			["q", "stop"],
		] as const) {
			const asked = nextKeyAction(input.stream);
			input.type(keys);
			expect(await asked).toBe(action);
		}
	});
});
