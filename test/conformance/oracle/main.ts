import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { findPythons } from "../../find-pythons.ts";
import { check } from "./check.ts";
import { generate, type Oracle, type Seeds } from "./cpython.ts";

const USAGE = `usage: npm run oracle -- generate FIRST COUNT [--profile NAME]
       npm run oracle -- check FIRST COUNT [--profile NAME] [--jobs N]
       npm run oracle -- demos`;

/** Runs the command line; the exit status: 0 all the same, 1 something differs, 2 it could not be understood. */
export async function main(script: string, args: readonly string[]): Promise<number> {
	const { positionals, values } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			profile: { type: "string" },
			jobs: { type: "string", default: String(availableParallelism()) },
		},
	});
	const [command = "", first, count] = positionals;
	const seeds = { first: Number(first), count: Number(count), profile: values.profile ?? null };
	const jobs = Number(values.jobs);
	if (!["generate", "check"].includes(command) || ![seeds.first, seeds.count, jobs].every(Number.isInteger)) {
		process.stderr.write(`${USAGE}\n`);
		return 2;
	}
	// Whoever reads along may stop reading.
	process.stdout.on("error", () => process.exit(0));
	const oracle = { python: await newestPython(), script };
	if (command === "generate") return print(oracle, seeds);
	return (await check(oracle, seeds, jobs, (text) => process.stdout.write(text))) ? 0 : 1;
}

/** @throws {Error} if there is none from 3.13 on */
async function newestPython(): Promise<string> {
	const [newest] = await findPythons();
	if (newest !== undefined && newest.minor >= 13) return newest.path;
	throw new Error("no CPython 3.13 or newer found; name one: PYTHON=/path/to/python3.13");
}

async function print(oracle: Oracle, seeds: Seeds): Promise<number> {
	for await (const line of generate(oracle, seeds)) process.stdout.write(`${line}\n`);
	return 0;
}
