import { expect, test } from "vitest";
import { registry } from "../../src/demos/registry.ts";

const demos = registry;

test.for(demos.map((demo) => [demo.name, demo] as const))(
	"the Python of %s defines a function for each variant, with all parameters by the same defaults",
	([, { python, variants, parameters }]) => {
		const signatures = variants.map(({ name }) => signatureOf(python, name));
		const defaults = Object.assign({}, ...signatures);
		const ours = Object.entries(parameters).map(([name, one]) => [snakeCase(name), one.default]);
		expect(defaults).toEqual(Object.fromEntries(ours));
	},
);

test.for(demos.map((demo) => [demo.name, demo] as const))(
	"the Python of %s runs its variants when it is run as a program",
	([, { python, variants }]) => {
		const called = [...python.matchAll(/^ {4}asyncio\.run\((\w+)\(\)\)/gm)].map(([, name]) => name);
		expect(called).toEqual(variants.map(({ name }) => functionName(name)));
	},
);

/** The parameters of `async def NAME(…)` and their defaults. */
function signatureOf(python: string, variant: string): Record<string, number> {
	const [, parameters] =
		new RegExp(`^async def ${functionName(variant)}\\(([^)]*)\\)`, "m").exec(python) ?? [];
	if (parameters === undefined) throw new Error(`no async def ${functionName(variant)}`);
	const pairs = [...parameters.matchAll(/(\w+)=([\d.]+)/g)];
	return Object.fromEntries(pairs.map(([, name, value]) => [name, Number(value)]));
}

function functionName(variant: string): string {
	const name = variant.replaceAll("-", "_");
	return name === "async" ? "async_" : name;
}

function snakeCase(name: string): string {
	return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
