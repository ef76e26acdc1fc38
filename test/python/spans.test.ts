// How bodies of coroutines end, seen by each Python that is here: 3.11 has no sys.monitoring, and works it out.

import { expect, it } from "vitest";
import { localPythons } from "../local-pythons.ts";
import { traceText } from "./trace-script.ts";

const SCRIPT = `import asyncio

async def ask(station):
    await asyncio.sleep(2)
    if station == "hill":
        raise ConnectionError("hill is down")

async def loud(stations):
    for station in stations:
        try:
            await ask(station)
        except BaseException:
            print(f"no answer from {station}")

async def quiet():
    try:
        await ask("mill")
    except asyncio.CancelledError:
        pass
    await asyncio.sleep(1)

async def main():
    told = asyncio.create_task(loud(["hill", "airport", "harbour"]))
    await asyncio.sleep(3)
    told.cancel()
    await told
    told = asyncio.create_task(quiet())
    await asyncio.sleep(1)
    told.cancel()
    await told

asyncio.run(main())
`;

/** Who let an error pass, who caught it, and that it had ended when the catch printed. */
const ENDS = [
	"ask hill raised",
	"prints no answer from hill",
	"ask airport cancelled",
	"prints no answer from airport",
	"ask harbour returned",
	"loud returned",
	"ask mill cancelled",
	"quiet returned",
	"main returned",
];

async function endsBy(command: string): Promise<string[]> {
	const { recordings } = await traceText(command, SCRIPT);
	const labels = new Map<number, string>();
	return Array.from(recordings[0]?.facts ?? []).flatMap((fact) => {
		if (fact.kind === "span-started") labels.set(fact.span, fact.label);
		if (fact.kind === "printed") return `prints ${fact.text}`;
		return fact.kind === "span-ended" ? `${labels.get(fact.span)} ${fact.ending.how}` : [];
	});
}

it("bodies end as they did, by each Python that is here", { timeout: 60_000 }, async () => {
	const pythons = localPythons(11);
	const seen = await Promise.all(
		pythons.map(async ({ version, path }) => ({ version, ends: await endsBy(path) })),
	);
	expect(seen).toEqual(pythons.map(({ version }) => ({ version, ends: ENDS })));
});
