// What is told of the loop's threads, by each Python that is here: how the loop hears of their end is asyncio's own business.

import { expect, it } from "vitest";
import { localPythons } from "../local-pythons.ts";
import { traceText } from "./trace-script.ts";

const SCRIPT = `import asyncio

async def main():
    loop = asyncio.get_running_loop()
    answer = loop.create_future()
    loop.call_soon(answer.set_result, 1)
    await answer
    await asyncio.to_thread(sum, [1, 2])

asyncio.run(main())
`;

async function callbacksBy(command: string): Promise<string[]> {
	const { recordings } = await traceText(command, SCRIPT);
	return Array.from(recordings[0]?.facts ?? []).flatMap((fact) =>
		fact.kind === "callback-queued" ? `${fact.callback} ${fact.label}`.trim() : [],
	);
}

it("only the program's own callbacks are told, by each Python that is here", {
	timeout: 60_000,
}, async () => {
	const pythons = localPythons(11);
	const seen = await Promise.all(
		pythons.map(async ({ version, path }) => ({ version, told: await callbacksBy(path) })),
	);
	expect(seen).toEqual(pythons.map(({ version }) => ({ version, told: ["call set_result", "main"] })));
});
