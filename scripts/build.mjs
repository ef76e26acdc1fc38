// npm run build: the types of the library, then the library and the command-line part as bundles. What does not pass the type
// check is built all the same, so that it can be tried; the exit code says that it did not pass.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { bundle, library } from "./bundle.mjs";
import { demoParts } from "./demo-parts.mjs";
import { makePythonLibrary } from "./python-library.mjs";
import { viewerPage } from "./viewer-page.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const LIBRARY = "python-library";

// It is slow to make, and stays right: what the tracer imports decides only which of its modules are compiled.
const old = existsSync(`${root}/dist`) ? readdirSync(`${root}/dist`).filter((name) => name !== LIBRARY) : [];
for (const name of old) rmSync(`${root}/dist/${name}`, { recursive: true });
const compiler = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"];
const compiled = spawnSync(process.execPath, compiler, { cwd: root, stdio: "inherit" });
await build({ ...library, cwd: root });
await build({ ...bundle, cwd: root });
const parts = demoParts(new URL("../src/demos/", import.meta.url));
writeFileSync(`${root}/dist/cli/demo-parts.json`, JSON.stringify(parts));
writeFileSync(`${root}/dist/cli/page.html`, await viewerPage(`${root}/src/views/page/viewer`));
await makePythonLibrary(`${root}/dist/${LIBRARY}`, `${root}/src/python`);
process.exitCode = compiled.status ?? 1;
