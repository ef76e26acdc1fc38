// Modules with a demo of one's own, calls and environments, made by chance.

import { NUMBERS } from "./random.mjs";

/** Expressions for values without a text, without an end, or that throw when somebody looks. */
const VALUES = [
	"undefined",
	"null",
	"Object.create(null)",
	"Symbol('s')",
	"10n ** 50n",
	"() => {}",
	"class A {}",
	"new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; }, ownKeys() { throw 3; } })",
	"(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
	"({ get a() { throw new Error('getter'); } })",
	"({ toString() { throw new Error('text'); } })",
	"({ toString: () => ({}) })",
	"Object.defineProperty(new Error('x'), 'message', { value: Symbol('m') })",
	"Object.defineProperty(new Error('x'), 'name', { get() { throw 1; } })",
	"new AggregateError([new Error('a')], 'all')",
	"(() => { const e = new Error('round'); e.cause = e; return e; })()",
	"(() => { const o = {}; o.o = o; return o; })()",
	"(() => { let a = []; for (let i = 0; i < 7; i++) a = Array(40).fill(a); return a; })()",
	"(() => { let a = []; for (let i = 0; i < 20000; i++) a = [a]; return a; })()",
	"Array(1e6).fill(1)",
	"'x'.repeat(2 ** 24)",
	"new Map([[{}, new Set([1])]])",
	"Promise.resolve(1)",
	"new Date(NaN)",
];

/** Lines of main. */
const LINES = [
	(v) => `print(${v()}, ${v()});`,
	(v) => `throw ${v()};`,
	(v) => `return ${v()};`,
	(v) => `return { a: ${v()}, b: [${v()}] };`,
	(v) => `yield ${v()};`,
	(v) => `yield* ${v()};`,
	(v) => `createTask(job(${v()}), { name: ${v()} });`,
	(v) => `yield* gather([job(${v()}), job(${v()})]);`,
	(v) => `yield* sleep(${v()});`,
	(v) => `block(${v()});`,
	(v) => `const lock = new Lock({ name: ${v()} }); yield* lock.acquire(); yield* lock.acquire();`,
	(v) => `const t = createTask(sleep(1)); yield* sleep(0); t.cancel(${v()}); yield* t;`,
	(v) => `yield* getRunningLoop().createFuture(${v()});`,
	(v) => `getRunningLoop().callSoon(() => { throw ${v()}; }); yield* sleep(1);`,
	(v) => `yield* timeout(${v()}, function* () { yield* sleep(5); });`,
	(v) => `const q = new Queue(${v()}); yield* q.put(${v()}); yield* q.get(); yield* q.get();`,
	() => "for (let i = 0; i < 20000; i++) createTask(sleep(i / 1000)); yield* sleep(30);",
	() => "for (let i = 0; i < 3000; i++) print('line ' + i);",
	() =>
		"const deep = coroutine('deep', function* (n) { if (n > 0) yield* deep(n - 1); else yield* sleep(1); }); yield* deep(2000);",
	() => "while (true) yield* sleep(0);",
];

/** A module: mostly a demo with one odd thing about it. */
export function moduleOf(random) {
	const text = () => asciiText(random.text());
	const value = () =>
		random.pick([() => random.pick(VALUES), text, () => numberText(random.pick(NUMBERS))])();
	const usual = {
		name: '"d"',
		title: '"t"',
		variants: "[{ name: 'v', summary: 's', main }, { name: 'w', main, elapsed: 1 }]",
	};
	const fields = [
		"name",
		"title",
		"why",
		"takeAway",
		"mentalModel",
		"python",
		"section",
		"parameters",
		"variants",
		"next",
	];
	const variantFields = ["name", "summary", "main", "elapsed", "outcome", "fix", "rightVariant"];
	const oddity = random.below(6);
	if (oddity === 0) usual[random.pick(fields)] = value();
	if (oddity === 1) {
		const odd = { name: "'v'", main: "main", [random.pick(variantFields)]: value() };
		usual.variants = `[${objectText(odd)}]`;
	}
	if (oddity === 2) {
		const odd = {
			default: "1",
			unit: "'s'",
			range: "[0, 9]",
			description: "'x'",
			[random.pick(["default", "unit", "range", "description", "whole"])]: value(),
		};
		usual.parameters = `{ ${text()}: ${objectText(odd)} }`;
	}
	for (const name of ["name", "title", "why"]) if (random.next() < 0.2) usual[name] = text();
	const lines = Array.from({ length: 1 + random.below(2) }, () => `\t${random.pick(LINES)(value)}`);
	const broken =
		random.next() < 0.06
			? random.pick([
					`throw ${value()};`,
					"export const = ;",
					"await 1; null.x;",
					"import 'no-such-package';",
				])
			: "";
	return `import { block, coroutine, createTask, defineDemo, gather, getRunningLoop, Lock, print, Queue, sleep, timeout } from "async-lessons";
const job = coroutine(${random.next() < 0.5 ? "'job'" : text()}, function* (x) { yield* sleep(1); return x; }, { label: (x) => ${random.next() < 0.5 ? "'job'" : value()} });
const main = coroutine("main", function* () {
${lines.join("\n")}
});
${broken}
export const demo = ${random.pick(["defineDemo", "", ""])}(${objectText(usual)});
`;
}

