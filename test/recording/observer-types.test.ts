import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Trace } from "../../src/recording/trace.ts";

const source = (path: string) => readFileSync(new URL(`../../src/${path}`, import.meta.url), "utf8");

// What is marked as internal is missing in the types of the package, and a Trace would be no observer there.
it("no method of an observer is internal to Trace", () => {
	const observer = source("runtime/observer.ts");
	const trace = source("recording/trace.ts");
	const methods = Object.getOwnPropertyNames(Trace.prototype).filter((name) =>
		observer.includes(`\t${name}(`),
	);
	expect(methods.length).toBeGreaterThan(40);
	const internal = methods.filter((name) => new RegExp(`@internal[^/]*\\*/\\s*${name}\\(`).test(trace));
	expect(internal).toEqual([]);
});
