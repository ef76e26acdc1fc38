import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { progressOn, silence } from "../../src/cli/progress.ts";
import { fakeContext } from "./fake-context.ts";

const TERMINAL = { columns: 80, rows: 24 };

const shown: unknown[] = [];

vi.mock("ora", () => ({
	default: ({ color }: { color: unknown }) => ({
		start: (text: string) => shown.push([text, color]),
		stop: () => shown.push("stop"),
	}),
}));

beforeEach(() => {
	shown.length = 0;
	vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
});

afterEach(() => {
	vi.useRealTimers();
});

it("says what work is at that takes half a second or more, once it does, until it is cleared", async () => {
	const progress = progressOn(fakeContext({ TERM: "xterm" }, TERMINAL));
	await progress.at("one");
	await vi.advanceTimersByTimeAsync(499);
	expect(shown).toEqual([]);
	await progress.at("two");
	await vi.advanceTimersByTimeAsync(1);
	await vi.dynamicImportSettled();
	expect(shown).toEqual([["two", "cyan"]]);
	await progress.at("three");
	progress.clear();
	expect(shown.slice(1)).toEqual([["three", "cyan"], "stop"]);
});

it("says nothing of quick work, has no colours where there are none, and is silent off a terminal", async () => {
	const progress = progressOn(fakeContext({ NO_COLOR: "1" }, TERMINAL));
	await progress.at("one");
	progress.clear();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(shown).toEqual([]);
	await progress.at("two");
	expect(shown).toEqual([["two", false]]);
	expect(progressOn(fakeContext())).toBe(silence);
	expect(progressOn(fakeContext({}, {}))).toBe(silence);
});

it.each([{ TERM: "dumb" }, { CI: "true" }, { CI: "" }])(
	"is silent where a line can't be taken back, or nobody watches: %o",
	(env) => {
		expect(progressOn(fakeContext(env, TERMINAL))).toBe(silence);
	},
);
