// The child process of the embedded Python, CPython compiled to WebAssembly. It runs the scripts that messages name, one after the
// other: to start it takes more than a second.

import { readFileSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide, type PyodideInterface, version } from "pyodide";
import { FACTS_FD } from "../recording/facts-fd.ts";

/** What a message asks for: the arguments of the tracer, the script at `script` among them. */
export interface EmbeddedRequest {
	readonly arguments: readonly string[];
	/** The number of the argument that is the script. */
	readonly script: number;
}

/** The tracer and this process's own Python lie there. */
const PACKAGE = fileURLToPath(new URL("../../src/python", import.meta.url));

/** Its standard library, what it always imports compiled. */
const LIBRARY = fileURLToPath(new URL(`../../dist/python-library/${version}.zip`, import.meta.url));

/** In the file system of the interpreter. */
const INSIDE = "/async-lessons";
const FACTS = "/dev/facts";

function say(line: object): void {
	writeAll(Buffer.from(`${JSON.stringify(line)}\n`));
}

/** Writes, however long the reader takes. */
function writeAll(bytes: Uint8Array): void {
	try {
		for (let from = 0; from < bytes.length; ) from += writeSync(FACTS_FD, bytes, from);
	} catch (error) {
		// Who started this process has gone, and nobody would hear of the rest.
		if (error instanceof Error && "code" in error && error.code === "EPIPE") process.exit(1);
		throw error;
	}
}

/** The interpreter, with the pipe for facts, the tracer, and the folder of this process in it. */
async function start(): Promise<PyodideInterface> {
	const python = await loadPyodide({ env: environment(), fullStdLib: false, stdLibURL: LIBRARY });
	const { FS } = python;
	const device = FS.makedev(64, FACTS_FD);
	FS.registerDevice(device, {
		write: (_stream: object, buffer: Uint8Array, offset: number, length: number) => {
			writeAll(buffer.subarray(offset, offset + length));
			return length;
		},
	});
	FS.mkdev(FACTS, device);
	mount(python, INSIDE, PACKAGE);
	python.runPython(readFileSync(resolve(PACKAGE, "embedded.py"), "utf8"), {
		filename: `${INSIDE}/embedded.py`,
	});
	return python;
}

function environment(): Record<string, string> {
	const own = Object.entries(process.env).filter(
		(entry): entry is [string, string] => entry[1] !== undefined,
	);
	return Object.fromEntries(own);
}

const mounted = new Set<string>();

/** Puts a folder of the machine into the file system of the interpreter. */
function mount({ FS }: PyodideInterface, inside: string, outside: string): void {
	if (mounted.has(inside)) return;
	mounted.add(inside);
	FS.mkdirTree(inside);
	FS.mount(FS.filesystems.NODEFS, { root: outside }, inside);
}

/** The path of a folder in the interpreter, the same as outside where paths are alike. */
function mountFolder(python: PyodideInterface, folder: string): string {
	const inside = insideOf(folder);
	if ([...mounted].some((one) => `${inside}/`.startsWith(`${one}/`))) return inside;
	if (inside !== "/") mount(python, inside, folder);
	return inside;
}

function insideOf(path: string): string {
	return process.platform === "win32" ? `/${path.replaceAll("\\", "/").replace(":", "")}` : path;
}

function run(python: PyodideInterface, { arguments: given, script }: EmbeddedRequest): number {
	const path = resolve(given[script] ?? "");
	const cwd = mountFolder(python, process.cwd());
	mountFolder(python, dirname(path));
	// As it was named, if that names it inside, too.
	const isSame = insideOf(path) === path;
	const args = given.map((arg, index) => (index === script && !isSame ? insideOf(path) : arg));
	const facts = python.FS.open(FACTS, "w");
	const call = python.globals.get("run");
	const exit = call(`${INSIDE}/trace.py`, python.toPy(["--facts-fd", String(facts.fd), ...args]), cwd);
	python.FS.close(facts);
	return exit;
}

/** The interpreter is gone, by `os._exit` or since it crashed: this process ends as that says. */
function leave(error: unknown): never {
	// After a crash, too, the exit code is set: to 0.
	const isCrash = !(error instanceof Error && error.name === "Exit");
	if (isCrash) process.stderr.write(`the embedded Python broke off: ${String(error)}\n`);
	process.exit(isCrash ? 1 : process.exitCode);
}

const python = await start();
const [major, minor, micro] = python.runPython("import sys; list(sys.version_info[:3])").toJs();
say({ format: "async-lessons/python", version: 1, python: [major, minor, micro] });
process.on("message", (request: EmbeddedRequest) => {
	try {
		say({ format: "async-lessons/exited", version: 1, exit: run(python, request) });
	} catch (error) {
		leave(error);
	}
});
