import type { Demo } from "../../demos/define-demo.ts";
import { packageFile } from "../package-root.ts";

/** Where the source of a demo lies in the package. */
export function sourcePath({ name }: Demo): string {
	return `src/demos/${name}.ts`;
}

/** The file of a demo, as it is. */
export function demoSource(demo: Demo): string {
	return packageFile(sourcePath(demo));
}
