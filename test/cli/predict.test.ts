import { expect, it } from "vitest";
import { predict } from "../../src/cli/predict.ts";
import { type Run, runOf } from "../../src/cli/runs.ts";
import type { Variant } from "../../src/demos/define-demo.ts";
import { fetchDemo } from "../../src/demos/fetch.ts";
import { CANCELLED, failed, Story } from "../facts.ts";
import { marked } from "../marked.ts";
import { fakeContext } from "./fake-context.ts";

/** Tasks that sleep until their times; those below zero are cancelled then. */
function runWith(variant: string, times: readonly number[], ending: "returns" | "raises" | "waits"): Run {
	const story = new Story();
	const main = story.make("main");
	story.start(main);
	const tasks = times.map((_, index) => story.make(`task ${index + 1}`, main));
	story.waitForAll(main, "gather", tasks);
	for (const [index, task] of tasks.entries()) {
		story.start(task);
		story.sleep(task, Math.abs(times[index] ?? 0));
	}
	const order = [...times.keys()].sort((a, b) => Math.abs(times[a] ?? 0) - Math.abs(times[b] ?? 0));
	for (const index of order) {
		const [task = 0, time = 0] = [tasks[index], times[index]];
		story.at(Math.abs(time));
		if (time < 0) story.cancel(task, main);
		else story.wake(task);
		story.end(task, time < 0 ? CANCELLED : undefined);
	}
	story.wake(main);
	if (ending === "waits") story.wait(main, { kind: "lock", resource: story.resource("lock", "pen") });
	else story.end(main, ending === "raises" ? failed("ValueError", "bad luck") : undefined);
	return runOf(story.recording(variant, ending === "waits" ? "deadlock" : "main-ended"));
}

/** What is asked about some runs, and the verdicts. */
async function asked(...runs: readonly Run[]): Promise<string> {
	const context = fakeContext();
	const variants = runs.map(({ recording }): Variant => {
		const [first] = fetchDemo.variants;
		return { ...first, name: recording.header.variant, summary: "a summary" };
	});
	const job = { demo: fetchDemo, variants: variants as never, parameters: {}, seed: 42 };
	const verdicts = await predict(job, runs, () => ({ columns: 76, paint: marked }), context);
	return `\n${context.written.out}${verdicts}`;
}

/** The questions alone. */
async function questions(...runs: readonly Run[]): Promise<string[]> {
	return (await asked(...runs)).match(/^ {2}[A-Z].*\?$/gm) ?? [];
}

it("asks how long a run takes, who is over first and who is cancelled, and then says what is right", async () => {
	expect(await asked(runWith("whole", [2, -1, 3], "returns"))).toMatchInlineSnapshot(`
		"
		  <heading>fetch: what will happen?<>

		  How long does whole take (a summary)?
		     <faint>1<>  3 s
		     <faint>2<>  6 s

		  Which task is over first in whole?
		     <faint>1<>  task 1
		     <faint>2<>  task 2
		     <faint>3<>  task 3

		  Which task is cancelled in whole?
		     <faint>1<>  task 1
		     <faint>2<>  task 2
		     <faint>3<>  task 3
		     <faint>4<>  none



		  <faint>How long does whole take (a summary)?<>
		  <good>Answer<> 3 s
		  <heading>Seen<>   3.00 s  main  may go on: its timer is due

		  <faint>Which task is over first in whole?<>
		  <good>Answer<> task 2
		  <heading>Seen<>   1.00 s  task 2  is cancelled

		  <faint>Which task is cancelled in whole?<>
		  <good>Answer<> task 2
		  <heading>Seen<>   1.00 s  task 2  is cancelled
		"
	`);
});

it("asks how each run ends where one of them does not return, and not how long one takes that never ends", async () => {
	const runs = [runWith("fails", [], "raises"), runWith("waits", [1], "waits")];
	expect(await asked(...runs)).toMatchInlineSnapshot(`
		"
		  <heading>fetch: what will happen?<>

		  How does fails end?
		     <faint>1<>  it comes to its end
		     <faint>2<>  it raises an error
		     <faint>3<>  never: somebody waits for ever

		  How does waits end?
		     <faint>1<>  it comes to its end
		     <faint>2<>  it raises an error
		     <faint>3<>  never: somebody waits for ever



		  <faint>How does fails end?<>
		  <good>Answer<> it raises an error
		  <heading>Seen<>   0.00 s  main  fails with ValueError: bad luck

		  <faint>How does waits end?<>
		  <good>Answer<> never: somebody waits for ever
		  <heading>Seen<>   1.00 s one task waits for ever: nothing is ready, and no timer is
		         set
		"
	`);
});

it("asks for no task where there are more than five, or the first two are over at once", async () => {
	expect(await questions(runWith("five", [1, 2, 3, 4, -5], "returns"))).toEqual([
		"  How long does five take (a summary)?",
		"  Which task is over first in five?",
		"  Which task is cancelled in five?",
	]);
	expect(await questions(runWith("six", [1, 2, 3, 4, 5, -6], "returns"))).toEqual([
		"  How long does six take (a summary)?",
	]);
	expect(await questions(runWith("two", [1, 1], "returns"))).toEqual([
		"  How long does two take (a summary)?",
	]);
	expect(await questions(runWith("one", [1], "returns"))).toEqual(["  How long does one take (a summary)?"]);
});
