// What each key does, on the demo fetch: its steps stand in words/fetch.txt.

import { expect, test } from "vitest";
import { fetchDemo } from "../../../src/demos/fetch.ts";
import { programOf } from "../../../src/demos/program.ts";
import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import { record } from "../../../src/recording/record.ts";
import { StepBook } from "../../../src/views/steps/book.ts";
import type { StepScreen } from "../../../src/views/steps/screen.ts";
import { Stepper } from "../../../src/views/steps/stepper.ts";

function screenOf(variant: string): StepScreen {
	const history = new History(record(programOf(fetchDemo, variant), { places: true }));
	return { name: "fetch", variant, book: new StepBook(history, findingsOf(history)), sources: null };
}

const SCREENS = ["concurrent", "sequential"].map(screenOf);

/** Presses the keys one after the other. Gives the variant, the number of the step, and what is said, after each. */
function pressed(stepper: Stepper, ...keys: string[]): string[] {
	return keys.map((key) => {
		const goesOn = stepper.press(key);
		const { index, note, prompt } = stepper.position;
		const said = goesOn ? note || prompt : "left";
		return `${key}: ${stepper.variant} ${index + 1}${said === "" ? "" : ` ${said}`}`;
	});
}

test("goes to the next and the last turn, to the clock's jumps, and to both ends, and no further", () => {
	const keys = [
		"left",
		"right",
		"l",
		"pagedown",
		"pageup",
		"ctrl-right",
		"ctrl-right",
		"ctrl-left",
		"end",
		"right",
		"home",
	];
	expect(pressed(new Stepper(SCREENS, undefined), ...keys)).toEqual([
		"left: 0 1",
		"right: 0 2",
		"l: 0 3",
		"pagedown: 0 4",
		"pageup: 0 3",
		"ctrl-right: 0 6",
		"ctrl-right: 0 8",
		"ctrl-left: 0 6",
		"end: 0 13",
		"right: 0 13",
		"home: 0 1",
	]);
});

test("goes to what one task does, its own where one is chosen, and says where there is nothing more", () => {
	const stepper = new Stepper(SCREENS, 1);
	expect(pressed(stepper, "n", "p", "p", "p", "down", "down", "n", "p", "escape", "p")).toEqual([
		"n: 0 7 Nothing more happens to API-2.",
		"p: 0 6",
		"p: 0 2",
		"p: 0 1",
		"down: 0 1",
		"down: 0 1",
		"n: 0 2",
		"p: 0 2 Nothing happened to API-1 before.",
		"escape: 0 2",
		"p: 0 1",
	]);
});

test("goes to one thing after the other that happens within a turn, and back, and first to the end of the turn", () => {
	const stepper = new Stepper(SCREENS, undefined);
	const at = (key: string) => {
		stepper.press(key);
		const { index, facts } = stepper.position;
		const { from, to } = stepper.screen.book.step(index);
		return `${key} ${index + 1}: ${facts - from} of ${to - from}`;
	};
	const keys = [...",.......,,,", "right", "left", ".", ".", "end", ".", "."];
	expect(keys.map(at)).toMatchInlineSnapshot(`
		[
		  ", 1: 1 of 1",
		  ". 2: 2 of 6",
		  ". 2: 5 of 6",
		  ". 2: 6 of 6",
		  ". 3: 2 of 4",
		  ". 3: 3 of 4",
		  ". 3: 4 of 4",
		  ". 4: 2 of 4",
		  ", 3: 4 of 4",
		  ", 3: 3 of 4",
		  ", 3: 2 of 4",
		  "right 3: 4 of 4",
		  "left 2: 6 of 6",
		  ". 3: 2 of 4",
		  ". 3: 3 of 4",
		  "end 13: 2 of 2",
		  ". 13: 2 of 2",
		  ". 13: 2 of 2",
		]
	`);
});

