import { readFileSync } from "node:fs";

/** The version that package.json gives. */
export function packageVersion(): string {
	const packageJson = new URL("../../package.json", import.meta.url);
	return JSON.parse(readFileSync(packageJson, "utf8")).version;
}
