// The random programs of the conformance suite under the tracer: it changes nothing of what they do.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { localPythons } from "../local-pythons.ts";
import { traceScript } from "./trace-script.ts";

const SCRIPT = fileURLToPath(new URL("oracle_traced.py", import.meta.url));
/** They were recorded by 3.13, and other versions do a few things otherwise. */
const python = localPythons().find(({ minor }) => minor === 13);
const vectors = ["vectors", "more", "found"].flatMap((name) =>
	readFileSync(new URL(`../conformance/${name}.jsonl`, import.meta.url), "utf8")
		.trimEnd()
		.split("\n"),
);

test.runIf(python !== undefined)(
	"random programs do under the tracer what they do without",
	{ timeout: 120_000 },
	async () => {
		const folder = mkdtempSync(join(tmpdir(), "async-lessons-"));
		const file = join(folder, "programs.jsonl");
		writeFileSync(file, `${vectors.map((line) => JSON.stringify(JSON.parse(line).program)).join("\n")}\n`);
		const { stdout, recordings } = await traceScript(python?.path ?? "", SCRIPT, { arguments: [file] });
		rmSync(folder, { recursive: true });
		expect(stdout.trimEnd().split("\n").map(answerIn)).toEqual(vectors.map(answerIn));
		expect(recordings.length).toBe(vectors.length);
	},
);

function answerIn(line: string): unknown {
	const { log, outcome, elapsed } = JSON.parse(line);
	return { log, outcome, elapsed };
}
