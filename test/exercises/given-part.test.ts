import { expect, test } from "vitest";
import {
	givenChange,
	givenDifference,
	givenLength,
	isGivenLine,
	withGiven,
} from "../../src/exercises/given-part.ts";

const START = `import asyncio
# given: do not change
A = 1
B = 2
# end of given

x = A
`;

test("another given part takes the place of the one between the marks, and the rest stays", () => {
	expect(withGiven(START, "A = 7\nB = 8\n")).toBe(`import asyncio
# given: do not change
A = 7
B = 8
# end of given

x = A
`);
	expect(withGiven("x = 1\n", "A = 7\n")).toBeNull();
	expect(givenLength(START)).toBe(2);
});

test("a twin with marks has a part for each given part of the program", () => {
	const two =
		"// given: do not change\na\n// end of given\nown\n  // given: do not change\nb\n  // end of given\n";
	const twin = two.replace("a\n", "c\n").replace("b\n", "d\n");
	expect(withGiven(two, twin)).toBe(twin);
	expect(withGiven(two, "c\n")).toBeNull();
});

test("a changed given part is told with its line and what stood there, wherever it stands", () => {
	const changes = [
		START,
		`# mine\n${START}`,
		START.replace("x = A", "x = B"),
		START.replace("B = 2", "B = 3"),
		START.replace("B = 2", "B = 2 + 1"),
		START.replace("A = 1", "A = 1 + 1"),
		`# mine\n${START.replace("B = 2\n", "")}`,
		START.replace("B = 2", "B = 2\nC = 3"),
		START.replace("# end of given\n", ""),
		"",
	].map((text) => givenChange(text, START, "python"));
	const other = "the given part is not as it was: put it back";
	const marks = {
		text: 'the lines "# given: do not change" and "# end of given" are not where they were: put them back',
		line: null,
		was: null,
	};
	expect(changes).toEqual([
		null,
		null,
		null,
		{ text: other, line: 4, was: "B = 2" },
		{ text: other, line: 4, was: "B = 2" },
		{ text: other, line: 3, was: "A = 1" },
		{ text: other, line: 5, was: "B = 2" },
		{ text: "this was added to the given part: take it out", line: 5, was: null },
		marks,
		marks,
	]);
});

test("what a formatter changes is no change, and a text is one", () => {
	const start = `// given: do not change
const SHOPS = { A: ["it's", 2.0], B: ["b  c", 1] }; // its price
const ask = (shop) => {
\treturn SHOPS[shop];
};
// end of given
`;
	const formatted = `// given: do not change
const SHOPS = {
  'A': ['it\\'s', 2],
  "B": [\`b  c\`, 1],
} //its price
/* mine */
const ask = shop => {
    return (SHOPS[shop])
}
// end of given
`;
	const python = '# given: do not change\nA = "it\'s"  # of A\nB = (1, 2.0)\n# end of given\n';
	const black =
		"# given: do not change\r\nA = 'it\\'s' #of A\r\n\r\nB = (\r\n\t1,\r\n\t2,\r\n)\r\n# end of given\r\n";
	expect([
		givenChange(formatted, start, "javascript"),
		givenChange(black, python, "python"),
		givenChange(formatted.replace("b  c", "b c"), start, "javascript"),
		givenChange(formatted.replace("  'A'", "  'a'"), start, "javascript"),
	]).toEqual([
		null,
		null,
		{
			text: expect.any(String),
			line: 4,
			was: 'const SHOPS = { A: ["it\'s", 2.0], B: ["b  c", 1] }; // its price',
		},
		{
			text: expect.any(String),
			line: 3,
			was: 'const SHOPS = { A: ["it\'s", 2.0], B: ["b  c", 1] }; // its price',
		},
	]);
});

test("another given part takes as many lines as there were, as far as empty ones can be added or left out", () => {
	const own = (given: string) => `# given: do not change\n${given}# end of given\nown`;
	expect(withGiven(own("A\n=\n1\n"), "A = 2\n")).toBe(own("A = 2\n\n\n"));
	expect(withGiven(own("A\nB\n"), "A\n\n\nB\n")).toBe(own("A\nB\n"));
	expect(withGiven(own("A B\n"), "A\n\nB\n")).toBe(own("A\nB\n"));
});

test("it is known which lines of the given part differ, and which lines are in it", () => {
	expect(givenDifference(START, "A = 1\nB = 7\n")).toEqual(["B = 7"]);
	expect([1, 2, 3, 4, 5, 6].filter((line) => isGivenLine(START, line))).toEqual([3, 4]);
});
