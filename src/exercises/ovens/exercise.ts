import { duration } from "../../text/figures.ts";
import { broken } from "../broken.ts";
import { awaited, clean, named, returns, total } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { atOnce, isLater, printed, sleptBefore } from "../reading.ts";

interface Times {
	readonly bread: number;
	readonly cake: number;
}

const GOODS = ["bread", "cake"] as const;

export default defineExercise<Times>({
	name: "ovens",
	title: "Two ovens",
	after: "hello",
	story:
		"A baker has two ovens. Bread needs two seconds, cake needs one. With two ovens both should be ready after two seconds, but the shop opens after three.",
	task: "Change bake or main so that bread and cake bake at the same time, and the shop opens as soon as both are out.",
	hints: [
		"Look at the picture: what is main doing while the bread bakes, and what is the cake doing?",
		{
			python:
				"time.sleep keeps the whole program waiting. await asyncio.sleep(seconds) waits too, but gives the loop back to the others.",
			javascript:
				"block keeps the whole program waiting. yield* sleep(seconds) waits too, but gives the loop back to the others.",
		},
	],
	runs: {
		shown: { bread: 2, cake: 1 },
		"other-times": { bread: 1.37, cake: 3.91 },
	},
	checks: [
		returns(),
		awaited(),
		{
			name: "never-blocks",
			text: "nobody blocks the loop",
			test: (run) => {
				const first = run.history.indexed("blocked").find(([, { seconds }]) => seconds > 0);
				if (first === undefined) return;
				const { at, seconds, task, place } = first[1];
				const who = run.history.label(task);
				broken(
					run,
					`at ${duration(at)} ${who} blocks the loop for ${duration(seconds)}: nothing else can happen`,
					{ at, task: who, place: place ?? null },
				);
			},
		},
		{
			name: "both-in",
			text: "bread and cake go into the oven",
			test: (run) => {
				const missing = GOODS.find((one) => printed(run, `${one} in`) === undefined);
				if (missing !== undefined) broken(run, `nobody puts the ${missing} into an oven`);
			},
		},
		{
			name: "both-out",
			text: "the shop opens when both are out",
			test: (run) => {
				const open = printed(run, "open");
				if (open === undefined) broken(run, `the shop never opens: "open" is not printed`);
				const raw = GOODS.find((one) => (printed(run, `${one} out`)?.index ?? Infinity) > open.index);
				if (raw === undefined) return;
				broken(run, `the shop opens at ${duration(open.at)} with raw ${raw}: main does not wait for it`, {
					at: open.at,
					task: open.task,
				});
			},
		},
		{
			name: "several-tasks",
			text: "bread and cake bake at the same time",
			test: (run) => {
				const late = secondIn(run);
				if (!isLater(late.at, 0, atOnce(run)) || late.task !== "main") return;
				const what = named(run, "await bake(…)", "yield* bake(…)");
				broken(
					run,
					`nothing blocks any more, but ${late.what} goes in at ${duration(late.at)}: ${what} alone makes no task, so main bakes one after the other`,
					late,
				);
			},
		},
		{
			name: "tasks-at-once",
			text: "bread and cake bake at the same time",
			test: (run) => {
				const late = secondIn(run);
				if (!isLater(late.at, 0, atOnce(run))) return;
				broken(
					run,
					`${late.what} goes in at ${duration(late.at)}: its task is made only when the first one is over`,
					late,
				);
			},
		},
		{
			name: "whole-times",
			text: "bread and cake stay in as long as they need",
			test: (run) => {
				for (const what of GOODS) {
					const [inside, out] = [printed(run, `${what} in`), printed(run, `${what} out`)];
					const took = (out?.at ?? 0) - (inside?.at ?? 0);
					if (!isLater(Math.abs(took - run.numbers[what]), 0, atOnce(run))) continue;
					broken(
						run,
						`${what} needs ${duration(run.numbers[what])}, but is taken out after ${duration(took)}`,
						{ at: out?.at ?? 0, task: out?.task ?? "main" },
					);
				}
			},
		},
		{
			name: "waits-for-the-ovens",
			text: "the shop opens when both are out",
			test: (run) => {
				const open = printed(run, "open");
				if (open === undefined || !sleptBefore(run, open, ["bake"])) return;
				broken(
					run,
					`before the shop opens at ${duration(open.at)}, ${open.task} sleeps: a time that fits is a guess, wait for bread and cake themselves`,
					open,
				);
			},
		},
		clean(),
		total(({ bread, cake }) => Math.max(bread, cake)),
	],
	wrong: {
		"awaited-in-turn": "several-tasks",
		"task-in-turn": "tasks-at-once",
		"not-awaited": "both-out",
		"forgotten-await": "awaited",
		shorter: "whole-times",
		constants: "whole-times",
		"one-oven": "both-in",
		"sleeps-as-long": "waits-for-the-ovens",
		"looks-now-and-then": "waits-for-the-ovens",
		"a-timetable": "waits-for-the-ovens",
	},
});

/** What goes into an oven last. */
function secondIn(run: ExerciseRun<Times>): { what: string; at: number; task: string } {
	const goods = GOODS.map((what) => {
		const { at = 0, task = "main" } = printed(run, `${what} in`) ?? {};
		return { what, at, task };
	});
	return goods.toSorted((a, b) => b.at - a.at)[0] ?? { what: "", at: 0, task: "main" };
}
