import { duration } from "../../text/figures.ts";
import { broken } from "../broken.ts";
import { clean, named, returns } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { atOnce, isLater, type Printed, printed, printedLines } from "../reading.ts";

interface Download {
	readonly parts: number;
	/** Seconds for each part. */
	readonly time: number;
	/** When it is asked to stop; null: never. */
	readonly stopAfter: number | null;
	/** The part at which the connection breaks; null: it holds. */
	readonly breaksAt: number | null;
}

type Run = ExerciseRun<Download>;

const DOWNLOAD = "download";

export default defineExercise<Download>({
	name: "stop-button",
	title: "The stop button",
	after: "cancel",
	story:
		"A download has a stop button. Somebody presses it after one and a half seconds. But only the part being loaded is lost: the download goes on for three more seconds.",
	task: 'Change download. When it is asked to stop, it stops at once, and main prints "stopped". Whatever happens, it closes its file: "open" is printed once at the start and "closed" once at the end, when it is stopped, when all parts are there, and when the connection breaks. The error of a broken connection still reaches main.',
	hints: [
		"The request to stop comes as an error out of the await in which the download waits. Who catches it there?",
		{
			python:
				"Let the error pass, and clean up in finally: that part of try runs after a return, after an error and after a request to stop, and hands the error on.",
			javascript:
				"Let the error pass, and clean up in finally: that part of try runs after a return, after an error and after a request to stop, and throws the error on.",
		},
	],
	runs: {
		shown: { parts: 5, time: 1, stopAfter: 1.5, breaksAt: null },
		// Here it is asked later than the number says.
		"other-times": { parts: 8, time: 0.5, stopAfter: 3.2, breaksAt: null },
		"left-alone": { parts: 4, time: 0.7, stopAfter: null, breaksAt: null },
		"connection-breaks": { parts: 5, time: 1, stopAfter: null, breaksAt: 3 },
	},
	checks: [
		{
			name: "stops-when-asked",
			text: "the download stops when it is asked to, and not by itself",
			test: (run) => {
				const { stopAfter } = run.numbers;
				const { ended, how } = downloadOf(run);
				if (
					stopAfter === null ||
					ended === null ||
					!isLater(stopAfter, ended, atOnce(run)) ||
					how === "raised"
				)
					return;
				broken(
					run,
					`the download ends at ${duration(ended)}, and nobody asks it to stop before ${duration(stopAfter)}: when that will be can't be known`,
					{ at: ended, task: DOWNLOAD },
				);
			},
		},
		{
			name: "stops",
			text: "the download stops when it is asked to",
			test: (run) => {
				const { asked, ended, how, place } = downloadOf(run);
				if (asked === null || how === "cancelled" || (ended !== null && !isLater(ended, asked, atOnce(run))))
					return;
				const until = ended === null ? "for ever" : `until ${duration(ended)}`;
				broken(
					run,
					`asked to stop at ${duration(asked)}, the download goes on ${until}: the request is an error that comes out of its await, and somebody caught it there`,
					{ at: asked, task: DOWNLOAD, place },
				);
			},
		},
		{
			name: "tells-that-it-stopped",
			text: "main learns that the download was stopped",
			test: (run) => {
				const { asked, ended, how, place } = downloadOf(run);
				if (asked === null || ended === null || how !== "returned") return;
				broken(
					run,
					`asked to stop at ${duration(asked)}, the download returns as if nothing had happened, and main takes it for done: let the error go on`,
					{ at: ended, task: DOWNLOAD, place },
				);
			},
		},
		{
			name: "request-goes-on",
			text: "main learns that the download was stopped",
			test: (run) => {
				const { asked, ended, error, place } = downloadOf(run);
				if (asked === null || ended === null || error === null) return;
				broken(
					run,
					`asked to stop at ${duration(asked)}, the download fails with "${error}": main gets an error of yours; let the error that asks to stop go on`,
					{ at: ended, task: DOWNLOAD, place },
				);
			},
		},
		{
			name: "stops-at-once",
			text: "it stops at once when it is asked to",
			test: (run) => {
				const { asked, ended, place } = downloadOf(run);
				if (asked === null || ended === null || !isLater(ended, asked, atOnce(run))) return;
				broken(
					run,
					`asked to stop at ${duration(asked)}, the download ends at ${duration(ended)}, ${duration(ended - asked)} later: tidy up, but wait for nothing`,
					{ at: asked, task: DOWNLOAD, place },
				);
			},
		},
		returns(),
		{
			name: "opened",
			text: "the file is opened once",
			test: (run) => {
				const [first, second] = printedLines(run, "open");
				if (first === undefined)
					broken(run, 'the file is never opened: "open" is not printed', { at: 0, task: DOWNLOAD });
				if (second !== undefined) broken(run, `the file is opened again at ${duration(second.at)}`, second);
			},
		},
		{
			name: "closed-when-stopped",
			text: "the file is closed when the download is stopped",
			test: (run) => {
				const { asked, place } = downloadOf(run);
				if (asked === null || closings(run).length > 0) return;
				broken(
					run,
					`the download is stopped at ${duration(asked)}, and the file stays open: the lines after its await never run`,
					{ at: asked, task: DOWNLOAD, place },
				);
			},
		},
		{
			name: "closed-when-done",
			text: "the file is closed when all parts are there",
			test: (run) => {
				const { stopAfter, breaksAt } = run.numbers;
				if (stopAfter !== null || breaksAt !== null || closings(run).length > 0) return;
				const at = run.history.elapsed;
				broken(
					run,
					`nobody asks it to stop, all parts are there at ${duration(at)}, and the file stays open`,
					{ at, task: DOWNLOAD },
				);
			},
		},
		{
			name: "closed-when-the-connection-breaks",
			text: "the file is closed when the connection breaks",
			test: (run) => {
				const { breaksAt } = run.numbers;
				if (breaksAt === null || closings(run).length > 0) return;
				const at = run.history.elapsed;
				const error = named(run, "an OSError", "an error");
				broken(
					run,
					`the connection breaks at part ${breaksAt}, at ${duration(at)}: that is ${error}, no request to stop, and the file stays open`,
					{ at, task: DOWNLOAD },
				);
			},
		},
		{
			name: "closed-once",
			text: "the file is closed once",
			test: (run) => {
				const [, second] = closings(run);
				if (second !== undefined)
					broken(run, `the file is closed a second time at ${duration(second.at)}`, second);
			},
		},
		{
			name: "closed-at-the-end",
			text: "the file is closed when nothing more is written",
			test: (run) => {
				const [closed] = closings(run);
				const late = printedLines(run, /(open$|part )/).findLast(({ index }) => index > (closed?.index ?? 0));
				if (late !== undefined && closed !== undefined)
					broken(run, `the file is closed at ${duration(closed.at)}, before "${late.text}"`, closed);
			},
		},
		{
			name: "error-goes-on",
			text: "the error of a broken connection goes on to main",
			test: (run) => {
				const { breaksAt, time } = run.numbers;
				if (
					breaksAt === null ||
					printed(run, `failed: the connection broke at part ${breaksAt}`) !== undefined
				)
					return;
				broken(
					run,
					`the connection breaks at part ${breaksAt}, and main does not get that error: it prints "${run.lines.at(-1)?.text}"`,
					{ at: breaksAt * time, task: DOWNLOAD },
				);
			},
		},
		{
			name: "all-parts",
			text: "all parts come, one after the other",
			test: (run) => {
				const { parts, time, stopAfter, breaksAt } = run.numbers;
				const last = breaksAt === null ? parts : breaksAt - 1;
				for (
					let part = 1;
					part <= last && (stopAfter === null || !isLater(part * time, stopAfter));
					part += 1
				) {
					const found = printed(run, `part ${part}`);
					if (found === undefined) broken(run, `part ${part} never comes`);
					if (isLater(Math.abs(found.at - part * time), 0, 0.01))
						broken(
							run,
							`part ${part} comes at ${duration(found.at)}; it could be there at ${duration(part * time)}`,
							found,
						);
				}
				if (stopAfter !== null || breaksAt !== null || printed(run, `${parts} parts`) !== undefined) return;
				broken(
					run,
					`download returns the number of parts, ${parts}, but main prints "${run.lines.at(-1)?.text}"`,
					{ at: run.history.elapsed, task: "main" },
				);
			},
		},
		clean(),
	],
	wrong: {
		"returns-when-asked": "tells-that-it-stopped",
		"nothing-caught": "closed-when-stopped",
		"closed-on-request-only": "closed-when-done",
		"closed-unless-broken": "closed-when-the-connection-breaks",
		"slow-to-close": "stops-at-once",
		"small-steps": "stops",
		"closed-twice": "closed-once",
		"all-errors-eaten": "error-goes-on",
		"another-error": "request-goes-on",
		"knows-the-time": "stops-when-asked",
		"a-bit-later": "stops-at-once",
	},
});

/** What became of the task of the download: the first that main makes. */
function downloadOf({ history, recording }: Run) {
	const task = [...history.tasks()].find(({ made }) => made.by === history.main);
	const [index, request] =
		history
			.indexed("cancel-requested")
			.find(([, fact]) => fact.task === task?.id && fact.origin.kind === "task") ?? [];
	const reactions = index === undefined ? [] : [...recording.facts].slice(index + 1);
	const first = reactions.find(
		(fact) => fact.task === task?.id && "place" in fact && fact.place !== undefined,
	);
	return {
		asked: request?.at ?? null,
		/** What it did first when it was asked. */
		place: (first !== undefined && "place" in first ? first.place : request?.place) ?? null,
		ended: task?.endedAt ?? null,
		how: task?.ending?.how ?? null,
		error: task?.ending?.how === "raised" ? task.ending.error.message : null,
	};
}

function closings(run: Run): readonly Printed[] {
	return printedLines(run, "closed");
}
