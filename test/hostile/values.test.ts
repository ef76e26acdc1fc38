import { describe, expect, it } from "vitest";
import { runDocument, runOf, viewOf } from "../../src/cli/runs.ts";
import { readRecordings } from "../../src/recording/read.ts";
import { record } from "../../src/recording/record.ts";
import { writeRecording } from "../../src/recording/write.ts";
import {
	type Coroutine,
	coroutine,
	createTask,
	getRunningLoop,
	Lock,
	print,
	sleep,
} from "../../src/runtime/index.ts";
import { renderRun } from "../../src/views/render.ts";
import { badIn } from "./bad-characters.ts";
import { jobOf } from "./saved-job.ts";

function fail(): never {
	throw new Error("a trap");
}

function revoked(): object {
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	return proxy;
}

const TRAPS = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "apply"] as const;

/** An array of 40 in each place of which stands the same array of 40, and so on. */
function shared(): unknown[] {
	let value: unknown[] = [];
	for (let depth = 0; depth < 7; depth += 1) value = Array(40).fill(value);
	return value;
}

function circle(): object {
	const one: Record<string, unknown> = {};
	one.self = one;
	one.list = [one, new Map([[one, one]]), new Set([one])];
	return one;
}

function withName(name: unknown, message: unknown = "m"): Error {
	return Object.defineProperties(new Error("x"), { name: { value: name }, message: { value: message } });
}

/** Each with a value that has no text, or throws when it is asked for one, or whose text has no end. */
const VALUES: Readonly<Record<string, () => unknown>> = {
	"no prototype": () => Object.create(null),
	"no prototype, with fields": () => Object.assign(Object.create(null), { a: 1 }),
	"a throwing getter": () => Object.defineProperty({}, "a", { get: fail, enumerable: true }),
	"a throwing toString": () => ({ toString: fail }),
	"a toString that answers an object": () => ({ toString: () => ({}) }),
	"a toString that is none": () => ({ toString: 5 }),
	"a throwing Symbol.toPrimitive": () => ({ [Symbol.toPrimitive]: fail, toString: () => "x" }),
	"a throwing tag": () => Object.defineProperty({}, Symbol.toStringTag, { get: fail }),
	"a throwing constructor": () => Object.defineProperty({}, "constructor", { get: fail }),
	"a throwing inspection": () => ({ [Symbol.for("nodejs.util.inspect.custom")]: fail }),
	"a throwing iterator": () => ({ [Symbol.iterator]: fail }),
	"a throwing toJSON": () => ({ toJSON: fail }),
	...Object.fromEntries(
		TRAPS.map((trap) => [`a proxy that throws at ${trap}`, () => new Proxy({}, { [trap]: fail })]),
	),
	"a proxy that throws at everything": () =>
		new Proxy({}, Object.fromEntries(TRAPS.map((trap) => [trap, fail]))),
	"a revoked proxy": revoked,
	"a proxy of a function": () => new Proxy(() => {}, { get: fail, apply: fail }),
	"a proxy of an error": () => new Proxy(new Error("inside"), { get: fail }),
	"a symbol": () => Symbol("s"),
	"a symbol without a description": () => Symbol(),
	"a bigint": () => 10n ** 50n,
	"not a number": () => Number.NaN,
	infinity: () => Number.NEGATIVE_INFINITY,
	undefined: () => undefined,
	null: () => null,
	"a function": () => fail,
	"a function whose name is a symbol": () => Object.defineProperty(() => {}, "name", { value: Symbol("f") }),
	"a class": () => class Made {},
	"a circle": circle,
	"values shared many times over": shared,
	"a deep list": () => {
		let value: unknown[] = [];
		for (let depth = 0; depth < 20_000; depth += 1) value = [value];
		return value;
	},
	"a long list": () => Array(1_000_000).fill(1),
	"a list of holes": () => Array(4_000_000_000),
	"a long text": () => "x".repeat(2_000_000),
	"an error whose name is a symbol": () => withName(Symbol("n")),
	"an error whose message is an object": () => withName("E", { a: 1 }),
	"an error whose message is a symbol": () => withName("E", Symbol("m")),
	"an error with throwing fields": () =>
		Object.defineProperties(new Error("x"), {
			// First: where it is made anew, the name is read.
			stack: { get: fail },
			name: { get: fail },
			message: { get: fail },
			cause: { get: fail },
		}),
	"an error that is its own cause": () => {
		const error = new Error("round");
		error.cause = error;
		return error;
	},
	"an error with a long message": () => new Error("x".repeat(2_000_000)),
	"an error with a place in its message": () =>
		new Error("at f (file://%zz:1:2)\n    at g (file:///%ff:1:2)"),
	"a date that is none": () => new Date(Number.NaN),
	"a map of such": () => new Map([[Object.create(null), revoked()]]),
	"a regular expression": () => /x/g,
	"a promise": () => Promise.resolve(1),
	"a generator": () => (function* () {})(),
	"a typed array": () => new Float64Array(1_000_000),
};

