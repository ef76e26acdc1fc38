import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keepLanguage } from "../../src/cli/settings.ts";
import { codeRows, foldedCode } from "../../src/cli/source/code-rows.ts";
import { bothText, listingText, plainText } from "../../src/cli/source/listing.ts";
import { programOf } from "../../src/cli/source/program.ts";
import { pythonBlocks } from "../../src/cli/source/python-blocks.ts";
import { gatherDemo } from "../../src/demos/gather.ts";
import { registry } from "../../src/demos/registry.ts";
import { printed } from "../../src/text/row.ts";
import { textWidth } from "../../src/text/width.ts";
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

async function lines(code: string, language: "typescript" | "python"): Promise<string> {
	return `\n${printed(await codeRows(code, language, true), marked).join("\n")}`;
}

describe("the colours of code", () => {
	it("are those of the charts, for each kind of word, and go on beyond no line", async () => {
		expect(await lines(TYPESCRIPT, "typescript")).toMatchInlineSnapshot(`
			"
			<faint>// A comment<>
			<faint>/* of several<>
			<faint>   lines */<>
			<heading>class <><ready>Pen <><heading>extends <><ready>Map<> {
			  <name>wait<>(name<ready>: string<>, count = <cleaning-up>4<>) {
			    <heading>return<> count > <cleaning-up>1 <>&& <cleaning-up>true <>? [<waiting>"text"<>] : <waiting>\`a<>
			<waiting>  b\`<>;
			  }
			}
			"
		`);
		expect(await lines(PYTHON, "python")).toMatchInlineSnapshot(`
			"
			<faint>"""Of several<>
			<faint>lines"""<>
			<heading>async def <><name>wait<>(name):  <faint># a comment<>
			    <heading>return <><name>Pen<>(name, <cleaning-up>4<>) <heading>if <><cleaning-up>True <><heading>else <><waiting>'text'<>
			"
		`);
	});
});

describe("code that is wider than its page", () => {
	it("is broken at spaces, and in a word where there is none; what goes on stands in deeper", async () => {
		const [row = []] = await codeRows("\tconst first = second(third, fourth);", "typescript", false);
		const widths = [40, 24, 12].map((width) => printed(foldedCode(row, width), marked));
		expect(widths).toMatchInlineSnapshot(`
			[
			  [
			    "  const first = second(third, fourth);",
			  ],
			  [
			    "  const first =",
			    "      second(third,",
			    "      fourth);",
			  ],
			  [
			    "  const",
			    "      first",
			    "      =",
			    "      second",
			    "      (third",
			    "      ,",
			    "      fourth",
			    "      );",
			  ],
			]
		`);
	});
});

describe("a Python source", () => {
	it("is cut into blocks with what stands right above them, by name and first line", () => {
		const blocks = pythonBlocks(
			"import asyncio\nimport time\n\n# in seconds\nLIMIT = 5\n\n\n@timed\nasync def work(\n    a,\n):\n    pass\n\n\nif __name__:\n    run()\n",
		);
		expect(blocks).toEqual([
			{ name: "", line: 1, text: "import asyncio\nimport time" },
			{ name: "LIMIT", line: 4, text: "# in seconds\nLIMIT = 5" },
			{ name: "work", line: 8, text: "@timed\nasync def work(\n    a,\n):\n    pass" },
			{ name: "", line: 15, text: "if __name__:\n    run()" },
		]);
	});
});

