import type { Program } from "../recording/program.ts";
import { Random } from "../runtime/index.ts";
import { DemoError, isOutcome, isTime } from "./check-demo.ts";
import type { Demo, PromisedOutcome, Values, Variant } from "./define-demo.ts";
import { withDefaults } from "./parameters.ts";

/**
 * One variant of a demo as a program that can be recorded. `given`: in place of the demo's defaults. `folder`: where its source lies.
 * @throws {RangeError} of a variant or a parameter that the demo does not allow
 */
export function programOf(
	demo: Demo,
	name: string,
	given: Readonly<Record<string, number>> = {},
	folder?: string,
): Program {
	const variant = variantOf(demo, name);
	const values = withDefaults(demo, given);
	return {
		name: demo.name,
		variant: name,
		parameters: values,
		main: () => variant.main(values),
		promise: (seed) => ({
			...promisedTime(variant, values, seed),
			outcome: promisedOutcome(variant, values),
		}),
		...(folder === undefined ? {} : { folder }),
	};
}

function variantOf(demo: Demo, name: string): Variant {
	const variant = demo.variants.find((one) => one.name === name);
	if (variant === undefined) {
		const known = demo.variants.map((one) => one.name).join(", ");
		throw new RangeError(`${demo.name} has no variant called ${name}; it has ${known}`);
	}
	return variant;
}

/** How the variant promises to end with these parameters. */
export function promisedOutcome(variant: Variant, values: Values): PromisedOutcome {
	const promised = variant.outcome ?? "returned";
	const outcome = typeof promised === "function" ? promised(values) : promised;
	if (isOutcome(outcome)) return outcome;
	throw new DemoError(
		`the outcome of ${variant.name} has to answer returned, raised, deadlock, livelock or stopped`,
	);
}

/** The bounds of its time that the variant promises. `atMost`: null for any. */
function promisedTime(
	variant: Variant,
	values: Values,
	seed: number,
): { readonly atLeast: number; readonly atMost: number | null } {
	const promised = variant.elapsed(values, new Random(seed));
	if (!isTime(promised))
		throw new DemoError(
			`elapsed of ${variant.name} has to answer a number of seconds, 0 or more, or { atLeast, atMost }`,
		);
	if (typeof promised === "number") return { atLeast: promised, atMost: promised };
	const { atLeast, atMost } = promised;
	return { atLeast, atMost: Number.isFinite(atMost) ? atMost : null };
}
