import { duration } from "../../text/figures.ts";
import { listed } from "../../text/words.ts";
import { broken } from "../broken.ts";
import { awaited, clean, givenIsUsed, returns } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { atOnce, type Body, bodiesOf, factsOf, isLater, printed, printedLines } from "../reading.ts";

interface Forecast {
	/** Seconds till a station answers, and its degrees. */
	readonly stations: Readonly<Record<string, readonly [seconds: number, degrees: number]>>;
	/** When the forecast goes out. */
	readonly airTime: number;
}

type Run = ExerciseRun<Forecast>;

export default defineExercise<Forecast>({
	name: "weather",
	title: "The weather at two",
	after: "wait",
	story:
		'Three stations are asked for the weather. After two seconds the forecast goes out, with the answers that are there by then. Station B needs five seconds. Today the answers of A and C are lost because of it: the forecast says "nothing".',
	task: 'Ask all stations at the same time. When the forecast goes out, print each answer that is there, and "B is late" for each station that has not answered. The last line is "end"; before it every station has hung up, the late ones too ("B hangs up"). If all have answered earlier, the forecast goes out earlier.',
	hints: [
		"After two seconds A and C have answered. Who has their answers?",
		{
			python:
				"asyncio.wait(tasks, timeout=…) cancels nothing and hands over two sets: done and pending. What is to become of those that are pending?",
			javascript:
				"wait(tasks, { timeout: … }) cancels nothing and hands over two sets: done and pending. What is to become of those that are pending?",
		},
	],
	runs: {
		shown: { stations: { A: [1, 12], B: [5, 9], C: [1.5, 14] }, airTime: 2 },
		// Here stations take longer than their number says, and answer a degree less.
		"other-times": {
			stations: { D: [3, 21], E: [0.6, 17], F: [1.3, 19], G: [0.9, 16], H: [0.2, 18] },
			airTime: 1.2,
		},
		"nobody-late": { stations: { A: [0.3, 5], B: [1.1, 3], C: [0.8, 4] }, airTime: 1.5 },
	},
	checks: [
		awaited(),
		returns(),
		{
			name: "asked-at-once",
			text: "all stations are asked at the same time",
			test: (run) => {
				const questions = bodiesOf(run, "ask");
				for (const station of Object.keys(run.numbers.stations)) {
					const body = questions.find(({ of }) => of === station);
					if (body === undefined)
						broken(run, `nobody asks ${station}`, { at: run.history.elapsed, task: "main" });
					const { at } = body.start;
					if (!isLater(at, questions[0]?.start.at ?? 0, atOnce(run))) continue;
					broken(
						run,
						`${station} is asked only at ${duration(at)}: the stations are asked one after the other`,
						{
							at,
							task: body.label,
						},
					);
				}
			},
		},
		{
			name: "one-limit-for-all",
			text: "the forecast goes out in time",
			test: (run) => {
				const { airTime } = run.numbers;
				const cut = late(run).find(
					(body) => isGivenUp(run, body) && isLater(body.end?.at ?? 0, airTime, atOnce(run)),
				);
				if (cut === undefined || cut.end === null || !isLater(run.history.elapsed, airTime, atOnce(run)))
					return;
				const why = isLimitLate(run)
					? "its limit began only when an earlier wait was over"
					: "its limit is too long";
				broken(run, `${cut.of} is given up at ${duration(cut.end.at)}, not at ${duration(airTime)}: ${why}`, {
					at: cut.end.at,
					task: cut.label,
				});
			},
		},
		{
			name: "waits-for-nobody",
			text: "the forecast goes out in time",
			test: (run) => {
				const { airTime } = run.numbers;
				const waited = late(run).find((body) => body.end !== null && !isGivenUp(run, body));
				if (waited === undefined) return;
				broken(
					run,
					`at ${duration(airTime)} the forecast waits for ${waited.of}, until ${duration(waited.end?.at ?? 0)}`,
					{ at: airTime, task: waited.label },
				);
			},
		},
		{
			name: "not-too-early",
			text: "each station has its time",
			test: (run) => {
				const { stations, airTime } = run.numbers;
				// First those who would have answered.
				const there = inTime(run);
				const rank = ({ of }: Body) => (there.includes(of) ? 0 : 1);
				const bodies = bodiesOf(run, "ask").toSorted((a, b) => rank(a) - rank(b));
				for (const body of bodies) {
					const { of: station, end, label } = body;
					const [seconds = 0] = stations[station] ?? [];
					if (end === null || !isGivenUp(run, body) || !isLater(airTime, end.at, atOnce(run))) continue;
					const { at } = end;
					const why = isLater(airTime, seconds) ? `, and would have answered at ${duration(seconds)}` : "";
					broken(
						run,
						`${station} is given up at ${duration(at)}${why}: the forecast goes out at ${duration(airTime)}, and not before`,
						{ at, task: label },
					);
				}
			},
		},
		{
			name: "as-answered",
			text: "what is printed is what a station has answered",
			test: (run) => {
				for (const station of inTime(run)) {
					const answer = answerOf(run, station);
					const [line] = printedLines(run, new RegExp(`${station}: `));
					if (line === undefined || line.text === answer || printed(run, answer) !== undefined) continue;
					broken(
						run,
						`"${line.text}" is printed, and ${station} has answered "${answer}": print what it answers, not what a table says`,
						line,
					);
				}
			},
		},
		{
			name: "answers-kept",
			text: "each answer that is there is printed once",
			test: (run) => {
				const lost = inTime(run).filter((station) => printed(run, answerOf(run, station)) === undefined);
				if (lost.length > 0) {
					const were = lost.length === 1 ? "its answer is" : "their answers are";
					const at = run.numbers.airTime;
					broken(
						run,
						`${listed(lost)} had answered before ${duration(at)}, and ${were} lost: "${answerOf(run, lost[0] ?? "")}" is not printed`,
						{ at, task: "main" },
					);
				}
				for (const station of inTime(run)) {
					const [, second] = printedLines(run, answerOf(run, station));
					if (second !== undefined) broken(run, `"${second.text}" is printed twice`, second);
				}
			},
		},
		{
			name: "off-the-line",
			text: "no station is still being asked when the forecast is out",
			test: (run) => {
				const asked = new Set(
					run.history
						.indexed("cancel-requested")
						.filter(([, { origin }]) => origin.kind !== "shutdown")
						.map(([, { task }]) => task),
				);
				const left = late(run).filter(({ task }) => !asked.has(task));
				if (left.length === 0) return;
				const at = run.history.elapsed;
				broken(
					run,
					`the forecast is out at ${duration(at)}, and ${listed(left.map(({ of }) => of))} ${left.length === 1 ? "is" : "are"} still being asked: nobody has cancelled that`,
					{ at, task: left[0]?.label ?? "main" },
				);
			},
		},
		{
			name: "hung-up-before-the-end",
			text: "no station is still being asked when the forecast is out",
			test: (run) => {
				const end = printed(run, "end");
				if (end === undefined) broken(run, '"end" is never printed');
				for (const { of: station, label } of bodiesOf(run, "ask")) {
					const hangsUp = printed(run, `${station} hangs up`);
					if (hangsUp !== undefined && hangsUp.index < end.index) continue;
					broken(
						run,
						`${station} is asked to stop, but "end" comes before "${station} hangs up": asked is not ended, wait for it`,
						{ at: end.at, task: label },
					);
				}
			},
		},
		{
			name: "late-ones-named",
			text: "who is late is named",
			test: (run) => {
				const { airTime } = run.numbers;
				for (const { of: station, label } of late(run))
					if (printed(run, `${station} is late`) === undefined)
						broken(
							run,
							`${station} has not answered at ${duration(airTime)}, and "${station} is late" is never printed`,
							{ at: airTime, task: label },
						);
				const wrong = printedLines(run, /\S+ is late$/).find(({ text }) =>
					inTime(run).includes(text.slice(0, -" is late".length)),
				);
				if (wrong !== undefined)
					broken(run, `"${wrong.text}" is printed, but it had answered in time`, wrong);
			},
		},
		{
			name: "end-last",
			text: '"end" is the last line',
			test: (run) => {
				const last = printedLines(run, /^/).at(-1);
				if (last?.text !== "end") broken(run, `"${last?.text}" is printed after "end"`, { ...last });
			},
		},
		{
			name: "printed-when-it-goes-out",
			text: "the answers are printed when the forecast goes out",
			test: (run) => {
				const ready = readyAt(run);
				const early = printedLines(run, /\S+(: \S+ degrees| is late)$/).find(({ at }) =>
					isLater(ready, at, atOnce(run)),
				);
				if (early === undefined) return;
				broken(
					run,
					`"${early.text}" is printed at ${duration(early.at)}, and the forecast goes out at ${duration(ready)}: keep the answer till then`,
					early,
				);
			},
		},
		{
			name: "waits-for-nothing",
			text: "the forecast does not wait when all have answered",
			test: (run) => {
				const { airTime } = run.numbers;
				const ready = readyAt(run);
				const { elapsed } = run.history;
				if (!isLater(elapsed, ready, atOnce(run))) return;
				const why = ready < airTime ? "all have answered" : "time is up";
				broken(run, `${why} at ${duration(ready)}, and the forecast is out only at ${duration(elapsed)}`, {
					at: ready,
					task: "main",
				});
			},
		},
		givenIsUsed("ask", ({ stations }, station) => stations[station]?.[0]),
		clean(),
	],
	wrong: {
		"left-on-the-line": "off-the-line",
		"asked-not-awaited": "hung-up-before-the-end",
		"limits-in-turn": "one-limit-for-all",
		"asked-in-turn": "asked-at-once",
		"waits-for-all": "waits-for-nobody",
		"late-not-named": "late-ones-named",
		"always-until-air-time": "waits-for-nothing",
		"before-air-time": "not-too-early",
		"a-bit-too-early": "not-too-early",
		"as-they-come": "printed-when-it-goes-out",
		"from-the-table": "as-answered",
		"degrees-from-the-table": "as-answered",
	},
});

