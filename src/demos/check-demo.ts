// What a demo may be. This is the one place that checks it, whoever made it and whoever is to run it.

import { isAsync, kindOf } from "../runtime/kernel/arguments.ts";
import { fieldOf } from "../runtime/kernel/value-text.ts";

/** A demo is not what it has to be: the path of what is wrong, what was expected, and an example. */
export class DemoError extends TypeError {
	override readonly name = "DemoError";
}

/** What a field has to be: what it is called in an error, an example, and what is wrong with a value, null for nothing. */
interface Rule {
	readonly what: string;
	readonly example: string;
	readonly isRight: (value: unknown) => boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const OUTCOMES: readonly unknown[] = ["returned", "raised", "deadlock", "livelock", "stopped"];

/** Longer texts nobody reads. */
const LONGEST = 100_000;

const isText = (value: unknown) => typeof value === "string" && value.length <= LONGEST;
const isNumber = (value: unknown) => Number.isFinite(value);
const isFunction = (value: unknown) => typeof value === "function";

const NAME: Rule = {
	what: "a text that is not empty",
	example: 'name: "naps"',
	isRight: (value) => isText(value) && String(value).trim() !== "",
};
const TEXT: Rule = {
	what: "a text of at most 100,000 characters",
	example: 'title: "two naps"',
	isRight: isText,
};
const TEXT_OF_RUN: Rule = {
	what: "a text, or a function that answers one",
	example: 'why: "…"',
	isRight: (value) => isText(value) || isFunction(value),
};
const MEASURE: Rule = {
	what: "a function of a run that answers a text or null",
	example: 'measure: (run) => run.lines("served").length + " served"',
	isRight: isFunction,
};
const MAIN: Rule = {
	what: "a generator function or one that coroutine made",
	example: 'main: coroutine("main", function* () { … })',
	isRight: (value) => isFunction(value) && !isAsync(value),
};
const TIME: Rule = {
	what: "a number of seconds, 0 or more, bounds, or a function that answers them",
	example: "elapsed: 3.8",
	isRight: (value) => isFunction(value) || isTime(value),
};
const OUTCOME: Rule = {
	what: "returned, raised, deadlock, livelock or stopped, or a function that answers one of them",
	example: 'outcome: "deadlock"',
	isRight: (value) => isFunction(value) || OUTCOMES.includes(value),
};
const SECTION: Rule = {
	what: "a whole number from 0 to 7",
	example: "section: 0",
	isRight: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 7,
};
const LIST: Rule = {
	what: "a list",
	example: 'next: [{ run: "naps", question: "…" }]',
	isRight: isList,
};
const VARIANTS: Rule = {
	what: "a list with a variant in it",
	example: 'variants: [{ name: "both", main }]',
	isRight: (value) => isList(value) && value.length > 0,
};
const PARAMETERS: Rule = {
	what: "an object of parameters",
	example: 'parameters: { naps: { default: 2, unit: "", range: [1, 10], description: "how many" } }',
	isRight: isFields,
};
const DEFAULT: Rule = { what: "a number", example: "default: 2", isRight: isNumber };
const RANGE: Rule = {
	what: "the least and the greatest number",
	example: "range: [1, 10]",
	isRight: (value) =>
		isList(value) && value.length === 2 && value.every(isNumber) && Number(value[0]) <= Number(value[1]),
};
const TRUTH: Rule = {
	what: "true or false",
	example: "whole: true",
	isRight: (value) => typeof value === "boolean",
};

/** Whether a value may be a promised time. */
export function isTime(value: unknown): boolean {
	if (typeof value === "number") return value >= 0 && value < Number.POSITIVE_INFINITY;
	if (!isFields(value)) return false;
	const { atLeast, atMost } = value;
	return isTime(atLeast) && typeof atLeast === "number" && typeof atMost === "number" && atMost >= atLeast;
}

/** Whether a value is a promised outcome. */
export function isOutcome(value: unknown): boolean {
	return OUTCOMES.includes(value);
}

/** Refuses what is no demo. @throws {DemoError} of the first thing that is wrong */
export function checkDemo(given: unknown): void {
	if (!isFields(given))
		throw wrong(
			"a demo",
			"an object",
			given,
			'defineDemo({ name: "naps", variants: [{ name: "both", main }] })',
		);
	check(given, "", { name: NAME, variants: VARIANTS });
	checkGiven(given, "", {
		section: SECTION,
		parameters: PARAMETERS,
		next: LIST,
		why: TEXT_OF_RUN,
		measure: MEASURE,
	});
	for (const name of ["title", "mentalModel", "takeAway", "python"])
		checkGiven(given, "", { [name]: { ...TEXT, example: `${name}: "…"` } });
	for (const [index, variant] of listIn(given.variants).entries())
		checkVariant(variant, `variants[${index}]`);
	checkNames(listIn(given.variants));
	for (const [index, next] of listIn(given.next).entries()) checkNext(next, `next[${index}]`);
	for (const [name, parameter] of Object.entries(isFields(given.parameters) ? given.parameters : {}))
		checkParameter(parameter, `parameters.${name}`);
}

function checkVariant(variant: unknown, path: string): void {
	if (!isFields(variant)) throw wrong(path, "an object", variant, '{ name: "both", main }');
	check(variant, path, { name: NAME, main: mainRule(variant.main) });
	checkGiven(variant, path, { elapsed: TIME, outcome: OUTCOME });
	for (const name of ["fix", "work"])
		checkGiven(variant, path, { [name]: { ...TEXT_OF_RUN, example: `${name}: "…"` } });
	for (const name of ["summary", "rightVariant"])
		checkGiven(variant, path, { [name]: { ...TEXT, example: `${name}: "…"` } });
}

/** Who has called it already needs to be told so. */
function mainRule(main: unknown): Rule {
	const isCalled = isFields(main) && fieldOf(main, Symbol.iterator) !== undefined;
	return isCalled
		? { ...MAIN, what: "the function itself, not what it answers", example: "main: f, not main: f()" }
		: MAIN;
}

function checkNames(variants: readonly unknown[]): void {
	const names = variants.map((variant) => (isFields(variant) ? variant.name : undefined));
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice !== undefined)
		throw new DemoError(`two variants are called ${shown(twice)}; each has a name of its own`);
	for (const [index, variant] of variants.entries()) {
		const { rightVariant } = variant as Fields;
		if (rightVariant !== undefined && !names.includes(rightVariant))
			throw wrong(
				`variants[${index}].rightVariant`,
				"the name of a variant",
				rightVariant,
				`rightVariant: ${shown(names[0])}`,
			);
	}
}

