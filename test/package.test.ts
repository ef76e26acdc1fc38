import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

it("has every file in the package that its pages lead to", () => {
	const packed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root });
	const [{ files }] = JSON.parse(packed.toString());
	const paths: string[] = files.map(({ path }: { path: string }) => path);
	const pages = paths.filter((path) => /^(README|docs\/.*)\.md$/.test(path));
	expect(pages.length).toBeGreaterThan(5);
	const links = pages.flatMap((page) => {
		const text = readFileSync(join(root, page), "utf8");
		const targets = Array.from(text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g), ([, target = ""]) => target);
		return targets.map((target) => join(dirname(page), target));
	});
	expect(links.filter((link) => !paths.includes(link))).toEqual([]);
});

it("imports nothing from outside in the runtime, which runs in browsers", () => {
	const imported = importsOf("dist/runtime/index.js");
	expect([...imported].sort()).toEqual(["dist/runtime/index.js", "dist/runtime/kernel.js"]);
});

/** A built module with all that it imports, directly or not: files of the package, and the names of other modules. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file)) return found;
	found.add(file);
	if (!file.startsWith("dist/")) return found;
	const text = readFileSync(join(root, file), "utf8");
	for (const [, name = ""] of text.matchAll(/^(?:import|export|\}).*?["']([^"']+)["'];?$/gm)) {
		importsOf(name.startsWith(".") ? join(dirname(file), name) : name, found);
	}
	return found;
}
