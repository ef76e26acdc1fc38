// Files of this package, and where files are to be written.

import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Demo } from "../demos/define-demo.ts";
import { UsageError } from "./errors.ts";
import { withFaults } from "./system-fault.ts";

/** This folder lies two levels below the package's: `src/cli`, and `dist/cli` when it is built. */
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

/** The text of a file of the user's own. @throws {SystemFault} if it can't be read */
export function ownFile(file: string, cwd: string): string {
	const path = resolve(cwd, file);
	return withFaults(`can't read ${file}`, "name another file", () => {
		// It may have no end, as /dev/zero.
		if (statSync(path).isCharacterDevice())
			throw new UsageError(`can't read ${file}: it is a device; name a file`);
		return readFileSync(path, "utf8");
	});
}

/** Where a file is to be written. @throws {UsageError} if its folder is not there @throws {SystemFault} if the system does not say */
export function outputPath(option: string, file: string, cwd: string): string {
	const path = resolve(cwd, file);
	if (!isFolder(option, dirname(path))) throw new UsageError(`${option} ${file}: there is no such folder`);
	if (isFolder(option, path)) throw new UsageError(`${option} ${file} is a folder; name a file in it`);
	return path;
}

/** The forms in which a run can be written to a file, by the names of their options. */
export const EXPORTS = ["svg", "html", "markdown", "cast", "trace"] as const;

/** A file to write, in one of these forms. */
export interface ExportFile {
	readonly kind: (typeof EXPORTS)[number];
	readonly path: string;
}

function isFolder(option: string, path: string): boolean {
	return withFaults(
		`${option} ${path}`,
		"name another file",
		() => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
	);
}
