import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "./errors.ts";

/** Where a file is to be written. @throws {UsageError} if its folder is not there */
export function outputPath(option: string, file: string, cwd: string): string {
	const path = resolve(cwd, file);
	if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
		throw new UsageError(`${option} ${file}: there is no such folder`);
	}
	if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
		throw new UsageError(`${option} ${file} is a folder; name a file in it`);
	}
	return path;
}
