// An exercise: docs/exercises.md of async-lessons says what can stand here.
import { broken, clean, defineExercise, returns, total } from "async-lessons/exercise";

export default defineExercise({
	name: "NAME",
	title: "Two letters",
	story: "Two letters are to be written. Each takes its time, and they could be written at the same time.",
	task: "Write both at the same time.",
	hints: ["How many tasks are there?", { python: "asyncio.create_task", javascript: "createTask" }],
	// The numbers of the given part: as shown, and of each file in twins/.
	runs: {
		shown: { first: 1, second: 2 },
		"other-times": { first: 3, second: 1 },
	},
	// In the order of what explains most: the first that is broken is the one that is told.
	checks: [
		returns(),
		{
			name: "both",
			text: "both letters are written",
			test(run) {
				for (const letter of ["first", "second"])
					if (!run.lines.some(({ text }) => text === `${letter} written`))
						broken(run, `the ${letter} letter is not written`);
			},
		},
		{
			name: "at-once",
			text: "they are written at the same time",
			test: ({ expect, numbers }) =>
				expect.toStart("write").before(Math.min(numbers.first, numbers.second) / 2),
		},
		clean(),
		total(({ first, second }) => Math.max(first, second)),
	],
	// Each file in wrong/, and the name of the check that has to tell it.
	wrong: { "in-turn": "at-once" },
});
