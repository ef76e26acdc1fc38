import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { highlighted } from "../../src/cli/commands/show.ts";
import { gatherDemo } from "../../src/demos/gather.ts";
import { registry } from "../../src/demos/registry.ts";
import { marked } from "../marked.ts";
import { asyncLessons } from "./async-lessons.ts";

const SOURCE = readFileSync(new URL("../../src/demos/gather.ts", import.meta.url), "utf8");
const CODES = new RegExp(`${"\u001b"}\\[[0-9;]*m`, "g");

async function outOf(line: string): Promise<string> {
	const { code, out, error } = await asyncLessons(line.split(" "));
	expect({ code, error }).toEqual({ code: 0, error: "" });
	return out;
}

const TYPESCRIPT = `// A comment
/* of several
   lines */
class Pen extends Map {
	wait(name: string, count = 4) {
		return count > 1 && true ? ["text"] : \`a\n\tb\`;
	}
}
`;

const PYTHON = `"""Of several
lines"""
async def wait(name):  # a comment
    return Pen(name, 4) if True else 'text'
`;

describe("the colours of code", () => {
	it("are those of the charts, for each kind of word, and go on beyond no line", async () => {
		expect(`\n${await highlighted(TYPESCRIPT, "ts", marked)}`).toMatchInlineSnapshot(`
			"
			<faint>// A comment<>
			<faint>/* of several<>
			<faint>   lines */<>
			<heading>class<> <ready>Pen<> <heading>extends<> <ready>Map<> {
				<name>wait<>(name<ready>: string<>, count = <cleaning-up>4<>) {
					<heading>return<> count > <cleaning-up>1<> && <cleaning-up>true<> ? [<waiting>"text"<>] : <waiting>\`a<>
			<waiting>	b\`<>;
				}
			}
			"
		`);
		expect(`\n${await highlighted(PYTHON, "py", marked)}`).toMatchInlineSnapshot(`
			"
			<faint>"""Of several<>
			<faint>lines"""<>
			<heading>async<> <heading>def<> <name>wait<>(name):  <faint># a comment<>
			    <heading>return<> <name>Pen<>(name, <cleaning-up>4<>) <heading>if<> <cleaning-up>True<> <heading>else<> <waiting>'text'<>
			"
		`);
	});
});

describe("show", () => {
	it("prints the demo's file as it is", async () => {
		expect(await outOf("show gather")).toBe(SOURCE);
	});

	it("prints the same in colour where that is asked for", async () => {
		const out = await outOf("show gather --color");
		expect(out).not.toBe(SOURCE);
		expect(out.replaceAll(CODES, "")).toBe(SOURCE);
	});

	it("prints the counterpart in Python, in colour or without", async () => {
		expect(await outOf("show gather --python")).toBe(gatherDemo.python);
		expect((await outOf("show gather --python --color")).replaceAll(CODES, "")).toBe(gatherDemo.python);
	});

	it("puts both side by side where they fit, else one below the other", async () => {
		await expect(await outOf("show fetch --both --width 180")).toMatchFileSnapshot(
			"outputs/show-both-wide.txt",
		);
		await expect(await outOf("show fetch --both")).toMatchFileSnapshot("outputs/show-both.txt");
	});

	it("shows of every demo the part that runs, without imports, parameters, Python and texts", async () => {
		for (const { name } of registry) {
			const out = await outOf(`show ${name} --both --width 110`);
			const typescript = out.split("\n\nPython\n\n")[0] ?? "";
			expect(typescript).toContain("function*");
			expect(typescript).not.toMatch(/^import |^const parameters|^type Numbers|defineDemo|const python/m);
		}
	});

	it("shows what was changed in a variant that does not work", async () => {
		await expect(await outOf("show rate-limit --diff")).toMatchFileSnapshot("outputs/show-diff.txt");
		expect(await outOf("show gather --diff")).toBe("  gather has no variant that needs mending\n");
	});

	it("gives all of it as JSON", async () => {
		expect(JSON.parse(await outOf("show gather --json"))).toEqual({
			format: "async-lessons/show",
			version: 1,
			demo: "gather",
			file: "src/demos/gather.ts",
			typescript: SOURCE,
			python: gatherDemo.python,
		});
	});
});
