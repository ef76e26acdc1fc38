// Bundles the command-line part and the library: to load a hundred small modules takes longer than most programs.
import { fileURLToPath } from "node:url";

/** Names are kept, since stacks show them, and places are told from the runtime's by the folder in which that lies. */
const OUTPUT = { format: "esm", sourcemap: true, entryFileNames: "[name].js" };
const RUNTIME = /src[\\/]runtime[\\/]/;

const ENTRY = sourceOf("cli/main.ts");

/** What runs in the child process of a module of the user's own. */
const MODULE_HOST = sourceOf("cli/module-host.ts");

function sourceOf(name) {
	return fileURLToPath(new URL(`../src/${name}`, import.meta.url));
}

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
		...OUTPUT,
		dir: "dist/cli",
		chunkFileNames: ({ name }) => (name === "runtime" ? "runtime/[name].js" : "[name].js"),
		// Only what nobody reads goes.
		minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
		codeSplitting: {
			// A group takes along what its modules import, unless a group before it has: so the deepest come first.
			groups: [
				{ name: (id, graph) => (isStart(id, graph) ? "start" : null), debugName: "start", priority: 6 },
				{ name: "runtime", test: RUNTIME, priority: 5 },
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

/** What programs import. It is kept apart from the commands: a demo from outside is run by the copy that it imports. */
export const library = {
	input: {
		index: sourceOf("index.ts"),
		"runtime/index": sourceOf("runtime/index.ts"),
		"expect/index": sourceOf("expect/index.ts"),
		"exercises/index": sourceOf("exercises/index.ts"),
		"python/embedded": sourceOf("python/embedded.ts"),
	},
	platform: "node",
	external: ["pyodide"],
	// What reads files is loaded late for the commands.
	checks: { ineffectiveDynamicImport: false },
	output: {
		...OUTPUT,
		dir: "dist",
		// As deep as the sources: they name files of the package from where they lie, and src/recording/places.ts knows both names.
		chunkFileNames: ({ name }) => (name === "kernel" ? "runtime/kernel.js" : "library/[name].js"),
		codeSplitting: {
			groups: [
				{ name: "kernel", test: RUNTIME, priority: 3 },
				{ name: "recording", test: /src[\\/]recording[\\/](?!facts-fd)/, priority: 2 },
				{ name: "history", test: /src[\\/](history|findings|text)[\\/]/, priority: 1 },
				{ name: "programs", test: /src[\\/](demos|python)[\\/](?!embedded)/, priority: 1 },
			],
		},
	},
};
