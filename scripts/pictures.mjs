// npm run pictures: makes the pictures of the README again, with the program as it was built.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../docs/pictures/", import.meta.url);
const program = fileURLToPath(new URL("../bin/async-lessons.js", import.meta.url));
const pictures = JSON.parse(readFileSync(new URL("pictures.json", folder), "utf8"));

for (const [file, args] of Object.entries(pictures)) {
	execFileSync(process.execPath, [program, "run", ...args, "--svg", fileURLToPath(new URL(file, folder))]);
}
