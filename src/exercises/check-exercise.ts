import { BUILT_IN, type Exercise } from "./exercise.ts";

/** What was given is no exercise. */
export class ExerciseError extends Error {
	override readonly name = "ExerciseError";
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** @throws {ExerciseError} of the first thing in it that is wrong, with its path */
export function checkExercise(given: unknown): asserts given is Exercise {
	const exercise = objectAt("the exercise", given);
	requireName("name", exercise.name);
	requireText("title", exercise.title);
	if (exercise.after !== undefined) requireText("after", exercise.after);
	requireWords("story", exercise.story);
	requireWords("task", exercise.task);
	for (const [index, hint] of listAt("hints", exercise.hints).entries())
		requireWords(`hints[${index}]`, hint);
	const runs = objectAt("runs", exercise.runs);
	objectAt("runs.shown", runs.shown);
	for (const [name, numbers] of Object.entries(runs)) objectAt(`runs.${name}`, numbers);
	const checks = listAt("checks", exercise.checks);
	if (checks.length === 0) throw new ExerciseError("checks: an exercise has one at least");
	const names = checks.map(requireCheck);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw new ExerciseError(`checks: two are called ${twice}`);
	for (const [file, name] of Object.entries(objectAt("wrong", exercise.wrong))) {
		if (names.includes(String(name)) || BUILT_IN.some((one) => one === name)) continue;
		throw new ExerciseError(
			`wrong.${file}: there is no check called ${String(name)}; there is ${[...names, ...BUILT_IN].join(", ")}`,
		);
	}
}

function requireCheck(given: unknown, index: number): string {
	const path = `checks[${index}]`;
	const { name, text, test } = objectAt(path, given);
	requireName(`${path}.name`, name);
	requireWords(`${path}.text`, text);
	if (typeof test !== "function") throw new ExerciseError(`${path}.test: it has to be a function of a run`);
	if (BUILT_IN.some((one) => one === name))
		throw new ExerciseError(`${path}.name: ${name} is the name of a check that every exercise has`);
	return name;
}

function objectAt(path: string, given: unknown): Readonly<Record<string, unknown>> {
	if (typeof given !== "object" || given === null || Array.isArray(given))
		throw new ExerciseError(`${path}: it has to be an object`);
	return given as Readonly<Record<string, unknown>>;
}

function listAt(path: string, given: unknown): readonly unknown[] {
	if (!Array.isArray(given)) throw new ExerciseError(`${path}: it has to be a list`);
	return given;
}

function requireName(path: string, given: unknown): asserts given is string {
	if (typeof given !== "string" || !NAME.test(given))
		throw new ExerciseError(
			`${path}: a name has lower-case letters, digits and hyphens, as two-ovens, not ${String(given)}`,
		);
}

function requireText(path: string, given: unknown): void {
	if (typeof given !== "string" || given === "") throw new ExerciseError(`${path}: it has to be a text`);
}

function requireWords(path: string, given: unknown): void {
	if (typeof given === "string") {
		requireText(path, given);
		return;
	}
	const { python, javascript } = objectAt(path, given);
	requireText(`${path}.python`, python);
	requireText(`${path}.javascript`, javascript);
}
