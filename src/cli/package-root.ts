import { readFileSync } from "node:fs";

// This folder lies two levels below the package's, in the sources as in what is built of them.
const ROOT = new URL("../../", import.meta.url);

/** Where a file of this package is. */
export function packageUrl(path: string): URL {
	return new URL(path, ROOT);
}

/** The text of a file of this package. */
export function packageFile(path: string): string {
	return readFileSync(packageUrl(path), "utf8");
}
