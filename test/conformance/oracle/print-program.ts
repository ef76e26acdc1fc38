import type { Block, Program, Statement } from "../program.ts";

/** The program for a reader: a statement a line, blocks indented. */
export function printProgram(program: Program): string {
	const coroutines = Object.entries(program.coroutines).reverse();
	return coroutines.flatMap(([name, block]) => [`${name}:`, ...indented(printBlock(block))]).join("\n");
}

function printBlock(block: Block): string[] {
	return block.length === 0 ? ["pass"] : block.flatMap(printStatement);
}

function printStatement(statement: Statement): string[] {
	if (statement[0] === "try") return printTry(statement);
	const operands = statement.slice(1);
	const last = operands.at(-1);
	if (!hasBody(statement) || !Array.isArray(last))
		return [[statement[0], ...operands.map(printOperand)].join(" ")];
	const head = [statement[0], ...operands.slice(0, -1).map(printOperand)].join(" ");
	return [`${head}:`, ...indented(printBlock(last))];
}

function printTry([, body, handlers, last]: Extract<Statement, readonly ["try", ...unknown[]]>): string[] {
	const caught = handlers.flatMap(([kind, then]) => [
		`except ${kind}:`,
		...indented(printBlock(then as Block)),
	]);
	const cleanUp = last.length === 0 ? [] : ["finally:", ...indented(printBlock(last))];
	return ["try:", ...indented(printBlock(body)), ...caught, ...cleanUp];
}

function hasBody([kind]: Statement): boolean {
	return [
		"timeout",
		"task_group",
		"lock",
		"semaphore",
		"bounded",
		"condition_wait",
		"condition_wait_for",
		"notify",
	].includes(kind);
}

function printOperand(operand: unknown): string {
	if (Array.isArray(operand)) return `[${operand.map(printOperand).join(" ")}]`;
	return String(operand);
}

function indented(lines: readonly string[]): string[] {
	return lines.map((line) => `    ${line}`);
}
