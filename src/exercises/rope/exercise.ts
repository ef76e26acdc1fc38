import { duration } from "../../text/figures.ts";
import { listed } from "../../text/words.ts";
import { broken } from "../broken.ts";
import { awaited, clean, givenIsUsed, named, returns, total } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { atOnce, type Body, bodiesOf, isLater, printed, printedLines } from "../reading.ts";

interface Trip {
	/** Seconds that each booking takes. */
	readonly bookings: Readonly<Record<string, number>>;
	readonly refused: readonly string[];
}

type Run = ExerciseRun<Trip>;

/** Seconds that the report takes. */
const REPORT = 4;

export default defineExercise<Trip>({
	name: "rope",
	title: "The rope",
	after: "task-group-errors",
	story:
		"A trip needs a flight, a hotel, a car and a train: all of them or none, like climbers on one rope. After one second the hotel and the car refuse. But the train and the flight are still booked, and you do not notice, since you are writing a report on the failure.",
	task: 'Book all at the same time. When one refuses, stop the others at once, and wait until each has printed that it is undone, as a booking does when it is cancelled. Then print every refusal: "failed: hotel refused, car refused", or a line "failed: …" for each. If nobody refuses, print "all booked". In both cases write the report at the end.',
	hints: [
		"Look below the report: who is still at work while it is written?",
		{
			python:
				"asyncio.TaskGroup cancels the others when one fails, and ends only when all have ended. Its error is an ExceptionGroup: the single errors are in its .exceptions.",
			javascript:
				"taskGroup cancels the others when one fails, and ends only when all have ended. Its error is an ExceptionGroup: the single errors are in its .exceptions.",
		},
	],
	runs: {
		shown: { bookings: { flight: 4, hotel: 1, car: 1, train: 3 }, refused: ["hotel", "car"] },
		"other-times": {
			bookings: {
				bus: 0.5,
				museum: 2.5,
				boat: 1.6,
				hostel: 1.2,
				bike: 1.2,
				guide: 1.2,
				opera: 2.1,
			},
			// The opera would: it is stopped before.
			refused: ["hostel", "bike", "guide", "opera"],
		},
		"all-well": { bookings: { flight: 1.4, hotel: 0.6, car: 0.9 }, refused: [] },
	},
	checks: [
		awaited(),
		{
			name: "group-error-caught",
			text: "main deals with the refusals",
			test: (run) => {
				const { outcome, elapsed } = run.history;
				if (outcome.kind !== "raised" || outcome.error.errors === undefined) return;
				const inside = outcome.error.errors.map(({ message }) => message);
				const word = named(run, "except ValueError", "instanceof ValueError");
				broken(
					run,
					`at ${duration(elapsed)} main fails with an ${outcome.error.name}, in which are ${listed(inside)}: that is an error of a kind of its own, which ${word} does not fit`,
					{ at: elapsed, task: "main" },
				);
			},
		},
		returns(),
		{
			name: "all-tried",
			text: "each booking is tried once",
			test: (run) => {
				const bodies = bodiesOf(run, "book");
				for (const what of Object.keys(run.numbers.bookings)) {
					const [first, second] = bodies.filter(({ of }) => of === what);
					if (first === undefined)
						broken(run, `nobody tries to book ${what}: only who asks is refused`, {
							at: run.history.elapsed,
							task: "main",
						});
					if (second === undefined) continue;
					broken(run, `${what} is booked a second time at ${duration(second.start.at)}`, {
						at: second.start.at,
						task: second.label,
					});
				}
			},
		},
		{
			name: "booked-at-once",
			text: "everything is booked at the same time",
			test: (run) => {
				const bodies = bodiesOf(run, "book");
				const late = bodies.find(({ start }) => isLater(start.at, bodies[0]?.start.at ?? 0, atOnce(run)));
				if (late === undefined) return;
				const { at } = late.start;
				broken(run, `the booking of ${late.of} begins only at ${duration(at)}: one waits for the other`, {
					at,
					task: late.label,
				});
			},
		},
		{
			name: "refusal-stops-the-others",
			text: "a refusal stops the other bookings at once",
			test: (run) => {
				const refusal = firstRefusal(run);
				const failed = printed(run, /failed/);
				const booked = refusal && bookedAfter(run, refusal.at);
				if (refusal === null || booked === undefined || booked === null) return;
				if (failed === undefined || !isLater(failed.at, refusal.at, atOnce(run))) return;
				broken(
					run,
					`${refusal.what} refuses at ${duration(refusal.at)}, but everybody is waited for: "${booked.text}" at ${duration(booked.at)}, and nobody is told before ${duration(failed.at)}`,
					{ at: refusal.at, task: "main" },
				);
			},
		},
		{
			name: "nothing-booked-after",
			text: "nothing is booked after a refusal",
			test: (run) => {
				const refusal = firstRefusal(run);
				const booked = refusal && bookedAfter(run, refusal.at);
				if (refusal === null || booked === undefined || booked === null) return;
				broken(
					run,
					`${refusal.what} refuses at ${duration(refusal.at)}, and "${booked.text}" comes at ${duration(booked.at)}, when all had failed: nobody stopped it`,
					{ at: booked.at, task: "main" },
				);
			},
		},
		{
			name: "undone-first",
			text: "the other bookings are undone before anything else happens",
			test: (run) => {
				const refusal = firstRefusal(run);
				if (refusal === null) return;
				const next = printed(run, /(failed|report)/);
				for (const what of openAt(run, refusal.at)) {
					const undone = printed(run, `${what} undone`);
					if (undone === undefined)
						broken(run, `${what} is not undone when ${refusal.what} refuses at ${duration(refusal.at)}`, {
							at: refusal.at,
							task: `book ${what}`,
						});
					if (next === undefined || undone.index < next.index) continue;
					broken(
						run,
						`"${undone.text}" comes after "${next.text}": asked to stop is not stopped, wait for it`,
						undone,
					);
				}
			},
		},
		{
			name: "stopped-at-once",
			text: "a refusal stops the other bookings at once",
			test: (run) => {
				const refusal = firstRefusal(run);
				const late = printedLines(run, /\S+ undone$/).find(({ at }) =>
					isLater(at, refusal?.at ?? at, atOnce(run)),
				);
				if (refusal === null || late === undefined) return;
				broken(
					run,
					`${refusal.what} refuses at ${duration(refusal.at)}, and "${late.text}" comes only at ${duration(late.at)}`,
					late,
				);
			},
		},
		{
			name: "failure-told",
			text: "a failure is told",
			test: (run) => {
				const refusal = firstRefusal(run);
				if (refusal === null || printed(run, /failed/) !== undefined) return;
				broken(
					run,
					`${refusal.what} refuses at ${duration(refusal.at)}, and nobody says so: "failed: …" is not printed`,
					{ at: refusal.at, task: "main" },
				);
			},
		},
		{
			name: "told-at-once",
			text: "a failure is told as soon as the others are undone",
			test: (run) => {
				const refusal = firstRefusal(run);
				const failed = printed(run, /failed/);
				if (refusal === null || failed === undefined || !isLater(failed.at, refusal.at, atOnce(run))) return;
				broken(
					run,
					`all are undone at ${duration(refusal.at)}, and "${failed.text}" is told only at ${duration(failed.at)}`,
					failed,
				);
			},
		},
		{
			name: "all-refusals-told",
			text: "every refusal is told",
			test: (run) => {
				const told = printedLines(run, /failed/);
				for (const what of refusing(run)) {
					if (told.some(({ text }) => text.includes(`${what} refused`))) continue;
					const undone = printed(run, `${what} undone`);
					if (undone !== undefined)
						broken(
							run,
							`${what} refuses in the same moment, and is stopped before it can say so: let those stop the others who wait for them, not the bookings themselves`,
							undone,
						);
					broken(
						run,
						`${listed(refusing(run))} refuse, but of ${what} there is no word in "${told[0]?.text ?? ""}"`,
						{ ...told[0] },
					);
				}
			},
		},
		{
			name: "no-refusal-made-up",
			text: "only those are told of who have refused",
			test: (run) => {
				const refused = refusing(run);
				for (const line of printedLines(run, /failed/)) {
					const told = Object.keys(run.numbers.bookings).find(
						(what) => line.text.includes(`${what} refused`) && !refused.includes(what),
					);
					if (told === undefined) continue;
					const undone = printed(run, `${told} undone`);
					const why =
						undone === undefined
							? "has not refused"
							: `was stopped at ${duration(undone.at)}, before it could`;
					broken(
						run,
						`"${told} refused" is told at ${duration(line.at)}, but ${told} ${why}: tell the errors that came`,
						line,
					);
				}
			},
		},
		{
			name: "all-well-told",
			text: "it is told whether all went well",
			test: (run) => {
				const all = printed(run, "all booked");
				const isWell = run.numbers.refused.length === 0;
				if (isWell && all === undefined)
					broken(run, 'nobody refuses, and "all booked" is not printed', {
						at: run.history.elapsed,
						task: "main",
					});
				if (!isWell && all !== undefined) broken(run, '"all booked" is printed, and some have refused', all);
				const failed = printed(run, /failed/);
				if (isWell && failed !== undefined)
					broken(run, `nobody refuses, but "${failed.text}" is printed`, failed);
			},
		},
		{
			name: "report-written",
			text: "the report is written at the end",
			test: (run) => {
				const report = printed(run, "report");
				if (report === undefined)
					broken(run, "the report is never written", { at: run.history.elapsed, task: "main" });
				const before = printed(run, /(failed|all booked)/);
				if (before !== undefined && before.index > report.index)
					broken(run, `the report begins before "${before.text}" is known`, report);
			},
		},
		total(({ bookings, refused }) => {
			const times = (refused.length === 0 ? Object.keys(bookings) : refused).map(
				(what) => bookings[what] ?? 0,
			);
			const decided = refused.length === 0 ? Math.max(...times) : Math.min(...times);
			return decided + REPORT;
		}),
		givenIsUsed("book", ({ bookings }, what) => bookings[what]),
		clean(),
	],
	wrong: {
		"waits-for-all": "refusal-stops-the-others",
		"asked-not-awaited": "undone-first",
		"error-of-one": "group-error-caught",
		"only-the-first": "all-refusals-told",
		"group-swallowed": "failure-told",
		"booked-in-turn": "booked-at-once",
		"refused-left-out": "all-tried",
		"all-who-may-refuse": "no-refusal-made-up",
		"stopped-a-bit-later": "stopped-at-once",
		"refusals-taken-away": "loads",
	},
});

/** Who refuses, and is not stopped before: all who are as quick as the first. */
function refusing({ numbers: { bookings, refused } }: Run): readonly string[] {
	const first = Math.min(...refused.map((what) => bookings[what] ?? 0));
	return refused.filter((what) => bookings[what] === first);
}

/** Who refuses first, and when. */
function firstRefusal(run: Run): { readonly what: string; readonly at: number } | null {
	const ends = bodiesOf(run, "book").flatMap(({ of: what, end }) =>
		end !== null && refusing(run).includes(what) ? [{ what, at: end.at }] : [],
	);
	return ends.toSorted((a, b) => a.at - b.at)[0] ?? null;
}

/** The bookings that were under way, and not about to end, at that time. */
function openAt(run: Run, at: number): readonly string[] {
	const isOpen = ({ start, of: what }: Body) => isLater(start.at + (run.numbers.bookings[what] ?? 0), at);
	return bodiesOf(run, "book")
		.filter(isOpen)
		.map(({ of: what }) => what);
}

function bookedAfter(run: Run, at: number) {
	return (
		printedLines(run, /\S+ booked$/).find((line) => line.text !== "all booked" && isLater(line.at, at)) ??
		null
	);
}
