import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { programOf } from "../../src/demos/program.ts";
import { registry } from "../../src/demos/registry.ts";
import { record } from "../../src/recording/record.ts";
import { ourTranscript, readTranscripts, type Transcript } from "./transcript.ts";

/** What the lesson's author had from CPython 3.13, by seed 42 and the defaults. */
interface LessonTranscript {
	/** `gather/concurrent`, or the demo alone where it has one variant. */
	readonly name: string;
	readonly elapsed: number;
	readonly lines: readonly (readonly [at: number, text: string])[];
	readonly deadlock?: { readonly stuckTasks: number };
}

const demos = registry;
const recorded = readTranscripts(new URL("transcripts.json", import.meta.url));
const lesson: LessonTranscript[] = JSON.parse(
	readFileSync(new URL("lesson-transcripts.json", import.meta.url), "utf8"),
);

test("the 34 transcripts of the lesson are among those that CPython wrote for the counterparts", () => {
	expect(lesson).toHaveLength(34);
	expect(lesson.map(({ name }) => asLesson(usual(name), name))).toEqual(lesson.map(withoutMessage));
});

test("every variant of every demo is in the transcripts", () => {
	const names = new Set(recorded.map(({ demo, variant }) => `${demo}/${variant}`));
	expect([...names]).toEqual(
		demos.flatMap((demo) => demo.variants.map(({ name }) => `${demo.name}/${name}`)),
	);
});

test.for(recorded.map((one) => [`${one.demo}/${one.variant}`, one.seed, one] as const))(
	"%s prints with seed %i what CPython prints, line for line and time for time",
	([, , expected]) => {
		expect(ourTranscript(ours(expected))).toEqual(expected);
	},
);

function ours({ demo, variant, seed, parameters }: Transcript) {
	const found = demos.find(({ name }) => name === demo);
	if (found === undefined) throw new Error(`there is no demo ${demo} any more: npm run oracle`);
	return record(programOf(found, variant, parameters), { seed });
}

/** The recorded transcript with seed 42 and the defaults, which come first. */
function usual(name: string): Transcript | undefined {
	const [demo, variant] = name.split("/");
	return recorded.find((one) => one.demo === demo && (variant === undefined || one.variant === variant));
}

function asLesson(transcript: Transcript | undefined, name: string) {
	const { elapsed, lines, stuck = 0 } = transcript ?? {};
	return { name, elapsed, lines, stuck };
}

function withoutMessage({ name, elapsed, lines, deadlock }: LessonTranscript) {
	return { name, elapsed, lines, stuck: deadlock?.stuckTasks ?? 0 };
}
