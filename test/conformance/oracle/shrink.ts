import type { Block, Handler, Name, Program, Statement } from "../program.ts";

const MOST_TRIES = 5000;

/**
 * A program as small as can be found by leaving out and unwrapping statements, one at a time, of which `differs` still holds.
 * @param differs holds of `program`
 */
export async function shrink(
	program: Program,
	differs: (smaller: Program) => Promise<boolean>,
): Promise<Program> {
	let smallest = program;
	let candidates = smallerPrograms(smallest);
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const next = candidates.next();
		if (next.done === true) break;
		if (!(await differs(next.value))) continue;
		smallest = next.value;
		candidates = smallerPrograms(smallest);
	}
	return withoutUnused(smallest);
}

function* smallerPrograms(program: Program): Generator<Program> {
	const names = Object.keys(program.coroutines).sort((a, b) => Number(b === "main") - Number(a === "main"));
	for (const name of names) {
		for (const block of smallerBlocks(program.coroutines[name] ?? [])) {
			yield { ...program, coroutines: { ...program.coroutines, [name]: block } };
		}
	}
}

function* smallerBlocks(block: Block): Generator<Block> {
	const around = (index: number, inner: Block) => [
		...block.slice(0, index),
		...inner,
		...block.slice(index + 1),
	];
	for (const index of block.keys()) yield around(index, []);
	for (const [index, statement] of block.entries()) {
		for (const inner of blocksIn(statement)) yield around(index, inner);
		for (const smaller of smallerStatements(statement)) yield around(index, [smaller]);
	}
}

/** What may stand in a statement's place: the blocks inside of it. */
function blocksIn(statement: Statement): Block[] {
	switch (statement[0]) {
		case "try":
			return [statement[1], statement[3]].filter((block) => block.length > 0);
		case "timeout":
		case "task_group":
		case "lock":
		case "semaphore":
		case "bounded":
		case "condition_wait":
			return [statement[2]];
		case "notify":
		case "condition_wait_for":
			return [statement[3]];
		default:
			return [];
	}
}

function* smallerStatements(statement: Statement): Generator<Statement> {
	switch (statement[0]) {
		case "try":
			return yield* smallerTries(statement[1], statement[2], statement[3]);
		case "timeout":
			for (const body of smallerBlocks(statement[2])) yield ["timeout", statement[1], body];
			return;
		case "lock":
		case "semaphore":
		case "bounded":
		case "condition_wait":
			for (const body of smallerBlocks(statement[2])) yield [statement[0], statement[1], body];
			return;
		case "notify":
		case "condition_wait_for":
			for (const body of smallerBlocks(statement[3])) yield [statement[0], statement[1], statement[2], body];
			return;
		case "task_group":
			return yield* smallerGroups(statement[1], statement[2]);
		case "gather":
			for (const names of without(statement[1])) yield ["gather", names, statement[2]];
			return;
		case "gather_kept":
			for (const names of without(statement[2])) yield ["gather_kept", statement[1], names, statement[3]];
			return;
		case "wait":
			for (const names of without(statement[1])) yield ["wait", names, statement[2], statement[3]];
			return;
		case "as_completed":
			for (const names of without(statement[1])) yield ["as_completed", names, statement[2]];
			return;
	}
}

function* smallerTries(body: Block, handlers: readonly Handler[], last: Block): Generator<Statement> {
	for (const fewer of without(handlers)) yield ["try", body, fewer, last];
	for (const smaller of smallerBlocks(body)) yield ["try", smaller, handlers, last];
	for (const smaller of smallerBlocks(last)) yield ["try", body, handlers, smaller];
	for (const [index, [kind, then]] of handlers.entries()) {
		for (const smaller of smallerBlocks(then as Block)) {
			yield ["try", body, handlers.with(index, [kind, smaller]), last];
		}
	}
}

function* smallerGroups(members: readonly (readonly [Name, Name])[], body: Block): Generator<Statement> {
	for (const fewer of without(members)) yield ["task_group", fewer, body];
	for (const smaller of smallerBlocks(body)) yield ["task_group", members, smaller];
}

function* without<T>(items: readonly T[]): Generator<readonly T[]> {
	for (const index of items.keys()) yield items.toSpliced(index, 1);
}

/** Leaves out the coroutines that nothing names any more. */
function withoutUnused(program: Program): Program {
	const used = new Set<Name>();
	const use = (name: Name): void => {
		const block = program.coroutines[name];
		if (used.has(name) || block === undefined) return;
		used.add(name);
		for (const word of JSON.stringify(block).matchAll(/"(\w+)"/g)) use(word[1] ?? "");
	};
	use("main");
	const coroutines = Object.entries(program.coroutines).filter(([name]) => used.has(name));
	return { ...program, coroutines: Object.fromEntries(coroutines) };
}
