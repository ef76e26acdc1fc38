import type { Job } from "../../src/cli/sources.ts";
import { defineDemo, type GivenVariant } from "../../src/demos/define-demo.ts";
import type { Recording } from "../../src/recording/index.ts";

export type { Job } from "../../src/cli/sources.ts";

function* nothing(): Generator<never, void> {}

/** A job for recordings of a program that is not known: its names alone. */
export function jobOf(recordings: readonly Recording[]): Job {
	const variants = recordings.map(
		({ header }, index): GivenVariant => ({ name: `${index} ${header.variant}`, main: nothing as never }),
	);
	const [first = { name: "none", main: nothing as never }, ...others] = variants;
	const demo = defineDemo({ name: "saved", variants: [first, ...others] });
	return { demo, variants: demo.variants, parameters: {}, seed: 42 };
}
