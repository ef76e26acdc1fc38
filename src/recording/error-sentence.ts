import type { ErrorText } from "../runtime/observer.ts";

/** Of a group so many errors are named. */
const MOST_NAMED = 5;
/** Groups in groups are followed so far. */
const DEEPEST = 3;

/** `ValueError: no more`, or the name alone; of a group also what is in it: `ExceptionGroup: two failed: ValueError: no more, TypeError`. */
export function errorSentence(error: ErrorText, depth = DEEPEST): string {
	const { name, message, errors = [] } = error;
	const own = message === "" ? name : `${name}: ${message}`;
	if (errors.length === 0 || depth === 0) return own;
	const named = errors.slice(0, MOST_NAMED).map((one) => errorSentence(one, depth - 1));
	const more = errors.length > MOST_NAMED ? [`${errors.length - MOST_NAMED} more`] : [];
	return `${own}: ${[...named, ...more].join(", ")}`;
}
