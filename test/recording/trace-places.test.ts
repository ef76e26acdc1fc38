import { describe, expect, it } from "vitest";
import {
	type Body,
	block,
	coroutine,
	createTask,
	Event,
	Lock,
	run,
	sleep,
	Trace,
	type TraceEvent,
	taskGroup,
} from "../../src/index.ts";
import { marksOf } from "./diagnoses/marks.ts";

const marks = marksOf(import.meta.url);

/** The places of a run's events, with kind and task. */
function placesOf(main: () => Iterable<unknown>, options = { places: true }) {
	const trace = new Trace(options);
	try {
		run(main() as Body<unknown>, { trace }); // the run begins
	} catch {}
	return [...trace.events].filter(hasPlace).map(({ kind, task, place }) => [kind, task, place]);
}

function hasPlace(event: TraceEvent): event is TraceEvent & { readonly place: unknown } {
	return "place" in event;
}

const started = ["task-created", 1, marks.place("the run begins")] as const;

const program = coroutine("main", function* () {
	const pen = new Lock();
	const holder = coroutine("holder", function* () {
		yield* pen.acquire();
		yield* sleep(5); // the holder sleeps
	});
	const task = createTask(holder()); // the holder is made
	yield* sleep(0);
	block(1); // main blocks
	createTask(pen.acquire()); // another is made
	yield* sleep(1); // main sleeps
	task.cancel(); // main cancels
	// biome-ignore format: the line that is named
	yield* pen.with(function* () { // main wants the pen
		yield* sleep(1); // main sleeps with the pen
	});
});

describe("places", () => {
	it("say where tasks are made, wait, are cancelled and block: the first line outside of the runtime", () => {
		expect(placesOf(program)).toEqual([
			started,
			["task-created", 2, marks.place("the holder is made")],
			["suspended", 2, marks.place("the holder sleeps")],
			["blocked", 1, marks.place("main blocks")],
			["task-created", 3, marks.place("another is made")],
			["suspended", 1, marks.place("main sleeps")],
			["cancel-requested", 2, marks.place("main cancels")],
			["suspended", 1, marks.place("main wants the pen")],
		]);
	});

	it("are there only when they are asked for", () => {
		expect(placesOf(program, { places: false })).toEqual([]);
	});

	it("are those of a body that waits in the middle of others, before and after it first waited", () => {
		const inner = coroutine("inner", function* () {
			yield* sleep(1); // the inner waits first
			yield* sleep(1); // the inner waits again
		});
		const middle = coroutine("middle", function* () {
			yield* inner();
			yield* sleep(1); // the middle waits
		});
		expect(placesOf(coroutine("main", () => middle()[Symbol.iterator]() as Body<void>))).toEqual([
			started,
			["suspended", 1, marks.place("the inner waits first")],
			["suspended", 1, marks.place("the inner waits again")],
			["suspended", 1, marks.place("the middle waits")],
		]);
	});

	it("are those of the call where the runtime itself waits later", () => {
		const grouping = coroutine("main", function* () {
			// biome-ignore format: the line that is named
			yield* taskGroup(function* (group) { // the group begins
				group.createTask(sleep(2)); // a child is made
				yield* sleep(1); // the group's body waits
			});
		});
		expect(placesOf(grouping)).toEqual([
			started,
			["task-created", 2, marks.place("a child is made")],
			["suspended", 1, marks.place("the group's body waits")],
			["suspended", 1, marks.place("the group begins")],
		]);
	});

	it("are told of a function that is called turn like of any other", () => {
		function* turn() {
			yield* new Event().wait(); // a turn waits
		}
		expect(placesOf(turn)).toEqual([started, ["suspended", 1, marks.place("a turn waits")]]);
	});

	it("are looked for a limited number of times, since each takes microseconds: the first have them", () => {
		const trace = new Trace({ places: true });
		const many = coroutine("main", function* () {
			for (let count = 0; count < 6000; count += 1) yield* sleep(1);
		});
		run(many(), { trace });
		const placed = [...trace.events].filter(({ kind }) => kind === "suspended").map(hasPlace);
		expect(placed).toHaveLength(6000);
		const found = placed.indexOf(false);
		expect(found).toBeGreaterThan(900);
		expect(new Set(placed.slice(found))).toEqual(new Set([false]));
	});
});