const WAYS: Readonly<Record<string, (value: unknown) => Coroutine<unknown>>> = {
	thrown: coroutine("main", function* (value: unknown): Generator<never, void> {
		throw value;
	}),
	"thrown in a task that nobody awaits": coroutine("main", function* (value: unknown) {
		createTask(
			coroutine("job", function* (): Generator<never, void> {
				throw value;
			})(),
		);
		yield* sleep(1);
	}),
	"thrown by a callback": coroutine("main", function* (value: unknown) {
		getRunningLoop().callSoon(() => {
			throw value;
		});
		yield* sleep(1);
	}),
	"set as an error": coroutine("main", function* (value: unknown) {
		const future = getRunningLoop().createFuture();
		future.setException(value);
		yield* future;
	}),
	returned: coroutine("main", function* (value: unknown) {
		return value;
	}),
	"returned in a field": coroutine("main", function* (value: unknown) {
		return { value, list: [value] };
	}),
	printed: coroutine("main", function* (value: unknown) {
		print("it is", value);
		print(value, [value], { value });
	}),
	yielded: coroutine("main", function* (value: unknown) {
		yield value;
	}),
	"the name of a task": coroutine("main", function* (value: unknown) {
		const task = createTask(sleep(1), { name: value as string });
		task.setName(value);
		yield* task;
	}),
	"the name of a lock": coroutine("main", function* (value: unknown) {
		const lock = new Lock({ name: value as string });
		yield* lock.acquire();
		yield* lock.acquire();
	}),
	"a label": coroutine("main", function* (value: unknown) {
		yield* coroutine("job", function* () {}, { label: () => value as string })();
	}),
	"the label of a future": coroutine("main", function* (value: unknown) {
		yield* getRunningLoop().createFuture(value as string);
	}),
	"an argument": coroutine("main", function* (value: unknown) {
		yield* coroutine("job", function* (_given: unknown) {})(value);
	}),
	"the message of a cancellation": coroutine("main", function* (value: unknown) {
		const task = createTask(sleep(1));
		yield* sleep(0);
		task.cancel(value as string);
		yield* task;
	}),
};

describe.each(Object.keys(WAYS))("%s", (way) => {
	it.each(Object.keys(VALUES))("%s is kept, shown, and read back the same", (kind) => {
		const value = VALUES[kind]?.();
		const program = {
			name: "p",
			variant: "v",
			parameters: {},
			main: () => WAYS[way]?.(value) as Coroutine<unknown>,
		};
		const recording = record(program, { places: true, stacks: true });
		const text = writeRecording(recording);
		const back = readRecordings(text);
		const job = jobOf(back);
		const view = viewOf(job, back.map(runOf), {});
		const shown = [renderRun(view, { columns: 80, lines: true }), ...runDocument(job, back.map(runOf))].join(
			"",
		);
		expect(recording.end?.how).toMatch(/^(main-ended|deadlock)$/);
		expect(back.map(writeRecording).join("")).toBe(text);
		expect(badIn(shown + text)).toBe(null);
		expect(JSON.stringify(back).length).toBeLessThan(1_000_000);
	});
});

describe("what is shown of a value", () => {
	function printed(value: unknown): string | undefined {
		const main = coroutine("main", function* () {
			print(value);
		});
		return runOf(record({ name: "p", variant: "v", parameters: {}, main })).history.lines[0]?.text;
	}

	it.each([
		[
			() => ({ a: 1, b: [1, "two", { deep: { deeper: {} } }] }),
			"{ a: 1, b: [ 1, 'two', { deep: [Object] } ] }",
		],
		[() => [1, 2, 3], "[ 1, 2, 3 ]"],
		[() => new Map([["a", 1]]), "Map(1) { 'a' => 1 }"],
		[() => Object.create(null), "[Object: null prototype] {}"],
		[
			() =>
				new (class Point {
					x = 1;
				})(),
			"Point { x: 1 }",
		],
		[() => new Error("no"), "Error: no"],
		[
			() =>
				new (class {
					toString() {
						return "its own text";
					}
				})(),
			"its own text",
		],
		[() => "a text", "a text"],
		[() => Symbol("s"), "Symbol(s)"],
		[() => 1n, "1"],
		[() => null, "null"],
		[() => "x".repeat(200_000), `${"x".repeat(100_000)}… (cut: it has 200000 characters)`],
	])("is as Node shows it, on one line: %#", (make, text) => {
		expect(printed(make())).toBe(text);
	});

	it.each([
		[() => Object.create(null), "object: an object without a prototype"],
		[() => revoked(), "TypeError: it is an object that can't be looked at: its proxy throws"],
		[() => Symbol("s"), "symbol: Symbol(s)"],
		[() => withName(Symbol("n"), Symbol("m")), "Symbol(n): Symbol(m)"],
		[() => ({ a: 1 }), "object: Object"],
		[() => undefined, "undefined: undefined"],
	])("is what it is, where it is thrown: %#", (make, text) => {
		const main = coroutine("main", function* (): Generator<never, void> {
			throw make();
		});
		const { outcome } = runOf(record({ name: "p", variant: "v", parameters: {}, main })).history;
		expect(outcome.kind === "raised" && `${outcome.error.name}: ${outcome.error.message}`).toBe(text);
	});
});
