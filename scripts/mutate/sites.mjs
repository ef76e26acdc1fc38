// Finds what can be mutated in a TypeScript source, and draws some of it.
import { parseAst } from "rolldown/parseAst";
import { KEYS, mulberry32 } from "../../bench/random.mjs";

const OPERATORS = {
	"<": ["<=", ">="],
	"<=": ["<", ">"],
	">": [">=", "<="],
	">=": [">", "<"],
	"===": ["!=="],
	"!==": ["==="],
	"+": ["-"],
	"-": ["+"],
	"*": ["/"],
	"/": ["*"],
	"%": ["*"],
	"**": ["*"],
	"&&": ["||"],
	"||": ["&&"],
	"+=": ["-="],
	"-=": ["+="],
	"*=": ["/="],
	"/=": ["*="],
	"++": ["--"],
	"--": ["++"],
};

const COMPARISONS = new Set(["<", "<=", ">", ">=", "===", "!==", "!"]);

const METHODS = {
	min: "max",
	max: "min",
	floor: "ceil",
	ceil: "floor",
	round: "floor",
	some: "every",
	every: "some",
	startsWith: "endsWith",
	endsWith: "startsWith",
	padStart: "padEnd",
	padEnd: "padStart",
	push: "unshift",
	unshift: "push",
};

/** Methods that may be left out: what they give is of the kind that they were called on. */
const DROPPED = new Set(
	"slice filter sort toSorted reverse toReversed trim trimStart trimEnd padStart padEnd".split(" "),
);

/** Errors that tell of a bug of our own: their texts are for us alone. */
const INTERNAL_ERRORS = new Set(["Error", "TypeError", "RangeError"]);

/** What TypeScript wraps around a value; all else of its own is types. */
const WRAPPERS = new Set([
	"TSAsExpression",
	"TSSatisfiesExpression",
	"TSNonNullExpression",
	"TSParameterProperty",
]);

const isNode = (value) => typeof value?.type === "string";
const isNumber = (node) => node.type === "Literal" && typeof node.value === "number";
const isText = (node) =>
	node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string");

/** The nodes that run: no types, no names of modules and keys, no texts of internal errors. */
function childrenOf(node) {
	if (node.type === "ImportDeclaration" || node.type === "ImportExpression") return [];
	if (node.type === "ThrowStatement" && INTERNAL_ERRORS.has(node.argument.callee?.name)) return [];
	const skipped = node.computed ? ["source"] : ["source", "key"];
	return Object.entries(node)
		.filter(([name]) => !skipped.includes(name))
		.flatMap(([, value]) => value)
		.filter((child) => isNode(child) && (!child.type.startsWith("TS") || WRAPPERS.has(child.type)));
}

/** The operator is what stands between the two nodes; one of them may be missing. */
function operatorSites(node, from, to, source) {
	const isSum = node.operator === "+" || node.operator === "+=";
	if (isSum && [node.left, node.right].some((side) => side && isText(side))) return [];
	const start = source.indexOf(node.operator, from);
	const end = start + node.operator.length;
	if (start < from || end > to) return [];
	return (OPERATORS[node.operator] ?? []).map((after) => ({ start, end, after }));
}

function twoSided(node, source) {
	const sites = operatorSites(node, node.left.end, node.right.start, source);
	if (node.operator !== "??") return sites;
	return [node.left, node.right].map((side) => replaced(node, operand(side, source)));
}

function conditionSites({ test }, source) {
	if (test === null || COMPARISONS.has(test.operator)) return [];
	return [replaced(test, `!(${textOf(test, source)})`)];
}

function literalSites(node) {
	if (typeof node.value === "boolean") return [replaced(node, String(!node.value))];
	if (typeof node.value === "string") return node.value === "" ? [] : [replaced(node, '""')];
	if (typeof node.value !== "number") return [];
	const values = [node.value + 1, node.value - 1, node.value * 10];
	const changed = [...new Set(values)].filter((value) => value !== node.value);
	return changed.map((value) => replaced(node, value < 0 ? `(${value})` : String(value)));
}

/** `at(-1)` becomes `at(0)`, and the other way round. */
function endSites(node, source) {
	if (node.callee.property?.name !== "at" || node.arguments.length !== 1) return [];
	const [argument] = node.arguments;
	const other = { "-1": "0", 0: "-1" }[textOf(argument, source)];
	return other === undefined ? [] : [replaced(argument, other)];
}

function callSites(node, source) {
	const { callee } = node;
	if (callee.type !== "MemberExpression" || callee.computed) return [];
	const other = Object.hasOwn(METHODS, callee.property.name) ? [METHODS[callee.property.name]] : [];
	const swapped = other.map((after) => replaced(callee.property, after));
	const dropped = DROPPED.has(callee.property.name) ? [replaced(node, operand(callee.object, source))] : [];
	return [...swapped, ...dropped, ...endSites(node, source)];
}

