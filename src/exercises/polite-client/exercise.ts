import type { ResourceView } from "../../history/moment.ts";
import { count, counted, decimals, duration } from "../../text/figures.ts";
import { broken } from "../broken.ts";
import { awaited, clean, givenIsUsed, returns } from "../common.ts";
import { defineExercise } from "../define-exercise.ts";
import type { ExerciseRun } from "../exercise.ts";
import { atOnce, type Body, bodiesOf, factsOf, isLater, mostAtOnce, printedLines } from "../reading.ts";

interface Service {
	readonly requests: number;
	/** How many it serves at once; it refuses any more. */
	readonly atOnce: number;
	/** Seconds that a request takes, by turns. */
	readonly times: readonly number[];
	/** The request that fails whoever serves it. */
	readonly bad: number;
}

type Run = ExerciseRun<Service>;

/** The stopwatch tells hundredths of a second. */
const HUNDREDTH = 0.01;

export default defineExercise<Service>({
	name: "polite-client",
	title: "The polite client",
	after: "unbounded",
	story:
		'A client sends twenty requests at once. The service takes three at a time, and answers 503, too busy, to all others, in no time. "So quick!", says the stopwatch.',
	task: "Get an answer to every request. Never more than three are in the service at once, and never fewer while others still wait to be sent. Request 5 is a bad one: the service says so, and that is its answer. Print one line for each request, in the form that it has today; its seconds are those in the service, without the time before it was sent.",
	hints: [
		{
			python:
				"asyncio.Semaphore(3) has three permits: who wants one when all are taken waits, and is not refused.",
			javascript:
				"new Semaphore(3) has three permits: who wants one when all are taken waits, and is not refused.",
		},
		{
			python:
				"Start the stopwatch when you have the permit. Give the permit back in every case, after an error too: async with does.",
			javascript:
				"Start the stopwatch when you have the permit. Give the permit back in every case, after an error too: permits.with(function* () { … }) does.",
		},
	],
	runs: {
		shown: { requests: 20, atOnce: 3, times: [0.5, 1.2, 0.9, 0.6, 1.3, 1, 0.7, 1.4, 1.1, 0.8], bad: 5 },
		// Here a request takes longer than its number says.
		"other-service": { requests: 14, atOnce: 4, times: [0.3, 0.75, 1.5, 0.45, 0.9], bad: 2 },
	},
	checks: [
		awaited(),
		{
			name: "one-limit-for-all",
			text: "one limit holds for all requests",
			test: (run) => {
				const made = semaphores(run);
				const [refused] = refusals(run);
				if (refused === undefined || made.length < run.numbers.requests) return;
				broken(
					run,
					`${count(made.length)} semaphores are made, one for each request, and none of them holds anybody up: ${refused.text} at ${duration(refused.at)}`,
					refused,
				);
			},
		},
		{
			name: "limit-of-the-service",
			text: "the limit is that of the service",
			test: (run) => {
				const { atOnce } = run.numbers;
				const wide = semaphores(run).find(({ made }) => made.capacity > atOnce);
				const [refused] = refusals(run);
				if (refused === undefined || wide === undefined) return;
				broken(
					run,
					`the semaphore lets in ${count(wide.made.capacity)}, and the service takes ${count(atOnce)}: ${refused.text} at ${duration(refused.at)}`,
					refused,
				);
			},
		},
		{
			name: "nobody-refused",
			text: "no request is refused",
			test: (run) => {
				const refused = refusals(run);
				const [first] = refused;
				if (first === undefined) return;
				const { requests, atOnce } = run.numbers;
				broken(
					run,
					refused.length < requests
						? `${counted(refused.length, "request")} of ${count(requests)} are refused, the first at ${duration(first.at)}: the service takes ${count(atOnce)} at once, and a quick no is no answer`
						: `the service refuses ${count(refused.length)} times, first at ${duration(first.at)}: to ask again and again is not polite, wait till there is room`,
					first,
				);
			},
		},
		{
			name: "not-too-many",
			text: "never more requests are in the service than it takes",
			test: (run) => {
				const bodies = bodiesOf(run, "service");
				const { atOnce: most } = run.numbers;
				if (mostAtOnce(bodies) <= most) return;
				const first = bodies.find((_, index) => mostAtOnce(bodies.slice(0, index + 1)) > most);
				broken(
					run,
					`${first?.label} is one too many in the service, at ${duration(first?.start.at ?? 0)}: it takes ${count(most)} at once, whether it notices or not`,
					{ at: first?.start.at ?? 0, task: first?.label ?? "main" },
				);
			},
		},
		returns(),
		{
			name: "each-sent-once",
			text: "each request is sent once",
			test: (run) => {
				const sent = new Set<string>();
				for (const { of: number, start, label } of bodiesOf(run, "service")) {
					if (sent.has(number))
						broken(run, `request ${number} is sent again at ${duration(start.at)}`, {
							at: start.at,
							task: label,
						});
					sent.add(number);
				}
				for (let number = 0; number < run.numbers.requests; number += 1)
					if (!sent.has(String(number))) broken(run, `request ${number} is never sent`);
			},
		},
		{
			name: "permits-given-back",
			text: "every permit is given back",
			test: (run) => {
				const kept = semaphores(run).find(({ level }) => level > 0);
				if (kept === undefined) return;
				const uses = factsOf(run, "resource-used").filter(({ resource }) => resource === kept.made.resource);
				const [taken = 0, back = 0] = ["acquired", "released"].map(
					(way) => uses.filter(({ use }) => use === way).length,
				);
				const [holder] = kept.holders.keys();
				const task = run.history.task(holder ?? 0);
				const at = task?.endedAt ?? run.history.elapsed;
				const left = kept.made.capacity - kept.level;
				broken(
					run,
					`${count(taken)} permits are taken, and ${count(back)} given back: from ${duration(at)} on, when ${task?.label ?? "somebody"} ends and keeps its own, only ${count(left)} get in`,
					{ at, task: task?.label ?? "main" },
				);
			},
		},
		{
			name: "not-in-turn",
			text: "the service is used as far as it goes",
			test: (run) => {
				const most = mostAtOnce(bodiesOf(run, "service"));
				const { atOnce, requests } = run.numbers;
				if (most > 1 || requests === 1) return;
				const { elapsed } = run.history;
				broken(
					run,
					`the requests are sent one after the other, and it takes ${duration(elapsed)}: the service takes ${count(atOnce)} at once`,
					{ at: 0, task: "main" },
				);
			},
		},
		{
			name: "all-places-used",
			text: "the service is used as far as it goes",
			test: (run) => {
				const most = mostAtOnce(bodiesOf(run, "service"));
				const { atOnce } = run.numbers;
				if (most >= atOnce) return;
				broken(
					run,
					`never more than ${count(most)} requests are in the service, which takes ${count(atOnce)} at once`,
					{ at: 0, task: "main" },
				);
			},
		},
		{
			name: "no-place-left-free",
			text: "the next request is sent as soon as there is room",
			test: (run) => {
				const free = freePlace(run);
				if (free === null) return;
				const { at, until, next, isLast, lost } = free;
				const why = lost
					? `: ${lost.label} ended with an error, and sends no more`
					: isLast
						? ": it waits for the slowest of those before it, where it need wait for the first"
						: "";
				broken(
					run,
					`from ${duration(at)} to ${duration(until)} a place is free in the service, and request ${next.of} is not sent${why}`,
					{ at, task: next.label },
				);
			},
		},
		{
			name: "answers-told",
			text: "what became of each request is printed",
			test: (run) => {
				const { requests, bad } = run.numbers;
				const told = reports(run);
				for (let number = 0; number < requests; number += 1) {
					const [first, second] = told.filter((one) => one.number === number);
					const wanted = number === bad ? "400 bad request" : `answer ${number}`;
					if (first === undefined)
						broken(run, `what became of request ${number} is not printed: "${wanted}"`, {
							at: run.history.elapsed,
							task: "main",
						});
					if (first.result !== wanted)
						broken(run, `request ${number} got "${wanted}", but "${first.line.text}" is printed`, first.line);
					if (second !== undefined) broken(run, `request ${number} is told of twice`, second.line);
				}
			},
		},
		{
			name: "service-measured",
			text: "the stopwatch measures the service",
			test: (run) => {
				const told = reports(run);
				const wrong = bodiesOf(run, "service").flatMap((body) => {
					const report = told.find(({ number }) => String(number) === body.of);
					const took = timeOf(run, body);
					return report !== undefined && isLater(Math.abs(report.seconds - took), 0, HUNDREDTH + atOnce(run))
						? [{ report, took }]
						: [];
				});
				const [worst] = wrong.toSorted((a, b) => b.report.seconds - b.took - (a.report.seconds - a.took));
				if (worst === undefined) return;
				const { report, took } = worst;
				const [says, needed] = [report.seconds, took].map((seconds) => `${decimals(seconds, 2)} s`);
				broken(
					run,
					report.seconds > took
						? `request ${report.number} was ${needed} in the service, and its stopwatch says ${says}: it measures the queue, not the service`
						: `request ${report.number} was ${needed} in the service, and its stopwatch says ${says}`,
					report.line,
				);
			},
		},
		givenIsUsed("service", ({ times }, number) => times[Number(number) % times.length]),
		clean(),
	],
	wrong: {
		"in-turn": "not-in-turn",
		"groups-of-three": "no-place-left-free",
		"a-semaphore-each": "one-limit-for-all",
		"too-many-permits": "limit-of-the-service",
		"not-given-back": "permits-given-back",
		"queue-measured": "service-measured",
		"tried-again": "nobody-refused",
		"one-permit-less": "all-places-used",
		"bad-one-hidden": "answers-told",
		"service-tampered-with": "given",
		"seconds-from-the-table": "service-measured",
	},
});

