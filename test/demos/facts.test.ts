import { expect, test } from "vitest";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import { findingsOf } from "../../src/findings/findings.ts";
import { History } from "../../src/history/history.ts";
import { record } from "../../src/recording/record.ts";

const demos = registry;

test.for([
	["as-completed", "sequential", { firstResult: 2.401656 }],
	["as-completed", "concurrent", { firstResult: 1.672436 }],
	["gather-vs-as-completed", "batch", { firstResult: 1.978699 }],
	["gather-vs-as-completed", "streaming", { firstResult: 1.272436 }],
	["blocking-call", "blocking", { longestSilence: 2 }],
	["blocking-call", "cooperative", { longestSilence: 0.5 }],
	["swallowed-cancel", "swallowed", { cancelled: false }],
	["swallowed-cancel", "re-raised", { cancelled: true }],
	["unbounded", "unbounded", { succeeded: 10, failed: 90 }],
	["unbounded", "limited", { succeeded: 100, failed: 0 }],
] as const)("%s returns with %s what there is to compare: %o", ([name, variant, facts]) => {
	expect(factsOf(name, variant)).toEqual(facts);
});

test.for([
	["forgotten-await", "forgotten", ["never-awaited"]],
	["forgotten-await", "awaited", []],
	["blocking-call", "blocking", ["slow-callback"]],
	["blocking-call", "cooperative", []],
	["swallowed-cancel", "swallowed", ["swallowed-cancel"]],
	["swallowed-cancel", "re-raised", []],
	["rate-limit", "re-locked", ["deadlock"]],
	["rate-limit", "fixed", []],
	["gather-errors", "reused", ["awaited-twice", "awaited-twice", "awaited-twice"]],
	["gather-errors", "remade", []],
	["gather-errors", "others-run-on", []],
	["gather-errors", "main-ends", ["pending-at-end", "pending-at-end"]],
	["cancel", "never-awaits", ["slow-callback"]],
	["producer-consumer", "leaves", ["deadlock"]],
	["producer-consumer", "stays", []],
	["gather-errors", "collect", []],
] as const)("%s has with %s found what is wrong with it: %o", ([name, variant, kinds]) => {
	expect(findingsOf(historyOf(name, variant)).map(({ kind }) => kind)).toEqual(kinds);
});

function historyOf(name: string, variant: string) {
	const demo = demos.find((one) => one.name === name);
	if (demo === undefined) throw new Error(`there is no demo ${name}`);
	return new History(record(programOf(demo, variant, {})));
}

/** What main returned, times rounded to the microsecond. */
function factsOf(name: string, variant: string): unknown {
	const { outcome } = historyOf(name, variant);
	const value = outcome.kind === "returned" ? outcome.value : null;
	return JSON.parse(JSON.stringify(value), (_, one) =>
		typeof one === "number" ? Number(one.toFixed(6)) : one,
	);
}
