// Whole screens, with the roles of their texts. `npx vitest run test/views/steps -u` writes them anew: look at them before you keep them.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingsOf } from "../../../src/findings/findings.ts";
import { History } from "../../../src/history/history.ts";
import { record } from "../../../src/recording/record.ts";
import { StepBook } from "../../../src/views/steps/book.ts";
import { Guesser } from "../../../src/views/steps/guessing.ts";
import { type StepScreen, stepHelp, stepScreen } from "../../../src/views/steps/screen.ts";
import { Stepper } from "../../../src/views/steps/stepper.ts";
import type { FrameOptions } from "../../../src/views/view.ts";
import { marked } from "../../marked.ts";
import { crowd, kitchen } from "./kitchen.ts";

function bookOf(main: typeof kitchen): StepBook {
	const history = new History(record(main, { places: true }));
	return new StepBook(history, findingsOf(history));
}

const LINES = readFileSync(new URL("kitchen.ts", import.meta.url), "utf8").split("\n");
const KITCHEN: StepScreen = {
	name: "kitchen",
	variant: "two cooks",
	book: bookOf(kitchen),
	sources: () => LINES,
};
const CROWD: StepScreen = { name: "crowd", variant: "at a door", book: bookOf(crowd), sources: null };

/** What is seen at the beginning, and after each of `keys`; a number goes to that step. */
function screens(
	screen: StepScreen,
	keys: readonly (string | number)[],
	options: FrameOptions,
	hidesFuture = false,
): string {
	const stepper = new Stepper([screen], undefined, hidesFuture);
	const guesser = new Guesser(stepper);
	return keys
		.map((key) => {
			if (typeof key === "number") stepper.show({ index: key - 1 });
			else guesser.press(key);
			const lines = stepScreen(screen, stepper.position, options, guesser.state);
			expect(lines.length).toBe(options.rows);
			return `${key}\n${lines.join("\n")}\n`;
		})
		.join("=".repeat(options.columns));
}

test("a screen of 80 columns has lanes, words, and the source or what was printed", async () => {
	const keys = [3, "down", "down", ",", 11, "c", 17, 19, "tab", "/", "escape", 28, 29];
	const options = { columns: 80, rows: 26, paint: marked };
	await expect(screens(KITCHEN, keys, options)).toMatchFileSnapshot("screens/kitchen-80.txt");
});

test("from 111 columns on the source and what was printed stand side by side", async () => {
	const at = (columns: number) => screens(KITCHEN, [1, 5, 29], { columns, rows: 24 });
	await expect(`${at(111)}\n${at(110)}`).toMatchFileSnapshot("screens/kitchen-111.txt");
});

test("that a source is not there is said, with its line", () => {
	const screen = { ...KITCHEN, sources: () => null };
	expect(screens(screen, [3], { columns: 80, rows: 24, paint: marked }).split("\n").slice(20, 23)).toEqual([
		"<faint> ────────────────────────────────────────────────────────────────────────────<>",
		"<faint>  test/views/steps/kitchen.ts:21: the source is not here<>",
		"",
	]);
});

test("in ASCII all signs are ASCII", async () => {
	const options = { columns: 111, rows: 26, ascii: true };
	const text = screens(KITCHEN, ["down", 4, 11, 19, 29], options);
	expect(text).toMatch(/^[\x20-\x7e\n]*$/);
	await expect(text).toMatchFileSnapshot("screens/kitchen-ascii.txt");
});

test("on few rows the lane that runs or was chosen is among those that are shown", async () => {
	const text = [10, 14, 17, 20, 21].map((rows) => screens(KITCHEN, [7, 16, "up"], { columns: 60, rows }));
	const small = screens(KITCHEN, [5], { columns: 16, rows: 24 });
	await expect([...text, small].join("\n")).toMatchFileSnapshot("screens/kitchen-rows.txt");
});

test("what comes next is asked in one, two or three columns, and how the answers were is told", async () => {
	const options = { rows: 26, paint: marked };
	const text = [
		screens(KITCHEN, [1, "right", "1", "1", "x", ",", 8, "end"], { columns: 79, ...options }, true),
		screens(KITCHEN, [3, "3", "end"], { columns: 53, ...options }, true),
		screens(KITCHEN, [3], { columns: 52, ...options }, true),
		screens(KITCHEN, [3], { columns: 52, rows: 27 }, true),
	];
	await expect(text.join("\n")).toMatchFileSnapshot("screens/kitchen-guess.txt");
});

test("of many tasks it is counted how many do what", async () => {
	const { book } = CROWD;
	const at = book.steps.atTime(2) + 1;
	const text = [
		screens(CROWD, [2, at, ",", "end"], { columns: 160, rows: 20, paint: marked }),
		screens(CROWD, [2, at], { columns: 80, rows: 22, ascii: true }),
		screens(CROWD, [2, at], { columns: 80, rows: 24 }, true),
	];
	await expect(text.join("\n")).toMatchFileSnapshot("screens/crowd.txt");
});

