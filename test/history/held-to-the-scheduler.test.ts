import { describe, expect, test } from "vitest";
import { interpret } from "../conformance/interpreter.ts";
import { readVectors } from "../conformance/vectors.ts";
import { HeldTrace } from "./held-to-the-scheduler.ts";

const vectors = ["vectors.jsonl", "more.jsonl", "found.jsonl"].flatMap((file) =>
	readVectors(new URL(`../conformance/${file}`, import.meta.url)),
);

describe("the history says what the loop holds, at the start of each turn", () => {
	test.each(vectors)("seed $program.seed, $program.profile", ({ program }) => {
		const observer = new HeldTrace();
		interpret(program, { observer });
		expect(observer.contradictions).toEqual([]);
		expect(observer.turns).toBeGreaterThan(0);
	});
});
