import { describe, expect, it } from "vitest";
import { checkDemo, DemoError } from "../../src/demos/check-demo.ts";
import { coroutine } from "../../src/runtime/index.ts";

const main = coroutine("main", function* () {});

function revoked(): object {
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	return proxy;
}

/** No value of the wrong kind: what it is called here, and it. */
const ODD: Readonly<Record<string, unknown>> = {
	null: null,
	"a truth": true,
	"a number": -1.5,
	"no number": Number.NaN,
	"a bigint": 3n,
	"a symbol": Symbol("s"),
	"a text": "text",
	"no text": "",
	"a long text": "x".repeat(200_000),
	"a list": [1],
	"an object": { odd: 1 },
	"an object without a prototype": Object.create(null),
	"a revoked proxy": revoked(),
	"a function": () => 1,
	"an async function": async () => {},
	"a promise": Promise.resolve(),
};

interface Field {
	readonly make: (odd: unknown) => object;
	readonly may: readonly string[];
}

/** The fields, each in a demo that is right but for it; and what each may be beside what is right. */
const FIELDS: Readonly<Record<string, Field>> = {
	name: { make: (odd) => demo({ name: odd }), may: ["a text"] },
	title: { make: (odd) => demo({ title: odd }), may: ["a text", "no text"] },
	mentalModel: { make: (odd) => demo({ mentalModel: odd }), may: ["a text", "no text"] },
	takeAway: { make: (odd) => demo({ takeAway: odd }), may: ["a text", "no text"] },
	python: { make: (odd) => demo({ python: odd }), may: ["a text", "no text"] },
	why: { make: (odd) => demo({ why: odd }), may: ["a text", "no text", "a function", "an async function"] },
	measure: { make: (odd) => demo({ measure: odd }), may: ["a function", "an async function"] },
	section: { make: (odd) => demo({ section: odd }), may: [] },
	parameters: {
		make: (odd) => demo({ parameters: odd }),
		may: ["an object without a prototype", "a promise"],
	},
	"parameters.naps": { make: (odd) => demo({ parameters: { naps: odd } }), may: [] },
	"parameters.naps.default": { make: (odd) => parameter({ default: odd }), may: [] },
	"parameters.naps.range": { make: (odd) => parameter({ range: odd }), may: [] },
	"parameters.naps.unit": { make: (odd) => parameter({ unit: odd }), may: ["a text", "no text"] },
	"parameters.naps.description": {
		make: (odd) => parameter({ description: odd }),
		may: ["a text", "no text"],
	},
	"parameters.naps.whole": { make: (odd) => parameter({ whole: odd }), may: ["a truth"] },
	next: { make: (odd) => demo({ next: odd }), may: [] },
	"next[0]": { make: (odd) => demo({ next: [odd] }), may: [] },
	"next[0].run": { make: (odd) => demo({ next: [{ run: odd, question: "q" }] }), may: ["a text", "no text"] },
	"next[0].question": {
		make: (odd) => demo({ next: [{ run: "naps", question: odd }] }),
		may: ["a text", "no text"],
	},
	variants: { make: (odd) => demo({ variants: odd }), may: [] },
	"variants[0]": { make: (odd) => demo({ variants: [odd] }), may: [] },
	"variants[0].name": { make: (odd) => variant({ name: odd }), may: ["a text"] },
	"variants[0].main": { make: (odd) => variant({ main: odd }), may: ["a function"] },
	"variants[0].summary": { make: (odd) => variant({ summary: odd }), may: ["a text", "no text"] },
	"variants[0].rightVariant": { make: (odd) => variant({ rightVariant: odd }), may: [] },
	"variants[0].elapsed": {
		make: (odd) => variant({ elapsed: odd }),
		may: ["a function", "an async function"],
	},
	"variants[0].outcome": {
		make: (odd) => variant({ outcome: odd }),
		may: ["a function", "an async function"],
	},
	"variants[0].fix": {
		make: (odd) => variant({ fix: odd }),
		may: ["a text", "no text", "a function", "an async function"],
	},
	"variants[0].work": {
		make: (odd) => variant({ work: odd }),
		may: ["a text", "no text", "a function", "an async function"],
	},
};

function demo(fields: object): object {
	return { name: "naps", variants: [{ name: "both", main }], ...fields };
}

function variant(fields: object): object {
	return demo({ variants: [{ name: "both", main, ...fields }] });
}

function parameter(fields: object): object {
	return demo({
		parameters: { naps: { default: 2, unit: "", range: [1, 10], description: "d", ...fields } },
	});
}

function fieldAt(path: string): Field {
	const field = FIELDS[path];
	if (field === undefined) throw new Error(`no field ${path}`);
	return field;
}

/** What is thrown; null: nothing. */
function thrownBy(given: unknown): unknown {
	try {
		checkDemo(given);
		return null;
	} catch (error) {
		return error;
	}
}

describe("a demo of one's own is checked in each field:", () => {
	it.each(Object.keys(FIELDS))("%s", (path) => {
		const { make, may } = fieldAt(path);
		const refused = Object.keys(ODD).filter((kind) => {
			const error = thrownBy(make(ODD[kind]));
			if (error === null) return false;
			if (!(error instanceof DemoError)) throw error;
			expect(error.message).toMatch(/^[^\n]{10,400}$/);
			expect(error.message.startsWith(path)).toBe(true);
			// What was expected, the value, and an example.
			expect(error.message).toMatch(/ (?:has to be .+, not .+|is missing: it has to be .+); .+$/);
			return true;
		});
		expect(refused).toEqual(Object.keys(ODD).filter((kind) => !may.includes(kind)));
	});

	it.each(Object.keys(ODD).filter((kind) => kind !== "an object"))("%s is none", (kind) => {
		expect(thrownBy(ODD[kind])).toBeInstanceOf(DemoError);
	});
});

describe("a demo of one's own", () => {
	it.each([
		["a plain number of seconds", { elapsed: 3.8 }],
		["no time", { elapsed: 0 }],
		["bounds", { elapsed: { atLeast: 1, atMost: 2 } }],
	])("may promise %s", (_, fields) => {
		expect(thrownBy(variant(fields))).toBe(null);
	});

	it.each([
		[{ elapsed: -1 }],
		[{ elapsed: Number.POSITIVE_INFINITY }],
		[{ elapsed: { atLeast: 2, atMost: 1 } }],
		[{ elapsed: { atLeast: 2 } }],
		[{ outcome: "success" }],
	])("can't promise %o", (fields) => {
		expect(thrownBy(variant(fields))).toBeInstanceOf(DemoError);
	});

	it.each([
		[{ range: [10, 1] }, "range has to be the least and the greatest number, not Array; range: [1, 10]"],
		[{ range: [1, 2, 3] }, "range has to be the least and the greatest number, not Array; range: [1, 10]"],
		[{ default: 11 }, "default has to be within its range, 1 to 10, not number 11; default: 1"],
		[
			{ default: 1.5, whole: true },
			"default has to be a whole number within its range, 1 to 10, not number 1.5; default: 1",
		],
	])("has parameters within their ranges: %o", (fields, what) => {
		expect(String(thrownBy(parameter(fields)))).toBe(`DemoError: parameters.naps.${what}`);
	});

	it("is told to hand over a function, where it has called it", () => {
		expect(String(thrownBy(variant({ main: main() })))).toContain("main: f, not main: f()");
	});
});
