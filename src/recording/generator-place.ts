import type { Session } from "node:inspector";
import type { Place } from "../runtime/observer.ts";

/** Under this key the inspector's expression sees the generator, for a moment. */
const SHOWN = "async-lessons: the generator that is looked at";

interface Location {
	readonly scriptId: string;
	/** From 0, as the column. */
	readonly lineNumber: number;
	readonly columnNumber: number;
}

/**
 * Where a suspended generator stands, as the platform's inspector tells it: the line of a bare `yield`, after which no code of the
 * program runs whose stack could be read. It takes 20 ms or more, so it is for mistakes only. Null where there is no inspector.
 */
export function placeOfGenerator(generator: unknown): Place | null {
	// No process: a browser.
	const inspector = globalThis.process?.getBuiltinModule?.("node:inspector");
	if (inspector === undefined) return null;
	const session = new inspector.Session();
	session.connect();
	try {
		const location = locationOf(session, generator);
		return location === null ? null : placeOf(session, location);
	} finally {
		session.disconnect();
	}
}

function locationOf(session: Session, generator: unknown): Location | null {
	let location: Location | null = null;
	const key = Symbol.for(SHOWN);
	Object.defineProperty(globalThis, key, { value: generator, configurable: true });
	session.post(
		"Runtime.evaluate",
		{ expression: `globalThis[Symbol.for(${JSON.stringify(SHOWN)})]` },
		(_error, { result } = { result: { type: "undefined" } }) => {
			if (result.objectId !== undefined)
				session.post("Runtime.getProperties", { objectId: result.objectId }, (_failed, answer) => {
					const found = answer?.internalProperties?.find(({ name }) => name === "[[GeneratorLocation]]");
					location = (found?.value?.value as Location | undefined) ?? null;
				});
		},
	);
	Reflect.deleteProperty(globalThis, key);
	return location;
}

/** The names of scripts are told to who enables the debugger, at once. */
function placeOf(session: Session, { scriptId, lineNumber, columnNumber }: Location): Place | null {
	let file: string | null = null;
	session.on("Debugger.scriptParsed", ({ params: script }) => {
		if (script.scriptId === scriptId) file = script.url;
	});
	session.post("Debugger.enable");
	session.post("Debugger.disable");
	return file === null ? null : { file: pathOf(file), line: lineNumber + 1, column: columnNumber + 1 };
}

function pathOf(url: string): string {
	return url.startsWith("file://") ? decodeURI(url.slice("file://".length)) : url;
}
