// npm run python: the tracer and the tests' Python, its format and its lints, by ruff. With --write it is formatted.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";

const root = fileURLToPath(new URL("..", import.meta.url));
const isWriting = process.argv.includes("--write");
const OPTIONS = {
	"line-length": 120,
	"target-version": "py311",
	lint: {
		select: ["E", "F", "W", "I", "UP", "B", "C4", "PIE", "RET", "SIM"],
		ignore: ["E501", "B009", "B010"],
	},
};

const workspace = new Workspace(OPTIONS, PositionEncoding.Utf16);
const faults = pythonFiles().flatMap(faultsOf);
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;

function pythonFiles() {
	return ["src/python", "src/cli/new", "test/demos/sentences", "test/python"].flatMap((folder) =>
		readdirSync(`${root}${folder}`, { recursive: true })
			.filter((name) => name.endsWith(".py"))
			.map((name) => `${folder}/${name}`),
	);
}

function faultsOf(file) {
	// Scripts are written as learners write them.
	if (file.startsWith("test/python/scripts/")) return [];
	const source = readFileSync(`${root}${file}`, "utf8");
	const formatted = workspace.format(source);
	if (isWriting && formatted !== source) writeFileSync(`${root}${file}`, formatted);
	const lints = workspace
		.check(isWriting ? formatted : source)
		.map(
			({ code, message, start_location: { row, column } }) => `${file}:${row}:${column} ${code} ${message}`,
		);
	return formatted === source || isWriting
		? lints
		: [`${file} is not formatted: npm run python:format`, ...lints];
}
