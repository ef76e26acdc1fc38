// This folder lies two levels below the package's, in the sources as in what is built of them.

import { readFileSync } from "node:fs";
import type { Demo } from "../demos/define-demo.ts";

const ROOT = new URL("../../", import.meta.url);

/** Where a file of this package is. */
export function packageUrl(path: string): URL {
	return new URL(path, ROOT);
}

/** The text of a file of this package. */
export function packageFile(path: string): string {
	return readFileSync(packageUrl(path), "utf8");
}

/** Where the source of a demo lies in the package. */
export function sourcePath({ name }: Demo): string {
	return `src/demos/${name}.ts`;
}

/** The file of a demo, as it is. */
export function demoSource(demo: Demo): string {
	return packageFile(sourcePath(demo));
}