function semaphores({ history }: Run): readonly ResourceView[] {
	return [...history.end.resources()].filter(({ made }) => made.resourceKind === "semaphore");
}

/** Where they are printed says nothing: it is in the given part. */
function refusals(run: Run) {
	return printedLines(run, /503 for request /).map(({ at, task, text }) => ({ at, task, text }));
}

/** What was printed of each request. */
function reports(run: Run) {
	return printedLines(run, /request \d+: /).flatMap((line) => {
		const [, number, result, seconds] = /^request (\d+): (.*), (\d+\.\d+) s$/.exec(line.text) ?? [];
		return number === undefined ? [] : [{ line, number: Number(number), result, seconds: Number(seconds) }];
	});
}

/** How long a request is in the service. */
function timeOf({ numbers: { times } }: Run, { of: number }: Body): number {
	return times[Number(number) % times.length] ?? 0;
}

/** The first time that a place in the service was free, and a request left to send. */
function freePlace(run: Run) {
	const bodies = bodiesOf(run, "service");
	for (const { end } of bodies) {
		if (end === null) continue;
		const { at } = end;
		const inside = bodies.filter(
			(one) => !isLater(one.start.at, at) && (one.end === null || isLater(one.end.at, at)),
		);
		const next = bodies.find(({ start }) => isLater(start.at, at, atOnce(run)));
		if (next === undefined || inside.length >= run.numbers.atOnce) continue;
		const until = next.start.at;
		const isLast = Math.max(...inside.map((one) => one.end?.at ?? 0)) === until;
		const lost = [...run.history.tasks()].find(
			({ endedAt, ending }) => endedAt === at && ending?.how === "raised",
		);
		return { at, until, next, isLast, lost };
	}
	return null;
}