function objectText(fields) {
	return `{ ${Object.entries(fields)
		.map(([name, value]) => `${name}: ${value}`)
		.join(", ")} }`;
}

function asciiText(text) {
	return JSON.stringify(text).replace(
		/[\u007f-\uffff]/g,
		(one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
}

function numberText(number) {
	return Object.is(number, -0) ? "-0" : String(number);
}

const FORMS = [
	[],
	["--describe"],
	["--json"],
	["--width", "20"],
	["--width", "40", "--ascii"],
	["--color"],
	["--svg", "out.svg"],
	["--save", "out.jsonl"],
	["--debug", "--lanes", "all"],
	["--from", "0.5"],
	["--to", "1"],
	["--lanes", "slowest:3"],
];
const OPTIONS = [
	"--width",
	"--set",
	"--seed",
	"--variant",
	"--lanes",
	"--from",
	"--to",
	"--svg",
	"--save",
	"--theme",
	"--sweep",
	"--seeds",
	"--live",
	"--section",
	"--answers",
	"--nonsense",
];
const COMMANDS = ["run", "compare", "list", "show", "lesson", "quiz", "palette", "help"];
const PATHS = [
	"/etc/passwd",
	"/dev/null",
	"/dev/zero",
	"/dev/full",
	"/",
	".",
	"./",
	"/root/x.jsonl",
	"/dev/zero.jsonl",
	`${"n".repeat(300)}.jsonl`,
	"no/such/folder/x.js",
	"./none.mjs",
	"node_modules",
	"/proc/self/mem",
];

/** The arguments of a call; with a file, of one that shows it. */
export function callOf(random, file, kind) {
	if (file !== null) {
		const command = kind === "module" && random.next() < 0.25 ? "compare" : "run";
		const form = random.pick(FORMS);
		const isKnown = command === "run" || /--(json|width|color)/.test(form[0] ?? "");
		return [command, file, ...(isKnown ? form : [])];
	}
	const word = () =>
		argument(
			random.pick([
				() => random.text(),
				() => String(random.pick(NUMBERS)),
				() => random.pick(PATHS),
				() => `gather=${random.text()}`,
			])(),
		);
	const args = [random.next() < 0.9 ? random.pick(COMMANDS) : word()];
	if (random.next() < 0.6) args.push(random.pick(["gather", "cancel", "rate-limit", word()]));
	for (let more = random.below(3); more > 0; more -= 1) args.push(random.pick(OPTIONS), word());
	return args.includes("--live") ? args.filter((arg) => arg !== "--live") : args;
}

/** What can be an argument: no zero byte, and not too long. */
function argument(text) {
	return text.replaceAll("\u0000", "").slice(0, 50_000);
}

const ENVIRONMENTS = [
	{},
	{},
	{},
	{ HOME: "" },
	{ HOME: "/dev/null" },
	{ XDG_STATE_HOME: "/proc/nowhere" },
	{ FORCE_COLOR: "-1" },
	{ FORCE_COLOR: "nonsense" },
	{ FORCE_COLOR: "3", NO_COLOR: "1" },
	{ COLUMNS: "20" },
	{ COLUMNS: "-5" },
	{ COLUMNS: "1e9" },
	{ LANG: "C" },
	{ LC_ALL: "\u001b[31m" },
	{ TERM: "dumb" },
	{ TERM: "\u001b[31m", COLORTERM: "truecolor" },
];

export function environmentOf(random) {
	return random.pick(ENVIRONMENTS);
}
