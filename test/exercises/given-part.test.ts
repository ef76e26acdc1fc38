import { expect, test } from "vitest";
import { givenChange, givenLength, withGiven } from "../../src/exercises/given-part.ts";

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

test("a changed given part is told with its line, wherever it stands, and blanks at ends of lines do not count", () => {
	const changes = [
		START,
		START.replaceAll("\n", "\r\n"),
		START.replace("A = 1", "A = 1  "),
		`# mine\n${START}`,
		START.replace("x = A", "x = B"),
		START.replace("B = 2", "B = 3"),
		`# mine\n${START.replace("B = 2\n", "")}`,
		START.replace("B = 2", "B = 2\nC = 3"),
		START.replace("# end of given\n", ""),
		"",
	].map((text) => givenChange(text, START, "python"));
	expect(changes).toEqual([
		null,
		null,
		null,
		null,
		null,
		'line 4 is of the given part, and was "B = 2"',
		'line 5 is of the given part, and was "B = 2"',
		"line 5 was added to the given part",
		'the lines "# given: do not change" and "# end of given" are not where they were',
		'the lines "# given: do not change" and "# end of given" are not where they were',
	]);
});
