// What the history of a recording says at any moment, held to a world that has taken in the facts one by one.

import { History } from "../../src/history/history.ts";
import { Moment } from "../../src/history/moment.ts";
import { World } from "../../src/history/world.ts";
import { type Recording, toMicroseconds } from "../../src/recording/index.ts";
import { readRecordings } from "../../src/recording/read.ts";
import { record } from "../../src/recording/record.ts";
import { writeRecording } from "../../src/recording/write.ts";
import { machineOf } from "../conformance/interpreter.ts";
import type { Program } from "../conformance/program.ts";
import type { Choices } from "../runtime/seeds.ts";
import { MOST_LINES, MOST_TURNS } from "./held-to-the-scheduler.ts";
import { told } from "./told.ts";

/** How many moments of each program are looked at. */
const MOMENTS = 8;

/** The moments at which the history of a recording of `program`, or of it written and read back, says something else. */
export function contradictionsOfRecording(program: Program, choices: Choices): string[] {
	const main = () => machineOf(program, MOST_LINES).call("main");
	const named = { name: "random", variant: program.profile ?? "", parameters: {} };
	const recording = record({ ...named, main }, { maxTurns: MOST_TURNS });
	const histories = [recording, ...readRecordings(writeRecording(recording))].map((one) => new History(one));
	const { length } = recording.facts;
	const indexes = [-1, length - 1, ...Array.from({ length: MOMENTS }, () => choices.below(length))];
	return indexes.flatMap((index) => {
		const expected = textOf(replayed(recording, index));
		return histories.flatMap((history, way) =>
			textOf(history.at(index)) === expected ? [] : [`fact ${index}${way === 0 ? "" : ", read back"}`],
		);
	});
}

function replayed({ facts }: Recording, last: number): Moment {
	const world = new World();
	for (let index = 0; index <= last; index += 1) {
		const fact = facts.at(index);
		if (fact !== undefined) world.apply(fact);
	}
	return new Moment(last, world, world.tasks);
}

/** As it is in a file: times in whole microseconds, and nothing is null. */
function textOf(moment: Moment): string {
	return JSON.stringify(told(moment), (_, value) =>
		typeof value === "number" ? toMicroseconds(value) : (value ?? null),
	);
}