test("is shown at a step or within it, of any run, and can return from a jump", () => {
	const stepper = new Stepper(SCREENS, undefined);
	const at = (there: Parameters<Stepper["show"]>[0]) => {
		stepper.show(there);
		const { index, facts, selected } = stepper.position;
		const { from, to } = stepper.screen.book.step(index);
		return `${stepper.variant} ${index + 1}: ${facts - from} of ${to - from}, task ${selected}`;
	};
	const { from, to } = stepper.screen.book.step(1);
	expect([
		at({ index: 4, selected: 2 }),
		at({ index: 1, facts: from }),
		at({ index: 1, facts: from + 1 }),
		at({ index: 1, facts: to - 1 }),
		at({ index: 1, facts: to + 1 }),
		at({ index: 1, facts: to }),
		at({ index: -1 }),
		at({ index: 99 }),
		at({ variant: 1, index: 2 }),
		at({ variant: 9, index: 99 }),
		at({ variant: -1, index: 3, selected: 0 }),
	]).toMatchInlineSnapshot(`
		[
		  "0 5: 4 of 4, task 2",
		  "0 2: 6 of 6, task 2",
		  "0 2: 1 of 6, task 2",
		  "0 2: 5 of 6, task 2",
		  "0 2: 6 of 6, task 2",
		  "0 2: 6 of 6, task 2",
		  "0 1: 1 of 1, task 2",
		  "0 13: 2 of 2, task 2",
		  "1 3: 1 of 1, task 2",
		  "1 9: 2 of 2, task 2",
		  "0 4: 4 of 4, task 0",
		]
	`);
	stepper.press("c");
	expect(stepper.position.note).not.toBe("");
	stepper.show({ index: 6, jump: true });
	expect(stepper.position.note).toBe("");
	expect(pressed(stepper, "backspace", "backspace", "backspace")).toMatchInlineSnapshot(`
		[
		  "backspace: 0 2",
		  "backspace: 0 4",
		  "backspace: 0 4 There is nothing to return to.",
		]
	`);
	stepper.show({ index: 6, jump: true });
	stepper.show({ variant: 0, index: 6 });
	expect(pressed(stepper, "backspace")).toEqual(["backspace: 0 4"]);
	stepper.show({ variant: 1, index: 6, jump: true });
	expect(pressed(stepper, "backspace")).toEqual(["backspace: 1 7 There is nothing to return to."]);
});

test("searches from where it is on, and tells how many places there are", () => {
	const stepper = new Stepper(SCREENS, undefined);
	const search = (text: string, isNext: boolean) => {
		const { place, count } = stepper.search(text, isNext);
		return `${text}: ${place + 1} of ${count}, at ${stepper.position.index + 1}`;
	};
	expect([
		search("due", false),
		search("due", false),
		search("due", true),
		search("due", true),
		search("due", true),
		search("nonsense", true),
	]).toEqual([
		"due: 1 of 3, at 6",
		"due: 1 of 3, at 6",
		"due: 2 of 3, at 8",
		"due: 3 of 3, at 10",
		"due: 1 of 3, at 6",
		"nonsense: 0 of 0, at 6",
	]);
});

test("chooses one task after the other, shows one pane or the other, and hides what is to come or not", () => {
	const stepper = new Stepper(SCREENS, undefined);
	const state = () => {
		const { selected, pane, hidesFuture } = stepper.position;
		return `${selected} ${pane}${hidesFuture ? " hidden" : ""}${stepper.showsHelp ? " help" : ""}`;
	};
	const keys = ["up", "down", "down", "down", "down", "down", "up", "tab", "H", "h", "?", "tab", "tab", "v"];
	const told = keys.map((key) => {
		stepper.press(key);
		return `${key}: ${state()}`;
	});
	expect(told).toMatchInlineSnapshot(`
		[
		  "up: 1 source",
		  "down: 2 source",
		  "down: 3 source",
		  "down: 4 source",
		  "down: 4 source",
		  "down: 4 source",
		  "up: 3 source",
		  "tab: 3 printed",
		  "H: 3 printed hidden",
		  "h: 3 printed",
		  "?: 3 printed help",
		  "tab: 3 printed",
		  "tab: 3 source",
		  "v: 0 source",
		]
	`);
	expect(new Stepper(SCREENS, 0, true).position.hidesFuture).toBe(true);
	expect(() => new Stepper([], 0)).toThrow(new RangeError("there is no run to go through"));
});