/** The call that a statement consists of, awaited or not; null if it is something else. */
function callOf(statement) {
	if (statement.type !== "ExpressionStatement") return null;
	let { expression } = statement;
	while (/^(Await|Yield|Chain)Expression$/.test(expression.type)) {
		expression = expression.argument ?? expression.expression ?? { type: "" };
	}
	return expression.type === "CallExpression" && expression.callee.type !== "Super" ? expression : null;
}

/** Whether a function may give back a value: it says so, or returns one. */
function givesValue(node) {
	if (node.type === "ReturnStatement") return node.argument !== null;
	return !/Function/.test(node.type) && childrenOf(node).some(givesValue);
}

/** A body of a single call is not emptied: the call is a site already. */
function bodySites({ body }) {
	if (body?.type !== "BlockStatement" || body.body.length === 0 || givesValue(body)) return [];
	return body.body.length === 1 && callOf(body.body[0])
		? []
		: [{ ...replaced(body, "{}"), block: body.start }];
}

const FINDERS = {
	BinaryExpression: twoSided,
	LogicalExpression: twoSided,
	AssignmentExpression: twoSided,
	UpdateExpression: (node, source) => operatorSites(node, node.start, node.end, source),
	UnaryExpression: (node, source) =>
		node.operator === "!" || node.operator === "-" ? [replaced(node, operand(node.argument, source))] : [],
	IfStatement: conditionSites,
	ConditionalExpression: conditionSites,
	WhileStatement: conditionSites,
	Literal: literalSites,
	TemplateLiteral: (node) => [replaced(node, '""')],
	CallExpression: callSites,
	ExpressionStatement: (node) => (callOf(node) ? [replaced(node, ";")] : []),
	FunctionDeclaration: bodySites,
	FunctionExpression: bodySites,
	ArrowFunctionExpression: bodySites,
};

function textOf({ start, end }, source) {
	return source.slice(start, end);
}

/** The text of a node that moves to another place: in brackets, unless nothing there can bind closer. */
function operand(node, source) {
	const text = textOf(node, source);
	return /^(Identifier|Literal|(Member|Call|This)Expression)$/.test(node.type) ? text : `(${text})`;
}

function replaced({ start, end }, after) {
	return { start, end, after };
}

/** What of a node is left to its parent: `-1` as a whole in `at(-1)`, a constructor's body, the text after a tag. */
function isLeft(node, parent) {
	if (parent.type === "CallExpression" && parent.callee.property?.name === "at") {
		return node.operator === "-" || isNumber(node);
	}
	return (
		parent.kind === "constructor" || parent.type === "TaggedTemplateExpression" || parent.directive != null
	);
}

/** `block` is where the innermost block begins, null outside of all. */
function* sitesIn(node, parent, source, outer) {
	const block = node.type === "BlockStatement" ? node.start : outer;
	const left = isLeft(node, parent);
	const sites = left ? [] : (FINDERS[node.type]?.(node, source) ?? []);
	for (const site of sites) yield { block, ...site };
	if (node.operator === "-" && left) return;
	for (const child of childrenOf(node)) yield* sitesIn(child, node, source, block);
}

/**
 * All places that can be mutated in a source, in its order: from `start` to `end` (in UTF-16 units) `before` may become
 * each of `choices`. `block`: where the innermost block around the place begins; null outside of all blocks.
 * @throws {SyntaxError} if the source cannot be parsed
 */
export function findSites(source) {
	const program = parseAst(source, { lang: "ts" });
	const places = new Map();
	for (const { start, end, block, after } of sitesIn(program, {}, source, null)) {
		const line = source.slice(0, start).split("\n").length;
		const place = { line, start, end, block, before: source.slice(start, end), choices: [] };
		getOrSet(places, `${start}-${end}`, place).choices.push(after);
	}
	return [...places.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function getOrSet(map, key, value) {
	if (!map.has(key)) map.set(key, value);
	return map.get(key);
}

/** The source with one site mutated. */
export function mutate(source, { start, end, after }) {
	return source.slice(0, start) + after + source.slice(end);
}

/**
 * `count` of the sites, one out of each of `count` stretches of the list, so that every file has its share; each with
 * the one of its choices that it becomes, `after`. The same seed draws the same.
 */
export function drawSites(sites, count, seed) {
	const random = mulberry32(seed);
	const below = (limit) => Math.floor((random() / KEYS) * limit);
	const stretches = Math.min(count, sites.length);
	const border = (index) => Math.floor((index * sites.length) / stretches);
	return Array.from({ length: stretches }, (_, index) => {
		const { choices, ...site } = sites[border(index) + below(border(index + 1) - border(index))];
		return { ...site, after: choices[below(choices.length)] };
	});
}

/** The modules that a source imports when it runs, as they are written there. */
export function importsOf(source) {
	const importsIn = (node) => {
		const kind = node.importKind ?? node.exportKind;
		const name = node.source?.value;
		const own = kind !== "type" && typeof name === "string" ? [name] : [];
		return [...own, ...(node.type === "ImportDeclaration" ? [] : childrenOf(node).flatMap(importsIn))];
	};
	return importsIn(parseAst(source, { lang: "ts" }));
}
