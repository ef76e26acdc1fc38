// Recordings to be spoilt: of demos that have most of what facts can tell.

import { programOf } from "../../src/demos/program.ts";
import { registered } from "../../src/demos/registry.ts";
import { record } from "../../src/recording/record.ts";
import { writeRecording } from "../../src/recording/write.ts";
import { madeFacts } from "../recording/made-facts.ts";

const NAMES = [
	"gather",
	"cancel",
	"rate-limit",
	"task-group-errors",
	"producer-consumer",
	"swallowed-cancel",
];

let made: readonly string[] | undefined;

/** The recording of the last variant of each of some demos. */
export function soundRecordings(): readonly string[] {
	made ??= recorded();
	return made;
}

function recorded(): string[] {
	return NAMES.map((name) => {
		const demo = registered(name);
		const variant = demo?.variants.at(-1)?.name;
		if (demo === undefined || variant === undefined) throw new Error(`no demo called ${name}`);
		return writeRecording(record(programOf(demo, variant), { places: true, stacks: true }));
	});
}

/** One recording with facts of every kind, in every form, that make little sense together. */
export function madeRecording(): string {
	const [header = "", ...facts] = (soundRecordings()[0] ?? "").split("\n");
	const made = (madeFacts as object[]).map((fact) => JSON.stringify(fact));
	return [header, ...facts.slice(0, -2), ...made, ...facts.slice(-2)].join("\n");
}

/** The recording with each value for which `change` answers another one replaced by that. `change` is told the name of the field. */
export function spoilt(text: string, change: (field: string, value: unknown) => unknown): string {
	const lines = text.split("\n").filter((line) => line !== "");
	return lines
		.map((line) => `${JSON.stringify(JSON.parse(line, (field, value) => change(field, value)))}\n`)
		.join("");
}

/** The fields of recordings that hold a text of the program's, or of the system's. */
export const TEXT_FIELDS = [
	"program",
	"variant",
	"runtime",
	"name",
	"label",
	"message",
	"text",
	"file",
	"stack",
	"value",
];