test("goes to what brought a step about, and back from there", () => {
	const stepper = new Stepper(SCREENS, 1.5);
	expect(pressed(stepper, "c", "c", "c", "backspace", "backspace", "backspace")).toEqual([
		"c: 0 5 API-3 set its timer: 4 steps back, 1.50 s. Backspace returns.",
		"c: 0 2 main made API-3: 3 steps back, at the same instant. Backspace returns.",
		"c: 0 2 Nothing in the run brought this about.",
		"backspace: 0 5",
		"backspace: 0 9",
		"backspace: 0 9 There is nothing to return to.",
	]);
});

test("finds words, one place after the other, and begins anew", () => {
	const stepper = new Stepper(SCREENS, undefined);
	const keys = ["/", "D", "U", "x", "backspace", "E", "enter", ..."/\n/\n/\n/?\n/a\u001b/\b"].map(
		(key) => ({ "\n": "enter", "\u001b": "escape", "\b": "backspace" })[key] ?? key,
	);
	expect(pressed(stepper, ...keys)).toEqual([
		"/: 0 1 /_   Enter: find   Escape: leave",
		"D: 0 1 /D_   Enter: find   Escape: leave",
		"U: 0 1 /DU_   Enter: find   Escape: leave",
		"x: 0 1 /DUx_   Enter: find   Escape: leave",
		"backspace: 0 1 /DU_   Enter: find   Escape: leave",
		"E: 0 1 /DUE_   Enter: find   Escape: leave",
		"enter: 0 6 DUE: 1 of 3: 5 steps on, 1.00 s. Backspace returns.",
		"/: 0 6 /_   Enter: find   Escape: leave",
		"enter: 0 8 DUE: 2 of 3: 2 steps on, 0.50 s. Backspace returns.",
		"/: 0 8 /_   Enter: find   Escape: leave",
		"enter: 0 10 DUE: 3 of 3: 2 steps on, 0.50 s. Backspace returns.",
		"/: 0 10 /_   Enter: find   Escape: leave",
		"enter: 0 6 DUE: 1 of 3: 4 steps back, 1.00 s. Backspace returns.",
		"/: 0 6 /_   Enter: find   Escape: leave",
		"?: 0 6 /?_   Enter: find   Escape: leave",
		"enter: 0 6 Nothing is found for ?.",
		"/: 0 6 /_   Enter: find   Escape: leave",
		"a: 0 6 /a_   Enter: find   Escape: leave",
		"escape: 0 6",
		"/: 0 6 /_   Enter: find   Escape: leave",
		"backspace: 0 6",
	]);
});

test("shows the other run at the same time, or at the same end, and says where there is none", () => {
	const stepper = new Stepper(SCREENS, 1);
	expect(pressed(stepper, "v", "v", "home", "v", "end", "v")).toEqual([
		"v: 1 2 sequential, at 0.00 s",
		"v: 0 5 concurrent, at 0.00 s",
		"home: 0 1",
		"v: 1 1 sequential, at 0.00 s",
		"end: 1 9",
		"v: 0 13 concurrent, at 2.00 s",
	]);
	expect(pressed(new Stepper(SCREENS.slice(0, 1), undefined), "v")).toEqual([
		"v: 0 1 There is no other variant.",
	]);
});

test("says so of a key that does nothing, takes capital letters, and is left by q", () => {
	const stepper = new Stepper(SCREENS, undefined);
	expect(pressed(stepper, "x", "?", "x", "N", "q")).toEqual([
		"x: 0 1 x does nothing here; ? shows the keys.",
		"?: 0 1",
		"x: 0 1",
		"N: 0 2",
		"q: 0 2 left",
	]);
	expect(["q", "n", "N", "right", "x", "enter"].filter((key) => stepper.knows(key))).toEqual([
		"q",
		"n",
		"N",
		"right",
	]);
});

test("plays from where it is to the end, and from the start where it is there", () => {
	const stepper = new Stepper(SCREENS, 1.5);
	const states: unknown[] = [];
	stepper.press(" ");
	for (let index = 0; index < 7; index += 1) {
		states.push([stepper.position.index + 1, stepper.isPlaying]);
		stepper.playOn();
	}
	expect(states).toEqual([
		[9, true],
		[10, true],
		[11, true],
		[12, true],
		[13, true],
		[13, false],
		[13, false],
	]);
	stepper.press(" ");
	expect([stepper.position.index, stepper.isPlaying]).toEqual([0, true]);
	stepper.press("right");
	expect([stepper.position.index, stepper.isPlaying]).toEqual([1, false]);
});