/** The questions to those that have no answer when the forecast goes out. */
function late(run: Run): readonly Body[] {
	const there = inTime(run);
	return bodiesOf(run, "ask").filter(({ of }) => !there.includes(of));
}

/** The stations that answer before the forecast goes out. */
function inTime({ numbers: { stations, airTime } }: Run): readonly string[] {
	return Object.keys(stations).filter((station) => isLater(airTime, stations[station]?.[0] ?? 0));
}

/** Whether the question ended before the station could answer. */
function isGivenUp({ numbers: { stations } }: Run, { of: station, start, end }: Body): boolean {
	return end !== null && isLater(start.at + (stations[station]?.[0] ?? 0), end.at);
}

/** When the forecast goes out: in the end, or as soon as all have answered. */
function readyAt({ numbers: { stations, airTime } }: Run): number {
	return Math.min(airTime, Math.max(...Object.values(stations).map(([seconds]) => seconds)));
}

/** Whether a limit was set later than at the beginning. */
function isLimitLate(run: Run): boolean {
	const limits = [
		...factsOf(run, "limit-set"),
		...factsOf(run, "suspended").filter(({ wait }) => wait.kind === "tasks" && wait.deadline !== null),
	];
	return limits.some(({ at }) => isLater(at, 0, atOnce(run)));
}

function answerOf({ numbers }: Run, station: string): string {
	return `${station}: ${numbers.stations[station]?.[1]} degrees`;
}
