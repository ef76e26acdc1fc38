import { describe, expect, test } from "vitest";
import { givenNameChange } from "../../src/exercises/given-names.ts";

const PYTHON = `# given: do not change
LIMIT = 3
SHOPS = {"A": [1]}


async def ask(shop):
    LIMIT = 4
    return SHOPS[shop]
# end of given
`;

const JAVASCRIPT = `// given: do not change
const SHOPS = { A: [1] };
let used = 0;
const ask = coroutine("ask", function* (shop) {
	used += 1;
});
function compute(piece) {}
// end of given
`;

describe("what becomes of the names of a given part", () => {
	const redefined = (name: string) =>
		`makes another ${name}, and the given one does not run: give yours another name`;
	const rebound = (name: string) =>
		`gives ${name}, of the given part, another value: leave it as it is, choose another name`;

	test.each([
		["async def ask(shop):", redefined("ask")],
		["    def ask(shop):", redefined("ask")],
		["class ask:", rebound("ask")],
		["LIMIT = 20", rebound("LIMIT")],
		["    LIMIT -= 1", rebound("LIMIT")],
		["x = 1; LIMIT = 20", rebound("LIMIT")],
		["own, LIMIT = 1, 2", rebound("LIMIT")],
		["if (LIMIT := 2):", rebound("LIMIT")],
		["for ask in range(3):", rebound("ask")],
		["from shop import ask", rebound("ask")],
	])("Python: %s", (line, wanted) => {
		expect(givenNameChange(`${PYTHON}\n${line}\n`, "python")).toEqual({
			text: `this ${wanted}`,
			line: 11,
			was: null,
		});
	});

	test.each([
		["const ask = 1;", rebound("ask")],
		["\tlet SHOPS;", rebound("SHOPS")],
		["used = -100;", rebound("used")],
		["used++;", rebound("used")],
		["run(() => (used -= 3));", rebound("used")],
		["function compute() {}", redefined("compute")],
		['const mine = coroutine("ask", function* () {});', redefined("ask")],
	])("JavaScript: %s", (line, wanted) => {
		expect(givenNameChange(`${JAVASCRIPT}\n${line}\n`, "javascript")).toEqual({
			text: `this ${wanted}`,
			line: 10,
			was: null,
		});
	});

	test("to use, compare, mention and hand on a name changes nothing", () => {
		const python = `import time
${PYTHON}
# LIMIT = 4
text = """
LIMIT = 5
"""
print("LIMIT = 4", LIMIT == 3, SHOPS["A"] == 1)
shops = sorted(SHOPS)
shops.pop()
call(
    ask=ask,
    LIMIT=3,
)


class Client:
    def ask(self, shop):
        self.LIMIT = 2
        return ask(shop)
`;
		const javascript = `import { coroutine } from "async-lessons";
${JAVASCRIPT}
// used = 4
/* used = 5
used = 6 */
const limit = "used = 3" + \`used = \${used}\`;
if (used === 3 || used <= 4 || used >= 4 || used == 2) print(SHOPS.A);
const copy = [...SHOPS.A].sort();
const own = { used: 1, ask };
own.used = 2;
[1].map((used) => used + 1);
`;
		expect(givenNameChange(python, "python")).toBeNull();
		expect(givenNameChange(javascript, "javascript")).toBeNull();
		expect(givenNameChange("LIMIT = 3\n", "python")).toBeNull();
	});
});
