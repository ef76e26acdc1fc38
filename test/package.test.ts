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
