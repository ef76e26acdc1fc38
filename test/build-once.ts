import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Before the tests, emits dist again if a source is newer, so that tests of the built program never see a
 * stale one. What does not pass the type check is emitted and tested too: `npm run types` is there to report it.
 */
export function setup(): void {
	if (builtAt() < changedAt()) {
		spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: root });
	}
}

/** When dist was built, in milliseconds since 1970; 0 if it was not. */
function builtAt(): number {
	const entry = join(root, "dist/cli/main.js");
	return existsSync(entry) ? statSync(entry).mtimeMs : 0;
}

/** What Python leaves beside its sources is none. */
function isSource(name: string): boolean {
	return !name.includes("__pycache__") && !/python[\\/]tracer$/.test(name);
}

/** When a source was last changed. Folders count: theirs changes when a file goes away. */
function changedAt(): number {
	const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
	const files = [
		"tsconfig.json",
		"tsconfig.build.json",
		"scripts/bundle.mjs",
		"src",
		...sources.filter(isSource).map((name) => join("src", name)),
	];
	return Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs));
}
