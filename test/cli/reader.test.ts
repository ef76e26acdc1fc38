import { describe, expect, it } from "vitest";
import type { Page } from "../../src/cli/lesson/pages.ts";
import { Reader } from "../../src/cli/lesson/reader.ts";
import { gatherDemo } from "../../src/demos/gather.ts";
import { producerConsumer } from "../../src/demos/producer-consumer.ts";
import type { Question } from "../../src/demos/questions/evidence.ts";

const SIZE = { columns: 60, rows: 8 };

const QUESTION: Question = {
	text: "How many?",
	choices: ["one", "two"],
	answer: () => "two",
	decides: () => undefined,
	why: "",
};

function page(mark: string, lines: number, more: Partial<Page> = {}): Page {
	const text = Array.from({ length: lines }, (_, index) => `  line ${index + 1}\n`).join("");
	const heading = { name: mark, title: "", remark: "", subject: "" };
	return { mark, section: 1, ...heading, text: async () => text, ...more };
}

/** Types keys, and gives the last screen. */
async function typed(reader: Reader, ...keys: string[]): Promise<string[]> {
	await reader.load(SIZE);
	for (const key of keys) {
		reader.press(key, SIZE);
		await reader.load(SIZE);
	}
	return reader.screen(SIZE);
}

describe("a page of the lesson", () => {
	it("that is taller than the screen says so, and scrolls under its heading, by a screen or a line", async () => {
		const reader = new Reader([page("one", 9), page("two", 1)], 0, "typescript");
		expect(await typed(reader)).toEqual([
			"  one",
			"",
			"  line 1",
			"  line 2",
			"  line 3",
			"  line 4",
			"",
			"  1 of 2   space: more, 5 lines   b: back   q: stop",
		]);
		expect((await typed(reader, " ")).slice(2, 6)).toEqual(["  line 4", "  line 5", "  line 6", "  line 7"]);
		expect((await typed(reader, "down"))[2]).toBe("  line 5");
		expect((await typed(reader, "up", "up"))[2]).toBe("  line 3");
		expect((await typed(reader, "end"))[5]).toBe("  line 9");
		expect((await typed(reader, "home"))[2]).toBe("  line 1");
		expect((await typed(reader, "pagedown", "pagedown"))[7]).toBe("  1 of 2   space: on   b: back   q: stop");
		expect((await typed(reader, " "))[0]).toBe("  two");
		expect((await typed(reader, "b", "b"))[0]).toBe("  one");
	});

	it("that asks something wants an answer before it goes on, and takes another one", async () => {
		const pages = [page("one", 1, { question: async () => QUESTION }), page("two", 1)];
		const reader = new Reader(pages, 0, "typescript");
		const asked = ["  one", "", "  line 1", "", "  How many?", "     1  one", "     2  two"];
		const large = { columns: 60, rows: 10 };
		await reader.load(large);
		expect(reader.screen(large).slice(0, 7)).toEqual(asked);
		expect((await typed(reader, " ", " "))[7]).toBe("  What do you say? Type 1 to 2, or n to go on without.");
		expect((await typed(reader, "3"))[7]).toBe("  1 of 2   space: on   1-2: your guess   b: back   q: stop");
		expect((await typed(reader, "1"))[4]).toBe("   ❯ 1  one");
		expect((await typed(reader, "2"))[5]).toBe("   ❯ 2  two");
		expect((await typed(reader, " "))[0]).toBe("  two");
		expect((await typed(reader, "b", "n"))[0]).toBe("  two");
	});

	it("hands over what to run: a run that it names, or the numbers that are typed", async () => {
		const reader = new Reader([page("why", 1, { demo: gatherDemo })], 0, "typescript");
		await reader.load(SIZE);
		const [next] = gatherDemo.next;
		expect(reader.press("1", SIZE)).toEqual({
			kind: "try",
			words: next?.run.split(" "),
			question: next?.question,
		});
		expect(reader.press("9", SIZE)).toBe(null);
		expect((await typed(reader, "c", "u", "x", "backspace"))[7]).toBe(
			"  urls delay   NAME=VALUE: u_   Enter: run",
		);
		for (const key of "rls=4 delay=1") reader.press(key, SIZE);
		const words = ["gather", "--set", "urls=4", "--set", "delay=1"];
		expect(reader.press("enter", SIZE)).toEqual({ kind: "try", words, question: "" });
		expect((await typed(reader, "c"))[7]).toContain("urls=4 delay=1_");
		expect((await typed(reader, "escape"))[0]).toBe("  why");
		reader.showTried({ title: "gather", question: "how long?", text: () => "  a run\n" });
		await reader.load(SIZE);
		expect(reader.screen(SIZE)).toEqual([
			"  gather",
			"  how long?",
			"",
			"  a run",
			"",
			"",
			"",
			"  1 of 1   space: back   c: change a number   q: stop",
		]);
		expect((await typed(reader, " "))[0]).toBe("  why");
	});

	it("names and takes the numbers of a program in Python as Python spells them", async () => {
		const reader = new Reader([page("why", 1, { demo: producerConsumer })], 0, "python");
		await reader.load(SIZE);
		const wide = { columns: 200, rows: 8 };
		reader.press("c", wide);
		expect(reader.screen(wide)[7]).toBe(
			"  producers items consumers size make_least make_most work_least work_most patience pause   NAME=VALUE: _   Enter: run",
		);
		for (const key of "make_least=0.2 size=1 makeleast=3") reader.press(key, wide);
		const words = ["producer-consumer", "--set", "makeLeast=0.2", "--set", "size=1", "--set", "makeleast=3"];
		expect(reader.press("enter", wide)).toEqual({ kind: "try", words, question: "" });
	});

	it("asks to be stepped through where a run is drawn, shows a program in the other language, and ends the course", async () => {
		const run = () => Promise.reject(new Error("not needed"));
		const pages = [page("one", 1, { hasProgram: true }), page("two", 1, { run })];
		const reader = new Reader(pages, 0, "typescript");
		expect([reader.press("s", SIZE), reader.language]).toEqual([null, "typescript"]);
		await typed(reader, "p");
		expect(reader.language).toBe("python");
		await typed(reader, "n");
		expect(reader.press("s", SIZE)).toEqual({ kind: "step", page: pages[1], guess: false });
		expect(reader.press("h", SIZE)).toEqual({ kind: "step", page: pages[1], guess: true });
		expect(reader.press(" ", SIZE)).toEqual({ kind: "end" });
		expect(reader.press("q", SIZE)).toEqual({ kind: "stop" });
	});

	it("has a key, or several, for each way to go on", async () => {
		const run = () => Promise.reject(new Error("not needed"));
		const middle = page("middle", 12, { run, demo: gatherDemo, hasProgram: true });
		const keys = [
			...[" ", "enter", "n", "N", "right", "b", "left", "backspace", "down", "j", "up", "k"],
			...["pagedown", "pageup", "home", "end", "p", "s", "h", "c", "q", "escape", "x", "tab", "1"],
		];
		const done = await Promise.all(
			keys.map(async (key) => {
				const reader = new Reader([page("first", 1), middle, page("last", 1)], 1, "typescript");
				await typed(reader, ...Array.from({ length: 5 }, () => "down"));
				const request = reader.press(key, SIZE);
				await reader.load(SIZE);
				const [heading, , line] = reader.screen(SIZE);
				const hint = reader.screen(SIZE).at(-1);
				const { kind = null } = request ?? {};
				const typing = hint?.includes("NAME=VALUE") ? ", typing" : "";
				return `${key}: ${heading?.trim()}, ${line?.trim()}, ${kind}, ${reader.language}${typing}`;
			}),
		);
		expect(`\n${done.join("\n")}`).toMatchInlineSnapshot(`
			"
			 : middle, line 9, null, typescript
			enter: middle, line 9, null, typescript
			n: last, line 1, null, typescript
			N: last, line 1, null, typescript
			right: last, line 1, null, typescript
			b: first, line 1, null, typescript
			left: first, line 1, null, typescript
			backspace: first, line 1, null, typescript
			down: middle, line 7, null, typescript
			j: middle, line 7, null, typescript
			up: middle, line 5, null, typescript
			k: middle, line 5, null, typescript
			pagedown: middle, line 9, null, typescript
			pageup: middle, line 3, null, typescript
			home: middle, line 1, null, typescript
			end: middle, line 9, null, typescript
			p: middle, line 6, null, python
			s: middle, line 6, step, typescript
			h: middle, line 6, step, typescript
			c: middle, line 6, null, typescript, typing
			q: middle, line 6, stop, typescript
			escape: middle, line 6, stop, typescript
			x: middle, line 6, null, typescript
			tab: middle, line 6, null, typescript
			1: middle, line 6, null, typescript"
		`);
	});

	it("takes no key for what is not there", async () => {
		const reader = new Reader([page("only", 1)], 0, "typescript");
		const bare = await typed(reader);
		expect(await typed(reader, "p", "s", "h", "c", "1", "b")).toEqual(bare);
		expect(reader.language).toBe("typescript");
		reader.showTried({ title: "tried", question: "", text: () => "  a run\n" });
		const tried = await typed(reader, "p", "s", "h", "1");
		expect(tried).toMatchInlineSnapshot(`
			[
			  "  tried",
			  "",
			  "  a run",
			  "",
			  "",
			  "",
			  "",
			  "  1 of 1   space: back   q: stop",
			]
		`);
	});

	it.each([
		[80, "  1 of 1   space: on   s: steps   h: guess them   c: change a number   q: stop"],
		[60, "  1 of 1   space: on   s: steps   h: guess them   q: stop"],
		[30, "  1 of 1   q: stop"],
		[10, "  1 of 1 "],
	])("names in %i columns the keys for which there is room", async (columns, hint) => {
		const run = () => Promise.reject(new Error("not needed"));
		const reader = new Reader([page("one", 1, { run, demo: gatherDemo })], 0, "typescript");
		await reader.load({ columns });
		expect(reader.screen({ columns, rows: 5 }).at(-1)).toBe(hint);
	});
});
