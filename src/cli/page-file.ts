// A run as one HTML file.

import { deflateRawSync } from "node:zlib";
import { duration } from "../text/figures.ts";
import { type PageContent, pageBytes, pageHtml } from "../views/page/page.ts";
import type { Context } from "./context.ts";
import { packageFile } from "./files.ts";
import { type Run, viewOf } from "./runs.ts";
import { placedFiles, sourcesIn } from "./source/files-here.ts";
import type { Source } from "./sources.ts";

/** The page of the runs of a job; what of their source is not here is said on stderr. */
export function pageText(source: Source, runs: readonly Run[], { error }: Context): string {
	const content = contentOf(source, runs);
	const missing = content.files.filter(({ text }) => text === null).map(({ name }) => name);
	if (missing.length > 0) error.write(`the page lacks a source that is not here: ${missing.join(", ")}\n`);
	const data = deflateRawSync(pageBytes(content), { level: 9 }).toString("base64");
	return pageHtml(packageFile("dist/cli/page.html"), content, summaryOf(runs), data);
}

function contentOf({ job, folders }: Source, runs: readonly Run[]): PageContent {
	const { demo, variants } = viewOf(job, runs, {});
	const sources = sourcesIn(folders);
	const files = new Set(runs.flatMap(({ recording }) => placedFiles(recording)));
	return {
		name: demo.name,
		title: demo.title,
		why: demo.why,
		runs: runs.map(({ recording, findings }, index) => {
			const { summary = "", fix } = variants[index] ?? {};
			return { recording, findings, summary, ...(fix === undefined ? {} : { fix }) };
		}),
		files: Array.from(files, (name) => ({ name, text: sources(name)?.join("\n") ?? null })),
	};
}

/** For who can't run the viewer: how each run ended. */
function summaryOf(runs: readonly Run[]): string {
	return runs
		.map(
			({ recording, history }) =>
				`${recording.header.variant}: ${duration(history.elapsed)}, ${history.outcome.kind}.`,
		)
		.join(" ");
}