describe("show", () => {
	it("prints the program of a demo with the numbers of its lines, and nothing around it", async () => {
		await expect(await outOf("show fetch")).toMatchFileSnapshot("outputs/show.txt");
	});

	it("prints the same in colour where that is asked for", async () => {
		const [plain, colored] = [await outOf("show fetch"), await outOf("show fetch --color")];
		expect(colored).not.toBe(plain);
		expect(colored.replaceAll(CODES, "")).toBe(plain);
	});

	it.each(registry)("gives every line of $name the number that it has in its file", async (demo) => {
		const source = readFileSync(new URL(`../../src/demos/${demo.name}.ts`, import.meta.url), "utf8");
		for (const [language, text] of [
			["typescript", source],
			["python", demo.python],
		] as const) {
			const rows = (await listingText(programOf(demo, language), { columns: 200 })).split("\n").slice(1);
			const numbered = rows.flatMap((row) => {
				const [, number, code] = /^ +(\d+)(?: {2}(.*))?$/.exec(row) ?? [];
				return number === undefined ? [] : [[Number(number), code ?? ""] as const];
			});
			const all = text.replaceAll("\t", "  ").split("\n");
			expect(numbered).toEqual(numbered.map(([number]) => [number, all[number - 1]]));
			expect(numbered.length).toBeGreaterThan(5);
		}
	});

	it("prints the counterpart in Python, and without numbers as it is", async () => {
		await expect(await outOf("show fetch --python")).toMatchFileSnapshot("outputs/show-python.txt");
		expect(await outOf("show gather --python --no-numbers")).toBe(gatherDemo.python);
	});

	it("shows the language that was chosen on a terminal, and changes that nowhere else", async () => {
		const folder = mkdtempSync(join(tmpdir(), "async-lessons-state-"));
		const env = { XDG_STATE_HOME: folder };
		const shown = async (line: string) => (await asyncLessons(line.split(" "), { env })).out;
		await shown("show gather --python");
		expect(existsSync(join(folder, "async-lessons"))).toBe(false);
		keepLanguage("python", env);
		expect(await shown("show gather")).toBe(await shown("show gather --python"));
		expect(await shown("show gather --typescript")).toContain("  gather.ts\n");
		expect(await shown("show gather")).toContain("  gather in Python\n");
		rmSync(folder, { recursive: true });
	});

	it("prints a file of somebody's own, whole, whatever it holds", async () => {
		const folder = mkdtempSync(join(tmpdir(), "async-lessons-show-"));
		writeFileSync(join(folder, "mine.mjs"), "export const a = 1;\n\n\tb(\u001b[31m);\n");
		writeFileSync(join(folder, "mine.py"), "import time\n");
		const shown = (line: string) => asyncLessons(line.split(" "), { cwd: folder });
		expect((await shown("show ./mine.mjs")).out).toBe(
			"  mine.mjs\n\n  1  export const a = 1;\n  2\n  3      b();\n",
		);
		expect((await shown("show ./mine.py")).out).toBe("  mine.py\n\n  1  import time\n");
		expect(JSON.parse((await shown("show mine.mjs --json")).out)).toMatchObject({
			file: "mine.mjs",
			javascript: "export const a = 1;\n\n\tb(\u001b[31m);\n",
		});
		expect(await shown("show mine.py --both")).toEqual({
			code: 2,
			out: "",
			error: "error: --both is for demos: mine.py is shown as it is\n",
		});
		expect((await shown("show ./none.mjs")).error).toBe(
			"error: can't read ./none.mjs: there is no such file or folder; name another file\n",
		);
		symlinkSync("/dev/zero", join(folder, "zero.mjs"));
		expect((await shown("show ./zero.mjs")).error).toBe(
			"error: can't read ./zero.mjs: it is a device; name a file\n",
		);
		expect(JSON.parse((await shown("show mine.py --json")).out)).toEqual({
			format: "async-lessons/show",
			version: 1,
			file: "mine.py",
			python: "import time\n",
		});
		rmSync(folder, { recursive: true });
	});

	it("puts both side by side from 120 columns on, what has the same name beside each other, else one below the other", async () => {
		await expect(await outOf("show cancel --both --width 120")).toMatchFileSnapshot(
			"outputs/show-both-wide.txt",
		);
		await expect(await outOf("show fetch --both --width 119")).toMatchFileSnapshot("outputs/show-both.txt");
	});

	it.each([20, 40, 80, 119, 120, 160])("has no line that is too wide for %i columns", async (columns) => {
		for (const demo of registry) {
			const [left, right] = [programOf(demo, "typescript"), programOf(demo, "python")];
			const lines = (await bothText(left, right, { columns })).split("\n");
			expect(lines.filter((line) => textWidth(line) >= columns)).toEqual([]);
		}
	});

	it("shows of every demo the part that runs, without imports, parameters, Python and texts", () => {
		for (const demo of registry) {
			const text = plainText(programOf(demo, "typescript"));
			expect(text).toContain("function*");
			expect(text).not.toMatch(/^import |^const parameters|^type Numbers|defineDemo|const python/m);
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
