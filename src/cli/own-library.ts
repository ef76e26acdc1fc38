// The copy of the library that a module of the user's own imports.

import { createRequire, register } from "node:module";
import { pathToFileURL } from "node:url";
import { packageUrl } from "./files.ts";

const OWN = packageUrl("dist/index.js").href;

/** Where the library lies that a module at `url` imports as async-lessons; this package's, if it finds none by that name. */
export function libraryFor(url: string): string {
	return installedFor(url) ?? OWN;
}

function installedFor(url: string): string | null {
	try {
		return pathToFileURL(createRequire(url).resolve("async-lessons")).href;
	} catch {
		return null;
	}
}

/** Lets a module at `url` import async-lessons, be it installed there or not. */
export async function provideLibrary(url: string): Promise<void> {
	if (installedFor(url) !== null) return;
	// Before the hook: after it Node asks another thread where each of the library's modules lies, which takes twice as long.
	await import(OWN);
	const own = JSON.stringify(packageUrl("package.json").href);
	const hook = `export const resolve = (name, context, next) =>
		next(name, /^async-lessons(\\/|$)/.test(name) ? { ...context, parentURL: ${own} } : context);`;
	register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
