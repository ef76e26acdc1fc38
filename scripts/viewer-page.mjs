// The viewer of runs as one HTML page, with its script and its style in it: what `--html` puts a run into.
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { build } from "rolldown";

/** @param {string} folder where the parts of the viewer lie */
export async function viewerPage(folder) {
	const { output } = await build({
		input: `${folder}/main.ts`,
		platform: "browser",
		write: false,
		output: { format: "iife", minify: true },
	});
	// Compressed as the run is: together they are sent and kept in every page.
	const script = deflateRawSync(output[0].code.trim(), { level: 9 }).toString("base64");
	const style = readFileSync(`${folder}/style.css`, "utf8")
		.replaceAll(/\s+/g, " ")
		.replaceAll(/ ?([{};,]) ?/g, "$1")
		.replaceAll(/: /g, ":");
	return readFileSync(`${folder}/page.html`, "utf8")
		.replaceAll(/>\n</g, "><")
		.replace("/*style*/", () => style)
		.replace("<!--script-->", () => script);
}
