// Children that end, or do not end, at an awkward moment. Whoever waits for one hears of it in any case.

import { afterEach, describe, expect, it } from "vitest";
import { Host, type Said } from "../../src/recording/host.ts";
import { RecordingError } from "../../src/recording/recording-error.ts";

/** What the children's programs begin with. */
const PRELUDE = `
const { writeSync } = require("node:fs");
const tell = (line) => writeSync(3, JSON.stringify(line) + "\\n");
const notice = { format: "n", version: 1 };
const header = {
	format: "async-lessons/recording", version: 2, program: "p", variant: "v", parameters: {}, seed: 1,
	language: "typescript", runtime: "r", clock: "virtual", sources: [],
};
const fact = { kind: "task-created", at: 0, task: 1, name: "main", label: "main", by: 0, group: 0 };
const printed = (text) => ({ kind: "printed", at: 1, task: 1, text });
`;

let host: Host;

function start(program: string): Host {
	host = new Host({
		command: process.execPath,
		args: ["-e", PRELUDE + program],
		cwd: process.cwd(),
		quiet: true,
	});
	return host;
}

afterEach(() => host.close());

/** All that it says, in short, and how it ended. */
async function heard(host: Host): Promise<unknown[]> {
	const all: unknown[] = [];
	for (let said = await host.next(); said !== null; said = await host.next()) all.push(brief(said));
	return [...all, host.exit];
}

function brief(said: Said): unknown {
	return "notice" in said
		? said.notice.format
		: { facts: said.recording.facts.length, end: said.recording.end };
}

const died = (at: number, exit: number | string) => ({ kind: "end", how: "stopped", at, by: "died", exit });

describe("a child that ends", () => {
	it.each<[string, string, readonly unknown[]]>([
		["before it says anything", "process.exit(3)", [3]],
		["as soon as it is asked", 'process.stdin.once("data", () => process.exit(3))', [3]],
		["by a signal", 'process.kill(process.pid, "SIGKILL")', ["SIGKILL"]],
		["after a message", "tell(notice); process.exit(3)", ["n", 3]],
		["in the midst of a message", `writeSync(3, '{"format":"n"'); process.exit(3)`, [3]],
		[
			"between two runs",
			'tell(header); tell({ kind: "end", how: "main-ended", at: 0 });',
			[{ facts: 0, end: { kind: "end", how: "main-ended", at: 0 } }, 0],
		],
		["before the first fact of a run", "tell(header)", [{ facts: 0, end: died(0, 0) }, 0]],
		[
			"in the midst of a fact",
			`tell(header); tell(fact); writeSync(3, '{"kind":"resu')`,
			[{ facts: 1, end: died(0, 0) }, 0],
		],
		[
			"in the midst of the head of a block",
			"tell(header); tell(fact); writeSync(3, Buffer.from([0xff, 0, 0])); process.exit(4)",
			[{ facts: 1, end: died(0, 4) }, 4],
		],
		[
			"in the midst of a block",
			"tell(header); tell(fact); writeSync(3, Buffer.from(Int32Array.of(0xff, 1, 1, 2).buffer)); process.exit(4)",
			[{ facts: 1, end: died(0, 4) }, 4],
		],
	])("%s", async (_, program, all) => {
		const child = start(program);
		child.tell({ go: true });
		expect(await heard(child)).toEqual(all);
	});

	it("and leaves somebody behind who holds the pipe open", async () => {
		const child = start(`
			const { spawn } = require("node:child_process");
			const left = spawn("sleep", ["600"], { stdio: ["ignore", "ignore", "ignore", 3], detached: true });
			tell({ ...notice, pid: left.pid });
			process.exit(5);
		`);
		const said = await child.next();
		expect(await heard(child)).toEqual([5]);
		process.kill(Number(said !== null && "notice" in said && said.notice.pid));
	});

	it("while this process is busy is heard to its last word", async () => {
		const child = start('tell(header); for (let n = 0; n < 1_000; n += 1) tell(printed("x".repeat(100)));');
		const first = child.next();
		for (const end = performance.now() + 300; performance.now() < end; );
		expect(await first.then((said) => said && brief(said))).toEqual({ facts: 1_000, end: died(1, 0) });
	});
});

describe("a child that does not end", () => {
	const GOES_ON = "tell(notice); setInterval(() => {}, 1_000);";

	it("is killed when nothing more is wanted of it", async () => {
		const child = start(GOES_ON);
		expect(await child.next()).toEqual({ notice: { format: "n", version: 1 } });
		child.close();
		expect(await heard(child)).toEqual(["SIGKILL"]);
	});

	it("and does not hear when it is asked to stop is killed", async () => {
		const child = start(`process.on("SIGINT", () => {}); ${GOES_ON}`);
		expect(await child.next()).toEqual({ notice: { format: "n", version: 1 } });
		child.interrupt();
		expect(await heard(child)).toEqual(["SIGKILL"]);
	});

	it("and says what is no recording is stopped", async () => {
		const child = start(`tell({ kind: "resumed" }); setInterval(() => {}, 1_000);`);
		await expect(child.next()).rejects.toThrow(
			new RecordingError("line 1: a recording begins with a header, not with a fact"),
		);
	});
});
