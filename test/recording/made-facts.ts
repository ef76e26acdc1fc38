import type * as v from "valibot";
import { END, FACTS, HEADER } from "../../src/recording/facts.ts";

type Schema = v.GenericSchema & {
	readonly entries?: Readonly<Record<string, Schema>>;
	readonly options?: readonly unknown[];
	readonly item?: Schema;
	readonly wrapped?: Schema;
	readonly literal?: unknown;
	readonly pipe?: readonly Schema[];
	readonly value?: Schema;
	readonly getter?: (input: unknown) => Schema;
};

/** Values of a schema: with every optional field, with each of them alone, with none; and one for each of its alternatives. */
function valuesOf(schema: Schema, depth = 0): unknown[] {
	switch (schema.type) {
		case "string":
			return ["text", ""];
		case "number":
			return isWhole(schema) ? [0, 7] : [1.5];
		case "boolean":
			return [true, false];
		case "unknown":
			return [null, { deep: [1, "two"] }];
		case "literal":
			return [schema.literal];
		case "picklist":
			return [...(schema.options ?? [])];
		case "nullable":
			return [null, ...valuesOf(schema.wrapped as Schema, depth)];
		case "exact_optional":
			return valuesOf(schema.wrapped as Schema, depth);
		case "lazy":
			return depth > 2
				? [{ name: "E", message: "deep" }]
				: valuesOf(schema.getter?.(undefined) as Schema, depth + 1);
		case "array":
			return [[], valuesOf(schema.item as Schema, depth).slice(0, 3)];
		case "record":
			return [{}, { one: 1 }];
		case "variant":
		case "union":
			return (schema.options as Schema[]).flatMap((option) => valuesOf(option, depth));
		case "object":
			return objectsOf(Object.entries(schema.entries ?? {}), depth);
		default:
			throw new Error(`no values for a schema of type ${schema.type}`);
	}
}

function objectsOf(entries: readonly [string, Schema][], depth: number): unknown[] {
	const required = entries.filter(([, schema]) => schema.type !== "exact_optional");
	const optional = entries.filter(([, schema]) => schema.type === "exact_optional");
	const first = ([name, schema]: [string, Schema]) => [name, valuesOf(schema, depth)[0]] as const;
	const least = Object.fromEntries(required.map(first));
	const each = entries.flatMap(([name, schema]) =>
		valuesOf(schema, depth).map((value) => ({ ...least, [name]: value })),
	);
	return [least, ...each, { ...least, ...Object.fromEntries(optional.map(first)) }];
}

function isWhole({ pipe = [] }: Schema): boolean {
	return pipe.some((step) => step.type === "safe_integer");
}

/** Facts of every kind with every form that their schemas allow, and their kinds. */
export const madeFacts = Object.values(FACTS).flatMap((schema) => valuesOf(schema as unknown as Schema));

/** Headers and ends likewise. */
export const madeHeaders = valuesOf(HEADER as unknown as Schema);
export const madeEnds = valuesOf(END as unknown as Schema);
