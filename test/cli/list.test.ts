import { describe, expect, it } from "vitest";
import { registry } from "../../src/demos/registry.ts";
import { asyncLessons } from "./async-lessons.ts";

describe("list", () => {
	it("shows the 22 demos in 7 sections, with their variants and times", async () => {
		const { code, out, error } = await asyncLessons(["list"]);
		expect({ code, error }).toEqual({ code: 0, error: "" });
		await expect(out).toMatchFileSnapshot("outputs/list.txt");
		expect(out.match(/^ {2}\d · /gm)).toHaveLength(7);
		expect(out.match(/^ {2}[a-z][a-z-]+ {2}/gm)).toHaveLength(22);
	});

	it.each([60, 80, 100, 132])("is no wider than %i columns", async (width) => {
		const { out } = await asyncLessons(["list", "--width", String(width)]);
		expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThan(width);
	});

	it("is ASCII where that is asked for", async () => {
		const { out } = await asyncLessons(["list", "--ascii"]);
		expect(out).toMatch(/^[\n -~]+$/);
	});

	it("shows one demo with its variants, what they come to, and its numbers", async () => {
		expect(await asyncLessons(["list", "unbounded"])).toEqual({
			code: 0,
			out: `  unbounded · too many at once                                   section 7 of 7

  Variants  --variant NAME
  unbounded   1.00 s  all requests at once             10 of 100 served
  limited    10.00 s  a semaphore around each request  100 of 100 served

  Numbers  --set NAME=VALUE
  requests  100  1 to 100000, whole  how many requests are sent
  limit      10  1 to 100000, whole  how many the service serves at once, and
                                     the semaphore lets in
  time      1 s  0.1 to 60 s         how long the service takes for one

  async-lessons show unbounded    its source
`,
			error: "",
		});
	});

	it.each([20, 33, 60, 100])("shows one demo within %i columns", async (width) => {
		const { out } = await asyncLessons(["list", "rate-limit", "--width", String(width)]);
		expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThan(width);
	});

	it("gives one demo as JSON", async () => {
		const { out } = await asyncLessons(["list", "forgotten-await", "--json"]);
		const { parameters, variants, ...head } = JSON.parse(out);
		expect(head).toMatchObject({ format: "async-lessons/demo", version: 1, name: "forgotten-await" });
		expect(parameters.map(({ name }: { name: string }) => name)).toEqual(["time"]);
		expect(
			variants.map(({ name, elapsed, outcome }: Record<string, unknown>) => [name, elapsed, outcome]),
		).toEqual([
			["forgotten", 0, "returned"],
			["awaited", 1, "returned"],
		]);
	});

	it("gives the same as JSON", async () => {
		const { code, out, error } = await asyncLessons(["list", "--json"]);
		expect({ code, error }).toEqual({ code: 0, error: "" });
		const { format, version, demos } = JSON.parse(out);
		expect({ format, version }).toEqual({ format: "async-lessons/list", version: 1 });
		expect(demos.map(({ name, section }: { name: string; section: number }) => ({ name, section }))).toEqual(
			registry.map(({ name, section }) => ({ name, section })),
		);
		expect(demos[4]).toEqual({
			name: "gather",
			section: 2,
			title: "start them all, wait for them all",
			variants: [
				{
					name: "sequential",
					summary: "each fetch awaited before the next is made",
					elapsed: 6,
					outcome: "returned",
				},
				{ name: "concurrent", summary: "all fetches handed to gather", elapsed: 2, outcome: "returned" },
			],
			parameters: [
				{
					name: "urls",
					default: 3,
					unit: "",
					range: [1, 1000],
					whole: true,
					description: "how many URLs are fetched",
				},
				{
					name: "delay",
					default: 2,
					unit: "s",
					range: [0.1, 60],
					description: "how long each takes to answer",
				},
			],
		});
	});
});