function checkNext(next: unknown, path: string): void {
	if (!isFields(next)) throw wrong(path, "an object", next, '{ run: "naps", question: "…" }');
	check(next, path, {
		run: { ...TEXT, example: 'run: "naps --set naps=3"' },
		question: { ...TEXT, example: 'question: "…"' },
	});
}

function checkParameter(parameter: unknown, path: string): void {
	if (!isFields(parameter)) throw wrong(path, "an object", parameter, PARAMETERS.example);
	check(parameter, path, {
		default: DEFAULT,
		range: RANGE,
		unit: { ...TEXT, example: 'unit: "s"' },
		description: { ...TEXT, example: 'description: "how many"' },
	});
	checkGiven(parameter, path, { whole: TRUTH });
	const [least, greatest] = parameter.range as [number, number];
	const usual = Number(parameter.default);
	if (usual < least || usual > greatest || (parameter.whole === true && !Number.isInteger(usual)))
		throw wrong(
			`${path}.default`,
			`${parameter.whole === true ? "a whole number " : ""}within its range, ${least} to ${greatest}`,
			usual,
			`default: ${least}`,
		);
}

function check(fields: Fields, path: string, rules: Readonly<Record<string, Rule>>): void {
	for (const [name, rule] of Object.entries(rules)) {
		const value = fieldOf(fields, name);
		if (!rule.isRight(value))
			throw wrong(path === "" ? name : `${path}.${name}`, rule.what, value, rule.example);
	}
}

/** The same for what may be left out. */
function checkGiven(fields: Fields, path: string, rules: Readonly<Record<string, Rule>>): void {
	for (const [name, rule] of Object.entries(rules))
		if (fieldOf(fields, name) !== undefined) check(fields, path, { [name]: rule });
}

function wrong(path: string, expected: string, value: unknown, example: string): DemoError {
	const is =
		value === undefined
			? `is missing: it has to be ${expected}`
			: `has to be ${expected}, not ${shown(value)}`;
	return new DemoError(`${path} ${is}; ${example}`);
}

/** An object that can be looked at. */
function isFields(value: unknown): value is Fields {
	try {
		return typeof value === "object" && value !== null && !Array.isArray(value);
	} catch {
		// Of a proxy that was revoked nothing can be asked.
		return false;
	}
}

function isList(value: unknown): value is readonly unknown[] {
	try {
		return Array.isArray(value);
	} catch {
		return false;
	}
}

function listIn(value: unknown): readonly unknown[] {
	return isList(value) ? value : [];
}

/** A value on a short line. */
function shown(value: unknown): string {
	const text = typeof value === "string" ? JSON.stringify(value) : kindOf(value);
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
