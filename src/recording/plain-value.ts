const DEEPEST = 8;

/**
 * What JSON can carry of a value, the same again after it was written and read: sets become lists, maps
 * and objects become objects, errors their name and message, and what has no JSON form becomes text.
 * Nothing below the eighth level and no value that contains itself is followed.
 */
export function plainValue(value: unknown): unknown {
	return plain(value, []);
}

function plain(value: unknown, above: readonly object[]): unknown {
	switch (typeof value) {
		case "string":
		case "boolean":
			return value;
		case "number":
			return Number.isFinite(value) ? value + 0 : String(value);
		case "undefined":
			return null;
		case "object":
			return value === null ? null : plainObject(value, above);
		case "function":
			return `[function ${value.name || "without a name"}]`;
		default:
			return String(value);
	}
}

function plainObject(value: object, above: readonly object[]): unknown {
	if (above.includes(value)) {
		return "[contains itself]";
	}
	if (above.length === DEEPEST) {
		return "[deeper]";
	}
	const inside = [...above, value];
	if (value instanceof Error) {
		return { name: value.name, message: value.message };
	}
	if (Array.isArray(value) || value instanceof Set) {
		return Array.from(value, (item) => plain(item, inside));
	}
	if (value instanceof Map) {
		return plainEntries(
			Array.from(value, ([key, item]) => [String(key), item]),
			inside,
		);
	}
	return isRecord(value) ? plainEntries(Object.entries(value), inside) : String(value);
}

function plainEntries(entries: readonly (readonly [string, unknown])[], inside: readonly object[]): unknown {
	return Object.fromEntries(entries.map(([key, item]) => [key, plain(item, inside)]));
}

/** An object literal or one without a prototype; an instance of a class speaks through its `toString`. */
function isRecord(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
