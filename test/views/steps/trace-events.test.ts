import { expect, test } from "vitest";
import { record } from "../../../src/recording/record.ts";
import { traceFile } from "../../../src/views/steps/trace-events.ts";
import { at, Story } from "../../facts.ts";
import { bookOf } from "./book.ts";
import { kitchen } from "./kitchen.ts";

test("a trace has the tasks of each run, what they do, what is said and found, and who woke whom", async () => {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const other = story.make("other\n", main);
	story.wait(main, { kind: "task", of: other }, at("other.ts", 7));
	story.start(other);
	const queue = story.resource("queue", "a queue");
	story.wait(other, { kind: "get", resource: queue });
	story.at(1.5).wake(other, { kind: "result", by: 0 });
	story.end(other);
	story.wake(main, { kind: "result", by: other });
	story.end(main);
	const { displayTimeUnit, traceEvents } = traceFile("kitchen", [
		{ variant: "two cooks", book: bookOf(record(kitchen, { places: true })) },
		{ variant: "by hand", book: bookOf(story.recording()) },
	]);
	expect(displayTimeUnit).toBe("ms");
	const lines = traceEvents.map((event) => `${JSON.stringify(event)}\n`).join("");
	await expect(lines).toMatchFileSnapshot("trace-events.txt");
});
