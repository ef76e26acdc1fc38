import { diagnosis, traceEvent } from "./event-shape.ts";
import { RECORDING_FORMAT, RECORDING_VERSION } from "./format.ts";
import type { Recording } from "./recording.ts";
import { RecordingError } from "./recording-error.ts";
import {
	anything,
	count,
	fields,
	isJsonObject,
	type JsonObject,
	list,
	number,
	optional,
	orNull,
	recordOf,
	text,
	truth,
	variants,
} from "./shape.ts";

const stuck = fields({
	message: text,
	waiting: list(fields({ task: text, for: text, heldBy: list(text), at: orNull(text) })),
	cycle: list(text),
});

const recording = fields({
	demo: text,
	variant: text,
	parameters: recordOf(number),
	seed: count,
	elapsed: number,
	asPromised: truth,
	outcome: variants("kind", {
		returned: fields({ value: anything }),
		raised: fields({ error: fields({ name: text, message: text, stack: optional(text) }) }),
		deadlock: stuck,
		livelock: stuck,
	}),
	lines: list(fields({ at: number, task: text, text })),
	events: list(traceEvent),
	diagnoses: list(diagnosis),
});

/**
 * The recording in a text that {@link writeRecording} made.
 * @throws {RecordingError} of a text that is no recording, of an unknown version, and of a damaged one
 */
export function readRecording(written: string): Recording {
	const { format, version, ...rest } = parse(written);
	if (format !== RECORDING_FORMAT) {
		throw new RecordingError(
			`not a recording: its format is ${JSON.stringify(format)}, not "${RECORDING_FORMAT}"`,
		);
	}
	if (version !== RECORDING_VERSION) {
		const known = `this program reads version ${RECORDING_VERSION}`;
		throw new RecordingError(`a recording of version ${JSON.stringify(version)}; ${known}`);
	}
	recording(rest, "");
	return rest as unknown as Recording;
}

function parse(written: string): JsonObject {
	const value = parseJson(written);
	if (!isJsonObject(value)) {
		throw new RecordingError("not a recording: it must be a JSON object");
	}
	return value;
}

function parseJson(written: string): unknown {
	try {
		return JSON.parse(written);
	} catch (error) {
		if (error instanceof SyntaxError) {
			throw new RecordingError(`not a recording: ${error.message}`);
		}
		throw error;
	}
}
