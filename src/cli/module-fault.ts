import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What went wrong in the module at `url` while it was loaded, and where in it. */
export function moduleFault(error: unknown, url: string): string {
	return error instanceof SyntaxError ? syntaxReport(error, url) : ownStack(error);
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
	const lines = error.stack.split("\n").filter((line) => !isOurs(line));
	return lines.join("\n");
}
