// Bundles the command-line part, since starting it would otherwise load some 170 small modules. The library stays as it is:
// plain modules, one for each source.
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));

/** What runs in the child process of a module of the user's own. */
const MODULE_HOST = fileURLToPath(new URL("../src/cli/module-host.ts", import.meta.url));

const DISPLAY =
	/src[\\/](text[\\/](?!table|bar|row|paragraphs)|views[\\/](view|outcome)|history[\\/]outcome|cli[\\/]display)|fast-string/;

/** What reads files of recordings, with all that checks them. */
const READING = /src[\\/]recording[\\/](read|facts)\.ts|valibot/;

/** What every command needs, `--version` too: all that the entry imports without being asked for a command. */
const start = new Set();

function addImports(id, graph) {
	for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) {
		if (start.has(imported)) continue;
		start.add(imported);
		addImports(imported, graph);
	}
}

function isStart(id, graph) {
	if (start.size === 0) addImports(ENTRY, graph);
	return start.has(id);
}

export const bundle = {
	input: { main: ENTRY, "module-host": MODULE_HOST },
	platform: "node",
	// Loaded by few commands, and late.
	external: ["ora", /^@speed-highlight\/core/],
	resolve: { alias: { "string-width": fileURLToPath(new URL("table-width.cjs", import.meta.url)) } },
	output: {
		dir: "dist/cli",
		format: "esm",
		sourcemap: true,
		entryFileNames: "[name].js",
		// A folder of its own: places in a program are told from the runtime's by where they lie.
		chunkFileNames: ({ name }) => (name === "runtime" ? "runtime/[name].js" : "[name].js"),
		// Names are kept, since stacks show them; only what nobody reads goes.
		minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
		codeSplitting: {
			// A group takes along what its modules import, unless a group before it has: so the deepest come first.
			groups: [
				{ name: (id, graph) => (isStart(id, graph) ? "start" : null), debugName: "start", priority: 6 },
				{ name: "runtime", test: /src[\\/]runtime[\\/]/, priority: 5 },
				{ name: "reading", test: READING, priority: 4 },
				{ name: "demos", test: /src[\\/]demos[\\/](?!expectation|program|questions)/, priority: 4 },
				{ name: "recording", test: /src[\\/](recording|demos(?![\\/]questions))[\\/]/, priority: 3 },
				// What a list needs of the views: their colours and signs, and the widths of texts.
				{ name: "display", test: DISPLAY, priority: 3 },
				{ name: "table", test: /text[\\/]table|cli-table3|@colors|emoji-regex|string-width/, priority: 2 },
				{ name: "views", test: /src[\\/](text|views|history|findings)[\\/]/, priority: 1 },
			],
		},
	},
};
