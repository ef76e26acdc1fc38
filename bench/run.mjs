// npm run bench: every workload, for us and for those we compare with, in interleaved rounds of fresh processes.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { CONTESTANTS, startersOf } from "./contestants.mjs";
import { measure } from "./measure.mjs";
import { figureOf, memoryTable, ratioOf, timesTable } from "./report.mjs";
import { TABLE } from "./table.mjs";

const HELP = `npm run bench -- [options]
  --rounds N           how often each is measured; the median counts (default: 5)
  --only A,B           these rows only: ${TABLE.map(({ name }) => name).join(", ")}
  --contestants A,B    these only: ${CONTESTANTS.join(", ")}
  --json FILE          writes every measurement there
  --quick              small sizes, for a look; ratios to targets then mean little`;

class UsageError extends Error {}

/** Progress and complaints; the tables alone go to stdout. */
function say(text) {
	process.stderr.write(`${text}\n`);
}

function readOptions() {
	const { values } = parseArgs({
		options: {
			rounds: { type: "string", default: "5" },
			only: { type: "string" },
			contestants: { type: "string" },
			json: { type: "string" },
			quick: { type: "boolean", default: false },
			help: { type: "boolean", default: false },
		},
	});
	const names = chosen(
		values.only,
		TABLE.map(({ name }) => name),
		"row",
	);
	const contestants = chosen(values.contestants, CONTESTANTS, "contestant");
	return {
		...values,
		rounds: wholeNumber(values.rounds),
		rows: TABLE.filter(({ name }) => names.includes(name)),
		contestants,
	};
}

function wholeNumber(text) {
	if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--rounds takes a whole number from 1, not ${text}`);
	return Number(text);
}

function chosen(list, all, what) {
	if (list === undefined) return all;
	const names = list.split(",");
	const unknown = names.find((name) => !all.includes(name));
	if (unknown !== undefined)
		throw new UsageError(`no ${what} called ${unknown}; there are ${all.join(", ")}`);
	return all.filter((name) => names.includes(name));
}

/** Measures one row in rounds, A B C A B C …, so that the machine's moods fall on all alike. */
function measureRow(row, starters, { rounds, quick }) {
	const base = row.against === undefined ? undefined : emptyResult(rowCalled(row.against), quick);
	const result = { ...emptyResult(row, quick), base };
	const taking = starters.filter(({ name }) => takesPart(row, name));
	for (let round = 0; round < rounds; round++) {
		for (const starter of taking) measureOnce(result, starter);
		if (base !== undefined) for (const starter of taking) measureOnce(base, starter);
	}
	return result;
}

function emptyResult(row, quick) {
	const size = quick ? row.quick : row.size;
	return { row, size, expected: row.answer(size), rounds: {}, failures: {} };
}

function rowCalled(name) {
	return TABLE.find((row) => row.name === name);
}

function takesPart({ only, without }, name) {
	return (only === undefined || only.includes(name)) && !(without !== undefined && name in without);
}

function measureOnce({ row, size, expected, rounds, failures }, starter) {
	if (starter.name in failures) return;
	try {
		const measurement = measure(starter, row.workload, size, row.warmUps);
		if (measurement.answer !== expected)
			throw new Error(`answered ${measurement.answer} instead of ${expected}`);
		rounds[starter.name] = [...(rounds[starter.name] ?? []), measurement];
	} catch (error) {
		failures[starter.name] = error.message;
		say(`${row.name}: ${starter.name} ${error.message}`);
	}
}

function asJson(results, options) {
	const { rounds, quick } = options;
	const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
	const rows = results.map((result) => ({
		name: result.row.name,
		description: result.row.description,
		size: result.size,
		unit: result.row.unit ?? "ms",
		medians: Object.fromEntries(
			Object.entries(result.rounds).map(([name, measurements]) => [name, figureOf(result.row, measurements)]),
		),
		ratio: ratioOf(result),
		target: result.row.target ?? null,
		limit: result.row.limit ?? null,
		rounds: result.rounds,
		against: result.base === undefined ? null : { name: result.base.row.name, rounds: result.base.rounds },
		failures: result.failures,
	}));
	return `${JSON.stringify({ format: "async-lessons/bench", version: 1, machine, rounds, quick, rows }, null, "\t")}\n`;
}

function footnotes(rows, contestants) {
	const left = rows.flatMap(({ name, without = {} }) =>
		Object.entries(without)
			.filter(([contestant]) => contestants.includes(contestant))
			.map(([contestant, why]) => `${name} leaves ${contestant} out: ${why}`),
	);
	return [
		"ratio: ours to native in the same row; traced rows: to ours with the trace off, in the same rounds",
		...left,
	].join("\n");
}

function main() {
	const options = readOptions();
	if (options.help) return process.stdout.write(`${HELP}\n`);
	const starters = startersOf(options.contestants, say);
	const results = options.rows.map((row) => {
		say(`${row.name}: ${row.description}`);
		return measureRow(row, starters, options);
	});
	const names = starters.map(({ name }) => name);
	const notes = footnotes(options.rows, names);
	process.stdout.write(`${timesTable(results, names)}\n${notes}\n\n${memoryTable(results, names)}\n`);
	if (options.json !== undefined) writeFileSync(options.json, asJson(results, options));
	if (results.some(({ failures }) => Object.keys(failures).length > 0)) process.exitCode = 1;
}

try {
	main();
} catch (error) {
	if (!(error instanceof UsageError) && !error.code?.startsWith("ERR_PARSE_ARGS")) throw error;
	say(`bench: ${error.message.split("\n")[0]}`);
	process.exitCode = 2;
}
