import { expect, test } from "vitest";
import { History } from "../../src/history/history.ts";
import { buildTimeline } from "../../src/history/lanes/build-timeline.ts";
import type { ResourceView } from "../../src/history/moment.ts";
import type { ResourceLane } from "../../src/history/timeline.ts";
import type { Recording, ResourceId } from "../../src/recording/index.ts";
import { record } from "../../src/recording/record.ts";
import { machineOf } from "../conformance/interpreter.ts";
import { PROFILES, type Profile, randomProgram } from "../conformance/random-program.ts";
import { MOST_LINES, MOST_TURNS } from "./held-to-the-scheduler.ts";

/** ASYNC_LESSONS_SEED=N repeats a failure; each seed is in the message of its assertion. */
const FIRST = Number(process.env.ASYNC_LESSONS_SEED ?? Math.floor(Math.random() * 1e9));
const SEEDS = Array.from({ length: process.env.ASYNC_LESSONS_SEED ? 1 : 20 }, (_, i) => FIRST + i);

function recordingOf(seed: number): Recording {
	const program = randomProgram(seed, PROFILES[seed % PROFILES.length] as Profile);
	const main = () => machineOf(program, MOST_LINES).call("main");
	return record({ name: "random", variant: "", parameters: {}, main }, { maxTurns: MOST_TURNS });
}

/** Whether somebody gave back a permit that it did not hold: then the lane counts what is held as well as it can. */
function isExceeded(id: ResourceId, history: History): boolean {
	return Array.from(history.recording.facts).some(
		(fact, index) =>
			fact.kind === "resource-used" &&
			fact.resource === id &&
			fact.use === "released" &&
			!history
				.at(index - 1)
				.resource(id)
				?.holders.has(fact.task),
	);
}

/** The level and the holder that a lane shows at a time. */
function shownAt({ levels }: ResourceLane, at: number): unknown {
	const { level, holder } = levels.find(({ from, to }) => from <= at && at < to) ?? { level: 0, holder: "" };
	return { level, holder };
}

/** What is true of a resource then. */
function trueAt(id: ResourceId, history: History, at: number): unknown {
	const resource = history.atTime(at).resource(id);
	const [holder] = resource?.holders.keys() ?? [];
	const isHeld = resource?.made.resourceKind === "lock" && holder !== undefined;
	return {
		level: resource === undefined ? 0 : levelOf(resource),
		holder: isHeld ? history.label(holder) : "",
	};
}

/** Of a condition, and of a semaphore that begins without permits: how many wait, or how many signals are there. */
function levelOf(resource: ResourceView): number {
	const { resourceKind, capacity } = resource.made;
	if (resourceKind === "condition") return resource.line("condition").size;
	return resourceKind === "semaphore" && capacity === 0 ? Math.max(0, -resource.level) : resource.level;
}

test("the lane of what tasks share has at any time the level that is true then", () => {
	let compared = 0;
	for (const seed of SEEDS) {
		const history = new History(recordingOf(seed));
		const facts = Array.from(history.recording.facts);
		const { lanes } = buildTimeline(history, { lanes: "all" });
		const times = [...new Set(facts.map(({ at }) => at))].filter((at) => at < history.elapsed);
		for (const made of facts.filter((fact) => fact.kind === "resource-created")) {
			const own = lanes.filter((lane) => lane.kind === "resource" && lane.label === made.name);
			const [lane] = own;
			if (own.length !== 1 || lane?.kind !== "resource" || isExceeded(made.resource, history)) continue;
			compared += 1;
			const shown = times.map((at) => [at, shownAt(lane, at)]);
			const known = times.map((at) => [at, trueAt(made.resource, history, at)]);
			expect(shown, `seed ${seed}, ${made.name}`).toEqual(known);
		}
	}
	expect(compared).toBeGreaterThan(0);
});
