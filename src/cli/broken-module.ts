import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A module of somebody's own that fails when it is loaded: the fault is in it, so its place is told, and nothing of ours. */
export class BrokenModule extends Error {
	override readonly name: string = "BrokenModule";

	constructor(path: string, url: string, cause: unknown) {
		const what = cause instanceof SyntaxError ? syntaxReport(cause, url) : ownStack(cause);
		super(`${path} can't be loaded\n${what}`, { cause });
	}
}

/** What Node says of a file that it only checks: the line, and where in it. Of an error while importing it says neither. */
function syntaxReport(error: SyntaxError, url: string): string {
	const { stderr } = spawnSync(process.execPath, ["--check", fileURLToPath(url)], { encoding: "utf8" });
	const [report = ""] = stderr.split(/\n\s+at /);
	return report.includes("SyntaxError") ? report.trimEnd() : String(error);
}

/** The stack without the frames of who loaded the module. */
function ownStack(error: unknown): string {
	if (!(error instanceof Error) || error.stack === undefined) return String(error);
	const isOurs = (line: string) => /^\s+at .*(?:node:internal|\/dist\/cli\/|Promise\.all \()/.test(line);
	return error.stack
		.split("\n")
		.filter((line) => !isOurs(line))
		.join("\n");
}
