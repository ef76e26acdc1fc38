import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Recording } from "../../src/recording/index.ts";
import { readRecordings } from "../../src/recording/read.ts";

const TRACER = fileURLToPath(new URL("../../src/python/trace.py", import.meta.url));

/** What a script did under the tracer. */
export interface Traced {
	readonly recordings: readonly Recording[];
	readonly stdout: string;
	readonly stderr: string;
	readonly code: number | null;
}

/** Runs a script of this text under the tracer of a Python, in a folder of its own. */
export async function traceText(python: string, text: string): Promise<Traced> {
	const folder = mkdtempSync(join(tmpdir(), "traced-"));
	try {
		const script = join(folder, "script.py");
		writeFileSync(script, text);
		return await traceScript(python, script);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Runs a script under the tracer of a Python. */
export async function traceScript(
	python: string,
	script: string,
	options: {
		readonly options?: readonly string[];
		readonly arguments?: readonly string[];
		readonly input?: string;
	} = {},
): Promise<Traced> {
	const args = [TRACER, ...(options.options ?? []), script, ...(options.arguments ?? [])];
	const child = spawn(python, args, {
		stdio: ["pipe", "pipe", "pipe", "pipe"],
		env: { ...process.env, PYTHONIOENCODING: "utf-8" },
	});
	child.stdin?.on("error", () => {});
	child.stdin?.end(options.input ?? "");
	const streams = [child.stdio[1], child.stdio[2], child.stdio[3]].map((one) => textOf(one as Readable));
	const code = new Promise<number | null>((resolve, reject) => {
		child.on("error", reject);
		child.on("close", resolve);
	});
	const [stdout = "", stderr = "", facts = ""] = await Promise.all(streams);
	return { recordings: readRecordings(facts), stdout, stderr, code: await code };
}

async function textOf(stream: Readable): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part as Buffer);
	return Buffer.concat(parts).toString("utf8");
}
