import { describe, expect, it } from "vitest";
import { ReadyModel } from "../runtime/ready-model.ts";
import { interpret } from "./interpreter.ts";
import { readVectors } from "./vectors.ts";

const vectors = ["vectors.jsonl", "more.jsonl", "found.jsonl"].flatMap((file) =>
	readVectors(new URL(file, import.meta.url)),
);

describe("an observer knows the ready queue, and changes nothing", () => {
	it.each(vectors)("seed $program.seed, $program.profile", ({ program, log, outcome, elapsed }) => {
		const observer = new ReadyModel();
		expect(interpret(program, { observer })).toEqual({ log, outcome, elapsed });
		expect(observer.differences).toEqual([]);
		expect(observer.comparisons).toBeGreaterThan(0);
	});
});
