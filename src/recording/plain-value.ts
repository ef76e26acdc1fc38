import {
	bounded,
	fieldOf,
	functionName,
	isError,
	objectKind,
	ownText,
	textOf,
} from "../runtime/kernel/value-text.ts";

const DEEPEST = 8;
/** So many values are followed in all: what is shared a hundred times over is that many values in JSON. */
const MOST = 10_000;

/**
 * What JSON can carry of a value, the same again after it was written and read: sets become lists, maps
 * and objects become objects, errors their name and message, and what has no JSON form becomes text.
 * Nothing below the eighth level and no value that contains itself is followed, and not more than 10,000 values in all. It never throws.
 */
export function plainValue(value: unknown): unknown {
	return new Reader().plain(value, []);
}

class Reader {
	#left = MOST;

	plain(value: unknown, above: readonly object[]): unknown {
		switch (typeof value) {
			case "string":
				return bounded(value);
			case "boolean":
				return value;
			case "number":
				return Number.isFinite(value) ? value + 0 : String(value);
			case "undefined":
				return null;
			case "object":
				return value === null ? null : this.#object(value, above);
			case "function":
				return `[function ${functionName(value) || "without a name"}]`;
			default:
				return textOf(value);
		}
	}

	#object(value: object, above: readonly object[]): unknown {
		if (above.includes(value)) return "[contains itself]";
		if (above.length === DEEPEST) return "[deeper]";
		const inside = [...above, value];
		if (isError(value))
			return { name: textOf(fieldOf(value, "name")), message: textOf(fieldOf(value, "message")) };
		try {
			if (Array.isArray(value) || value instanceof Set) return this.#list(value, inside);
			if (value instanceof Map) return this.#record(value, inside);
			if (isRecord(value)) return this.#record(fieldsOf(value), inside);
		} catch {
			// A proxy whose handler throws.
			return objectKind(value);
		}
		return ownText(value) ?? objectKind(value);
	}

	#list(items: Iterable<unknown>, inside: readonly object[]): unknown[] {
		const list: unknown[] = [];
		for (const item of items) {
			if (this.#isFull()) return [...list, "[more]"];
			list.push(this.plain(item, inside));
		}
		return list;
	}

	#record(entries: Iterable<readonly [unknown, unknown]>, inside: readonly object[]): object {
		const fields: [string, unknown][] = [];
		for (const [key, item] of entries) {
			if (this.#isFull()) {
				fields.push(["…", "[more]"]);
				break;
			}
			fields.push([textOf(key), this.plain(item, inside)]);
		}
		return Object.fromEntries(fields);
	}

	#isFull(): boolean {
		this.#left -= 1;
		return this.#left < 0;
	}
}

/** A getter may throw, and says nothing then. */
function* fieldsOf(value: object): Generator<readonly [string, unknown]> {
	for (const key of Object.keys(value)) yield [key, fieldOf(value, key)];
}

/** An object literal or one without a prototype; an instance of a class speaks through its `toString`. */
function isRecord(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
