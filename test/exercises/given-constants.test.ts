import { describe, expect, test } from "vitest";
import { FROZEN, withConstants } from "../../src/exercises/given-constants.ts";

const PROGRAM = `// given: do not change
const TRIP = { flight: 4, stops: ["A"] };
export const REFUSED = ["hotel"];
const PLACES = new Map([["B", 1]]);
let used = [1];
const ask = () => REFUSED
// end of given
`;

/** What a program that goes on so exports as `found`, or the message of its error. */
async function found(own: string): Promise<unknown> {
	const program = withConstants(`${PROGRAM}${own}`, "javascript");
	try {
		return (await import(`data:text/javascript,${encodeURIComponent(program)}`)).found;
	} catch (error) {
		return error instanceof Error ? error.message : error;
	}
}

describe("constants of a given part", () => {
	test.each([
		"const mine = REFUSED; mine.pop();",
		"((list) => list.push(1))(REFUSED);",
		"ask().length = 0;",
		"for (const one of Object.values(TRIP)) if (Array.isArray(one)) one[0] = 2;",
		"TRIP.train = 1;",
		"delete TRIP.flight;",
		"Object.assign(TRIP, { flight: 1 });",
		"REFUSED.splice(0);",
		"REFUSED.fill(0);",
	])("can't be changed: %s", async (own) => {
		expect(await found(own)).toMatch(FROZEN);
	});

	test("can be copied, and the copies changed, as what has no name in capitals, or is no plain list or object, can", async () => {
		const own = `const refused = [...REFUSED, "car"].sort();
const trip = structuredClone(TRIP);
trip.stops.push("B");
used.push(2);
PLACES.set("C", 2);
export const found = [refused, trip.stops, used, ask()];
`;
		expect(await found(own)).toEqual([["car", "hotel"], ["A", "B"], [1, 2], ["hotel"]]);
	});

	test("are kept by the line of the mark: no other line changes, and without constants none does", () => {
		const python = `import asyncio

# given: do not change
LIMIT: int = 3
SHOPS = {"A": [1]}
same = LIMIT == 3
# end of given
# given: do not change
used = []
# end of given
SHOPS.clear()
`;
		const [line, ...others] = withConstants(python, "python")
			.split("\n")
			.flatMap((now, index) => (now === python.split("\n")[index] ? [] : [`${index + 1}: ${now}`]));
		expect(line).toMatch(
			/^7: exec\("\\ndef refuse.*", \{"given": globals\(\), "names": \["LIMIT","SHOPS"\]\}\)$/,
		);
		expect(others).toEqual([]);
		expect(withConstants("LIMIT = 3\n", "python")).toBe("LIMIT = 3\n");
	});
});
