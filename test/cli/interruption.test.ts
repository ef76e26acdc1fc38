import { expect, it } from "vitest";
import { breakOffOnce, Interruption, recordToEnd } from "../../src/cli/interruption.ts";
import type { Program } from "../../src/recording/program.ts";
import { startRecording } from "../../src/recording/record.ts";
import { type Body, coroutine, print, sleep } from "../../src/runtime/index.ts";

function program(body: () => Body<unknown>): Program {
	return { name: "made", variant: "", parameters: {}, main: coroutine("main", body) };
}

/** Does not give up its turn, and catches whatever is thrown. */
function* chatters(): Body<void> {
	for (let n = 0; ; n += 1) {
		try {
			print(n);
		} catch {
			print("caught");
		}
	}
}

it("breaks off a program that tells without end within a turn, after so many facts", async () => {
	const interruption = new Interruption();
	const take = startRecording(program(chatters), { mostFacts: 1000, onOverflow: breakOffOnce() });
	const { facts, end } = await interruption.during(() => recordToEnd(take, interruption));
	expect([facts.length, facts.at(-1), end, interruption.happened]).toEqual([
		1000,
		{ kind: "printed", at: 0, task: 1, text: "996" },
		{ kind: "end", how: "stopped", at: 0, by: "bound" },
		false,
	]);
});

it("breaks off a plain endless loop when it is interrupted, and another program can be run then", async () => {
	const interruption = new Interruption();
	const hangs = program(function* () {
		yield* sleep(1);
		process.kill(process.pid, "SIGINT");
		for (;;);
	});
	const { end } = await interruption.during(() => recordToEnd(startRecording(hangs), interruption));
	expect([end, interruption.happened]).toEqual([
		{ kind: "end", how: "stopped", at: 1, by: "interrupt" },
		true,
	]);
	const next = new Interruption();
	const naps = startRecording(
		program(function* () {
			yield* sleep(2);
		}),
	);
	const recorded = await next.during(() => recordToEnd(naps, next));
	expect(recorded.end).toEqual({ kind: "end", how: "main-ended", at: 2 });
});