test("as many keys are named as there is room for", () => {
	const named = (index: number, hidesFuture: boolean, widths: readonly number[], ascii = false) => {
		const stepper = new Stepper([KITCHEN], undefined, hidesFuture);
		const guesser = new Guesser(stepper);
		stepper.show({ index });
		const keysAt = (columns: number) =>
			stepScreen(KITCHEN, stepper.position, { columns, rows: 24, ascii }, guesser.state).at(-1);
		return widths.map((columns) => `${columns}: ${keysAt(columns)}`);
	};
	expect(named(4, false, [20, 45, 46, 79, 80, 110, 111])).toMatchInlineSnapshot(`
		[
		  "20:  ← →  c  /  ?  q",
		  "45:  ← →  c  /  ?  q",
		  "46:  ← → turn  c why  / find  tab pane  ? keys  q",
		  "79:  ← → turn  c why  / find  tab pane  ? keys  q",
		  "80:  ← → turn  , . thing  ^← ^→ clock  c why  n p task  / find  tab pane  ? keys  q",
		  "110:  ← → turn  , . thing  ^← ^→ clock  c why  n p task  / find  tab pane  ? keys  q",
		  "111:  ← → turn  , . thing  ^← ^→ clock  c why  n p task  / find  tab pane  h hide  v variant  space play  ? keys  q",
		]
	`);
	expect(named(4, false, [23, 24, 124, 125], true)).toMatchInlineSnapshot(`
		[
		  "23: ",
		  "24:  left right  c  /  ?  q",
		  "124:  left right turn  , . thing  ^left ^right clock  c why  n p task  / find  tab pane  ? keys  q",
		  "125:  left right turn  , . thing  ^left ^right clock  c why  n p task  / find  tab pane  h hide  v variant  space play  ? keys  q",
		]
	`);
	expect(named(4, true, [20, 38, 39, 65, 66, 86, 87])).toMatchInlineSnapshot(`
		[
		  "20:  1-3  →  ?  q",
		  "38:  1-3 what comes next  → on  ? keys  q",
		  "39:  1-3 what comes next  → on  ? keys  q",
		  "65:  1-3 what comes next  → on  ? keys  q",
		  "66:  1-3 what comes next  → on without  ← back  h show all  ? keys  q",
		  "86:  1-3 what comes next  → on without  ← back  h show all  ? keys  q",
		  "87:  1-3 what comes next  → on without  ← back  , . thing  tab pane  h show all  ? keys  q",
		]
	`);
	expect(named(9, true, [20, 30, 31, 63, 64, 84, 85])).toMatchInlineSnapshot(`
		[
		  "20:  ← →  space  ?  q",
		  "30:  ← →  space  ?  q",
		  "31:  ← → turn  space on  ? keys  q",
		  "63:  ← → turn  space on  ? keys  q",
		  "64:  ← → turn  space up to the next question  h show all  ? keys  q",
		  "84:  ← → turn  space up to the next question  h show all  ? keys  q",
		  "85:  ← → turn  space up to the next question  , . thing  tab pane  h show all  ? keys  q",
		]
	`);
	expect(named(28, true, [20, 53, 54])).toMatchInlineSnapshot(`
		[
		  "20:  ←  Home  ?  q",
		  "53:  ←  Home  ?  q",
		  "54:  ← back  Home to the beginning  h show all  ? keys  q",
		]
	`);
});

test("the keys and what they do fill a screen of their own", () => {
	const help = [
		{ columns: 80, rows: 24, paint: marked },
		{ columns: 48, rows: 10, ascii: true },
	].map((options: FrameOptions) => stepHelp(options).join("\n"));
	expect(`\n${help.join("\n\n")}\n`).toMatchInlineSnapshot(`
		"
		<heading>  Keys<>

		<name>  → ←, PgDn PgUp   <>one turn of the loop on, back
		<name>  . ,              <>one thing within the turn on, back
		<name>  Ctrl → Ctrl ←    <>the clock on, back
		<name>  Home End         <>to the beginning, to the end
		<name>  ↓ ↑              <>choose a task
		<name>  n p              <>the next, the last thing that happens to that task
		<name>  c                <>why now? To what brought it about; Backspace returns
		<name>  space            <>play, pause
		<name>  /                <>find; Enter: the next; Escape: leave
		<name>  v                <>the next variant
		<name>  tab              <>the source, or what was printed
		<name>  h                <>hide what is still to come, and be asked for it
		<name>  1 to 6           <>what comes next, where that is asked
		<name>  q                <>leave

		<faint>  any key: go on<>

		  Keys

		  right left, PgDn PgUp   one turn of the loo..
		  . ,                     one thing within th..
		  Ctrl right Ctrl left    the clock on, back
		  Home End                to the beginning, t..
		  down up                 choose a task
		  n p                     the next, the last ..
		  c                       why now? To what br..
		  space                   play, pause
		"
	`);
});
