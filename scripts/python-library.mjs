// The standard library of the embedded Python with what it always imports compiled: to compile it at each start takes longer than
// all else that it does then.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide, version } from "pyodide";

/** Where folders of the machine lie in the interpreter. */
const TRACER = "/tracer";
const RESULT = "/result";

/** The tracer imports most of what programs do. Code keeps the path that its source has. */
const COMPILE = `
import importlib._bootstrap_external as bootstrap, os, runpy, sys, zipfile

sys.dont_write_bytecode = True
# Not as the main program: it is loaded, and runs nothing.
runpy.run_path("${TRACER}/trace.py")["_load"]()
LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
loaded = {os.path.relpath(module.__file__, LIBRARY) for module in list(sys.modules.values())
    if (getattr(module, "__file__", None) or "").startswith(LIBRARY)}
with zipfile.ZipFile(LIBRARY) as source, zipfile.ZipFile("${RESULT}/new.zip", "w", zipfile.ZIP_DEFLATED) as result:
    for name in source.namelist():
        data = source.read(name)
        result.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        if name in loaded:
            code = compile(data, f"{LIBRARY}/{name}", "exec", dont_inherit=True)
            # Never compared with the source, which lies beside it.
            compiled = bootstrap._code_to_hash_pyc(code, bytes(8), False)
            result.writestr(zipfile.ZipInfo(name + "c"), compiled, zipfile.ZIP_DEFLATED)
`;

/**
 * Makes the library of the Python that is installed, unless it is there.
 * @param {string} folder where it is to lie, called VERSION.zip
 * @param {string} tracer the folder of trace.py
 */
export async function makePythonLibrary(folder, tracer) {
	const file = join(folder, `${version}.zip`);
	if (existsSync(file)) return;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const python = await loadPyodide({ fullStdLib: false });
	for (const [inside, root] of [
		[TRACER, tracer],
		[RESULT, folder],
	]) {
		python.FS.mkdir(inside);
		python.FS.mount(python.FS.filesystems.NODEFS, { root }, inside);
	}
	python.runPython(COMPILE);
	renameSync(join(folder, "new.zip"), file);
}
