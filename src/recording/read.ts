import * as v from "valibot";
import { END, type End, FACTS, type Fact, type FactKind, HEADER, type Header } from "./facts.ts";
import { jsonText } from "./json.ts";
import type { Recording } from "./recording.ts";
import { RecordingError } from "./recording-error.ts";

/** No line of ours is longer. */
const LONGEST_LINE = 1 << 24;

/** A recording that is being read. */
interface Draft {
	readonly header: Header;
	readonly facts: Fact[];
	end: End | null;
}

/**
 * The recordings in a text that `writeRecording` made, one after the other. One that breaks off, wherever that is, has no end.
 * @throws {RecordingError} of a text that is no recording, of another version, and of a damaged line, in one line with its number
 */
export function readRecordings(text: string): Recording[] {
	const reader = new RecordingReader();
	reader.read(text);
	return reader.end();
}

/** Reads recordings from texts that follow each other: those of a large file never have to be one. */
export class RecordingReader {
	readonly #recordings: Recording[] = [];
	#draft: Draft | null = null;
	#number = 0;
	/** The beginning of a line whose end has not come. */
	#rest = "";

	/** @throws {RecordingError} of a damaged line */
	read(text: string): void {
		const whole = this.#rest + text;
		let from = 0;
		for (let feed = whole.indexOf("\n"); feed !== -1; feed = whole.indexOf("\n", from)) {
			this.#line(whole.slice(from, feed), false);
			from = feed + 1;
		}
		this.#rest = whole.slice(from);
		if (this.#rest.length > LONGEST_LINE)
			throw new RecordingError(
				`line ${this.#number + 1}: not a recording: a line of more than 16 million characters`,
			);
	}

	/** No more text follows. Answers all recordings. */
	end(): Recording[] {
		if (this.#rest !== "") this.#line(this.#rest, true);
		this.#rest = "";
		return this.#recordings;
	}

	/** `isCut`: it is the last, and has no line feed. */
	#line(line: string, isCut: boolean): void {
		this.#number += 1;
		if (line.trim() === "") return;
		const number = this.#number;
		try {
			this.#take(line, number, isCut);
		} catch (error) {
			if (error instanceof RangeError)
				throw new RecordingError(`line ${number}: a damaged recording: it is nested too deeply`);
			throw error;
		}
	}

	#take(line: string, number: number, isCut: boolean): void {
		const value = parsed(line, number, isCut && this.#draft !== null);
		if (value === undefined) return;
		const kind = fieldOf(value, "kind");
		if (kind === undefined) this.#begin(value, number);
		else if (this.#draft === null || this.#draft.end !== null)
			throw new RecordingError(`line ${number}: a recording begins with a header, not with a fact`);
		else if (kind === "end") this.#draft.end = checked(END, value, number);
		else this.#draft.facts.push(factIn(value, kind, number));
	}

	#begin(value: unknown, number: number): void {
		const draft: Draft = { header: headerIn(value, number), facts: [], end: null };
		this.#draft = draft;
		this.#recordings.push(draft);
	}
}

function headerIn(value: unknown, number: number): Header {
	const [format, version] = [fieldOf(value, "format"), fieldOf(value, "version")];
	const { format: known } = HEADER.entries;
	if (format !== known.literal)
		throw new RecordingError(`not a recording: its format is ${brief(format)}, not "${known.literal}"`);
	if (version !== HEADER.entries.version.literal) {
		const known = HEADER.entries.version.literal;
		throw new RecordingError(
			`a recording of version ${brief(version)}; this program reads version ${known}: record it again`,
		);
	}
	return checked(HEADER, value, number);
}

function factIn(value: unknown, kind: unknown, number: number): Fact {
	if (typeof kind !== "string" || !Object.hasOwn(FACTS, kind))
		throw new RecordingError(
			`line ${number}: a damaged recording: there are no facts of kind ${brief(kind)}`,
		);
	return checked<Fact>(FACTS[kind as FactKind], value, number);
}

function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown, number: number): T {
	const result = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true });
	if (result.success) return result.output;
	const [issue] = result.issues;
	const path = v.getDotPath(issue) ?? "it";
	const what =
		issue.input === undefined ? "is missing" : `must be ${expected(issue)}, but is ${brief(issue.input)}`;
	throw new RecordingError(`line ${number}: a damaged recording: ${path} ${what}`);
}

function expected({ expected: what, type }: v.BaseIssue<unknown>): string {
	if (type === "strict_object" || type === "object" || what === "Object") return "an object";
	if (type === "array") return "a list";
	if (type === "string") return "text";
	if (type === "boolean") return "true or false";
	if (type === "number" || type === "finite") return "a number";
	if (type === "safe_integer" || type === "min_value") return "a whole number";
	return what === null
		? "otherwise"
		: (what ?? "otherwise").replaceAll(/[()]/g, "").replaceAll(" | ", " or ");
}

/** Undefined: the line was cut off. */
function parsed(line: string, number: number, mayBeCut: boolean): unknown {
	try {
		return JSON.parse(line);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		if (mayBeCut) return undefined;
		throw new RecordingError(
			number === 1 ? `not a recording: ${error.message}` : `line ${number}: ${error.message}`,
		);
	}
}

function fieldOf(value: unknown, name: string): unknown {
	if (typeof value !== "object" || value === null || Array.isArray(value))
		throw new RecordingError(`not a recording: each line must be a JSON object, not ${brief(value)}`);
	return (value as Readonly<Record<string, unknown>>)[name];
}

function brief(value: unknown): string {
	const json = value === undefined ? "undefined" : jsonText(value);
	return json.length > 40 ? `${json.slice(0, 37)}...` : json;
}
