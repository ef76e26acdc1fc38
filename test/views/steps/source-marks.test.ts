import { expect, test } from "vitest";
import { record } from "../../../src/recording/record.ts";
import type { StepBook } from "../../../src/views/steps/book.ts";
import { sourceMarks } from "../../../src/views/steps/source-marks.ts";
import { at, CANCELLED, Story } from "../../facts.ts";
import { bookOf } from "./book.ts";
import { kitchen } from "./kitchen.ts";

/** Which lines of which file are marked after so many facts, and who stands where. */
function marksText(book: StepBook, index: number, facts = book.step(index).to): string {
	const { file, focus, marks, tasks, isKnown } = sourceMarks(book, index, facts);
	const lines = Array.from(marks, ([line, mark]) => `${line} ${mark}`).join(", ");
	const who = Array.from(
		tasks,
		([line, all]) => `${line} ${all.map((id) => book.history.label(id)).join("+")}`,
	).join(", ");
	const name = file?.split("/").at(-1) ?? "no file";
	return `${index + 1}. ${name}:${focus}${isKnown ? "" : "?"} | ${lines} | ${who}`;
}

function allMarks(book: StepBook): string {
	const lines = Array.from({ length: book.length }, (_, index) => marksText(book, index));
	return `\n${lines.join("\n")}\n`;
}

test("a step marks the lines of what it did, where its turn ended or else where it went on, and who stands where", () => {
	expect(allMarks(bookOf(record(kitchen, { places: true })))).toMatchInlineSnapshot(`
		"
		1. no file:0? |  | 
		2. kitchen.ts:55 | 55 here, 52 did, 53 did, 54 did | 55 main, 52 soup+salad, 53 waiter, 54 toast
		3. kitchen.ts:21 | 21 here, 19 did, 20 did | 55 main, 21 soup, 52 salad, 53 waiter, 54 toast
		4. kitchen.ts:21 | 21 here, 19 did, 20 did | 55 main, 21 soup+salad, 53 waiter, 54 toast
		5. kitchen.ts:40 | 40 here, 37 did, 39 did | 55 main, 21 soup+salad, 40 waiter, 54 toast, 37 guest+guest+guest
		6. kitchen.ts:32 | 32 here | 55 main, 21 soup+salad, 40 waiter, 32 toast, 37 guest+guest+guest
		7. kitchen.ts:28 | 28 here | 55 main, 21 soup+salad, 40 waiter, 32 toast, 28 guest, 37 guest+guest
		8. kitchen.ts:28 | 28 here | 55 main, 21 soup+salad, 40 waiter, 32 toast, 28 guest+guest, 37 guest
		9. kitchen.ts:28 | 28 here | 55 main, 21 soup+salad, 40 waiter, 32 toast, 28 guest+guest+guest
		10. kitchen.ts:55? |  | 55 main, 21 soup+salad, 40 waiter, 32 toast, 28 guest+guest+guest
		11. kitchen.ts:59 | 59 here, 56 did, 57 did, 58 did, 55 came | 59 main, 21 soup+salad, 40 waiter, 32 toast, 28 guest+guest+guest, 58 washes all that was used, and dries it
		12. kitchen.ts:59? |  | 59 main, 21 soup+salad, 40 waiter, 32 toast, 28 guest+guest+guest, 58 washes all that was used, and dries it
		13. kitchen.ts:28 | 28 came | 59 main, 21 soup+salad, 40 waiter, 32 toast, 28 guest+guest, 58 washes all that was used, and dries it
		14. kitchen.ts:28 | 28 came | 59 main, 21 soup+salad, 40 waiter, 32 toast, 28 guest, 58 washes all that was used, and dries it
		15. kitchen.ts:28 | 28 came | 59 main, 21 soup+salad, 40 waiter, 32 toast, 58 washes all that was used, and dries it
		16. kitchen.ts:59? |  | 59 main, 21 soup+salad, 40 waiter, 32 toast
		17. kitchen.ts:59? |  | 59 main, 21 soup+salad, 40 waiter, 32 toast
		18. kitchen.ts:33 | 33 here, 32 came | 59 main, 21 soup+salad, 40 waiter
		19. kitchen.ts:44 | 44 here, 43 did, 40 came | 59 main, 21 soup+salad, 44 waiter
		20. kitchen.ts:59? |  | 59 main, 21 soup+salad, 44 waiter
		21. kitchen.ts:59? |  | 59 main, 21 soup+salad, 44 waiter
		22. kitchen.ts:59? |  | 59 main, 21 soup+salad, 44 waiter
		23. kitchen.ts:59? |  | 59 main, 21 soup+salad, 44 waiter
		24. kitchen.ts:60 | 60 here, 59 came | 60 main, 21 soup+salad, 44 waiter
		25. kitchen.ts:60? |  | 60 main, 21 soup+salad, 44 waiter
		26. kitchen.ts:22 | 22 here, 21 came | 60 main, 22 soup, 21 salad, 44 waiter
		27. kitchen.ts:22 | 22 here, 21 came | 60 main, 22 soup+salad, 44 waiter
		28. kitchen.ts:44 | 44 came | 60 main, 22 soup+salad
		29. kitchen.ts:22? |  | 60 main, 22 soup+salad
		"
	`);
});

test("in the middle of a step only what has happened is marked", () => {
	const book = bookOf(record(kitchen, { places: true }));
	const { from, to } = book.step(2);
	const lines = Array.from({ length: to - from }, (_, facts) => marksText(book, 2, from + facts + 1));
	expect(`\n${lines.join("\n")}\n`).toMatchInlineSnapshot(`
		"
		3. kitchen.ts:19 | 19 did | 55 main, 52 salad, 53 waiter, 54 toast
		3. kitchen.ts:19 | 19 did | 55 main, 52 salad, 53 waiter, 54 toast
		3. kitchen.ts:19 | 19 did | 55 main, 52 salad, 53 waiter, 54 toast
		3. kitchen.ts:19 | 19 did | 55 main, 52 salad, 53 waiter, 54 toast
		3. kitchen.ts:19 | 19 did, 20 did | 55 main, 52 salad, 53 waiter, 54 toast
		3. kitchen.ts:21 | 21 here, 19 did, 20 did | 55 main, 21 soup, 52 salad, 53 waiter, 54 toast
		"
	`);
});

test("of several files that one is shown in which the turn ends, or where somebody of the ring stands", () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const lock = story.resource("lock", "lock");
	const [one, two] = [story.make("one", main), story.make("two", main)];
	story.ask(one, main, at("asks.ts", 3));
	story.add(main, { kind: "printed", text: "hm", place: at("ends.ts", 4) });
	story.wait(main, { kind: "task", of: two }, at("ends.ts", 5));
	story.wake(one, story.told(main));
	story.end(one, CANCELLED);
	story.start(two);
	story.add(two, {
		kind: "resource-used",
		resource: lock,
		use: "acquired",
		level: 1,
		place: at("ring.ts", 7),
	});
	story.wait(two, { kind: "lock", resource: lock }, at("ring.ts", 8));
	expect(allMarks(bookOf(story.recording("stuck", "deadlock")))).toMatchInlineSnapshot(`
		"
		1. no file:0? |  | 
		2. ends.ts:5 | 5 here, 4 did | 5 main
		3. ends.ts:5? |  | 5 main
		4. ring.ts:8 | 8 here, 7 did | 8 two
		5. ring.ts:8? |  | 8 two
		"
	`);
	expect(marksText(bookOf(new Story().recording()), 0)).toBe("1. no file:0? |  | ");
});
