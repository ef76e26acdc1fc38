import { interpret } from "../interpreter.ts";
import type { Program, Vector } from "../program.ts";
import { generate, type Oracle, Runner, type Seeds } from "./cpython.ts";
import { isSame, printDifference } from "./print-difference.ts";
import { printProgram } from "./print-program.ts";
import { shrink } from "./shrink.ts";

const SEEDS_A_PROCESS = 200;
const MOST_SHOWN = 5;

export type Write = (text: string) => void;

/** Compares ours with CPython for all seeds, `jobs` processes at a time; true if no program differs. */
export async function check(oracle: Oracle, seeds: Seeds, jobs: number, write: Write): Promise<boolean> {
	const differing: Vector[] = [];
	let compared = 0;
	const parts = inParts(seeds);
	const work = async () => {
		for (let part = parts.next(); part.done !== true; part = parts.next()) {
			for await (const line of generate(oracle, part.value)) {
				const vector: Vector = JSON.parse(line);
				compared++;
				if (!isSame(vector, interpret(vector.program))) differing.push(vector);
			}
		}
	};
	await Promise.all(Array.from({ length: jobs }, work));
	await show(oracle, differing, write);
	write(
		`${compared} of ${seeds.count} programs compared (the others log too much), ${differing.length} differ\n`,
	);
	return differing.length === 0;
}

function* inParts({ first, count, profile }: Seeds): Generator<Seeds> {
	for (let done = 0; done < count; done += SEEDS_A_PROCESS) {
		yield { first: first + done, count: Math.min(SEEDS_A_PROCESS, count - done), profile };
	}
}

async function show(oracle: Oracle, differing: readonly Vector[], write: Write): Promise<void> {
	if (differing.length === 0) return;
	const smallestFirst = differing.toSorted((a, b) => a.log.length - b.log.length).slice(0, MOST_SHOWN);
	const runner = new Runner(oracle);
	for (const { program } of smallestFirst) write(`${await reduced(runner, program)}\n\n`);
	runner.close();
}

async function reduced(runner: Runner, program: Program): Promise<string> {
	const differs = async (smaller: Program) => {
		const expected = await runner.run(smaller);
		return expected !== null && !isSame(expected, interpret(smaller));
	};
	const smallest = await shrink(program, differs);
	const expected = await runner.run(smallest);
	const difference = expected === null ? "" : printDifference(expected, interpret(smallest));
	const title = `seed ${program.seed}, profile ${program.profile}, made smaller:`;
	return `${title}\n${printProgram(smallest)}\n\nCPython -, ours +\n${difference}\n${JSON.stringify(smallest)}`;
}
