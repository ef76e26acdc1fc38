import { expect, test } from "vitest";
import { shapeOf, short } from "../../src/views/svg/shapes.ts";

const SHAPES = "█▒░━▏▎▍▌▋▊▉▁▂▃▄▅▆▇▼◆├└│┼┤✓✗⊘∞─┄═";

test("each sign of the charts is a shape on its cells, as drawn once and twice", async () => {
	const lines = [...SHAPES].map((char) =>
		[1, 2].map((count) => `${char} ${shapeOf(char, count, 16, 36)}\n`).join(""),
	);
	await expect(lines.join("")).toMatchFileSnapshot("pictures/shapes.txt");
});

test("letters are no shapes of ours", () => {
	expect(["a", " ", "µ"].map((char) => shapeOf(char, 1, 0, 0))).toEqual([null, null, null]);
});

test("numbers of a picture have at most two decimals", () => {
	expect([1, 0.5, 1 / 3, 2 / 3, 1.005001, -0.126].map(short)).toEqual([
		"1",
		"0.5",
		"0.33",
		"0.67",
		"1.01",
		"-0.13",
	]);
});
