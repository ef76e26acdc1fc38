import * as v from "valibot";
import type { Place } from "../runtime/observer.ts";
import { BlockReader } from "./fact-blocks.ts";
import { FactStore } from "./fact-store.ts";
import { END, type End, FACTS, type Fact, type FactKind, HEADER, type Header } from "./facts.ts";
import { jsonText } from "./json.ts";
import { LineScanner } from "./line-scanner.ts";
import type { Recording } from "./recording.ts";
import { RecordingError } from "./recording-error.ts";
import type { SavedSize } from "./saved-size.ts";

/** No line of ours is longer. */
const LONGEST_LINE = 1 << 24;

/** A recording that is being read: its facts grow. */
interface Draft extends Recording {
	readonly facts: FactStore;
	end: End | null;
}

/**
 * The recordings in a text that `writeRecording` made, one after the other. One that breaks off, wherever that is, has no end.
 * @throws {RecordingError} of a text that is no recording, of another version, and of a damaged line, in one line with its number
 */
export function readRecordings(text: string): Recording[] {
	const reader = new RecordingReader();
	reader.read(text);
	reader.close();
	return [...reader.recordings];
}

/** A line of a child process that is about no run: what there is to run, or why nothing can be. */
export interface Notice {
	readonly format: string;
	readonly [field: string]: unknown;
}

/** Reads recordings as their text comes, in pieces that may be cut anywhere. */
export class RecordingReader {
	readonly #onNotice: ((notice: Notice) => void) | null;
	readonly #size: SavedSize | null;
	readonly #recordings: Draft[] = [];
	/** The beginning of a line. */
	#rest = "";
	#number = 0;
	#draft: Draft | null = null;
	#scanner: LineScanner | null = null;
	#blocks: BlockReader | null = null;

	/**
	 * @param onNotice is given the lines that are about no run; without it there may be none
	 * @param size counts what is read, of a file; without it there may be any number
	 */
	constructor(onNotice: ((notice: Notice) => void) | null = null, size: SavedSize | null = null) {
		this.#onNotice = onNotice;
		this.#size = size;
	}

	/** What has come so far. Only the last may have no end. */
	get recordings(): readonly Recording[] {
		return this.#recordings;
	}

	/** The last. */
	get last(): Recording | null {
		return this.#draft;
	}

	/** Reads on. @throws {RecordingError} of what is no recording, of another version, and of a damaged line */
	read(piece: string): void {
		// A line may come in many pieces: what is known to have no end is not looked through again.
		if (!piece.includes("\n")) {
			this.#rest += piece;
			this.#requireShort();
			return;
		}
		const text = this.#rest + piece;
		let from = 0;
		for (let feed = text.indexOf("\n"); feed !== -1; feed = text.indexOf("\n", from)) {
			this.#number += 1;
			this.#whole(text, from, feed);
			from = feed + 1;
		}
		this.#rest = text.slice(from);
		this.#requireShort();
	}

	/** Reads on in a block of facts, which stands between two lines. @throws {RecordingError} of what is none, and outside of a recording */
	readBlock(block: Uint8Array<ArrayBuffer>): void {
		if (this.#blocks === null)
			throw new RecordingError(`line ${this.#number}: a recording begins with a header, not with a block`);
		if (this.#rest !== "")
			throw new RecordingError(`line ${this.#number}: a block stands in the midst of a line`);
		this.#blocks.read(block);
	}

	#requireShort(): void {
		if (this.#rest.length > LONGEST_LINE)
			throw new RecordingError(
				`line ${this.#number + 1}: not a recording: a line of more than 16 million characters`,
			);
	}

	/** Nothing more comes: a line that is not whole is passed over. @throws {RecordingError} if it is the header */
	close(): void {
		this.#number += 1;
		this.#line(this.#rest, true);
		this.#rest = "";
	}

	/** Ends the last recording, which has no end of its own. */
	end(end: End): void {
		if (this.#draft !== null) this.#draft.end ??= end;
	}

	/** The line in `text` from `from` to `to`. */
	#whole(text: string, from: number, to: number): void {
		const isBrief = this.#scanner?.take(text, from, to) === true;
		this.#size?.add(to - from, !isBrief);
		if (!isBrief) this.#line(text.slice(from, to), false);
	}

	/** `isCut`: it is the last, and has no line feed. */
	#line(line: string, isCut: boolean): void {
		if (line.trim() === "") return;
		const number = this.#number;
		try {
			this.#take(line, number, isCut);
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			throw new RecordingError(`line ${number}: a damaged recording: it is nested too deeply`);
		}
	}

	#take(line: string, number: number, isCut: boolean): void {
		const value = parsed(line, number, isCut && this.#draft !== null);
		if (value === undefined) return;
		const kind = fieldOf(value, "kind");
		if (kind === undefined && this.#onNotice !== null && isNotice(value)) this.#onNotice(value);
		else if (kind === undefined) this.#begin(value, number);
		else if (this.#draft === null || this.#draft.end !== null)
			throw new RecordingError(`line ${number}: a recording begins with a header, not with a fact`);
		else if (kind === "end") this.#finish(checked(END, value, number));
		else this.#draft.facts.add(factIn(value, kind, number));
	}

	#begin(value: unknown, number: number): void {
		const facts = new FactStore(asWritten);
		this.#draft = { header: headerIn(value, number), facts, end: null };
		this.#scanner = new LineScanner(facts);
		this.#blocks = new BlockReader(facts, (line) => this.#whole(line, 0, line.length));
		this.#recordings.push(this.#draft);
	}

	#finish(end: End): void {
		this.#scanner = null;
		this.#blocks = null;
		this.end(end);
	}
}

function asWritten(place: Place): Place {
	return place;
}

function isNotice(value: unknown): value is Notice {
	const format = fieldOf(value, "format");
	return typeof format === "string" && format !== HEADER.entries.format.literal;
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
